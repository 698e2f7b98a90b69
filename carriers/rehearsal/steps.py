"""What can happen to an order at the rehearsal carrier, and what of it the scripts plan ahead. Pure: nothing here reads a clock."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from .hours import HOURS_A_DAY, Office
from .portability import is_simple, profile_of
from .scripts import Play, Script


class Step(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    REJECT = "reject"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    CONFLICT = "conflict"
    ACTIVATE = "activate"
    FAIL = "fail"
    CANCEL = "cancel"
    REFUSE_CANCEL = "refuse_cancel"
    SNAP_BACK = "snap_back"
    SAY_NONSENSE = "say_nonsense"


class OrderState(StrEnum):
    RECEIVED = "received"
    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    CONFLICT = "conflict"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Details:
    """What a step is about. No numbers means all that still wait."""

    numbers: tuple[str, ...] = ()
    foc: datetime | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    step: Step
    due: datetime
    details: Details = field(default_factory=Details)


@dataclass(frozen=True, slots=True)
class Lsr:
    """What the plans need to know of an order. supplements: how many were taken in. received_at: when its present version was."""

    numbers: tuple[str, ...]
    play: Play
    supplements: int
    received_at: datetime
    requested_foc: date | None
    time_zone: str
    has_pin: bool

    @property
    def office(self) -> Office:
        return Office(self.time_zone, profile_of(self.numbers[0]).losing_spid)

    @property
    def first_version(self) -> bool:
        return self.supplements == 0

    @property
    def reply_hours(self) -> float:
        """How long an answer takes (FCC and carriers' guidelines: about 4 business hours for simple ports, else a day)."""
        return 4 if is_simple(self.numbers) else HOURS_A_DAY


ACKNOWLEDGE_HOURS, FOLLOW_UP_HOURS, CANCEL_HOURS, LATE_HOURS = 1, 2, 1, 3 * HOURS_A_DAY
BLACKOUT = timedelta(hours=24)
SNAPBACK_AFTER, STAGGER = timedelta(hours=4), timedelta(minutes=10)


def plan_reply(lsr: Lsr) -> tuple[Planned, ...]:
    """What follows an LSR or a supplement."""
    script = lsr.play.script
    codes = _rejection_codes(lsr)
    reply = lsr.office.plus_hours(lsr.received_at, LATE_HOURS if script is Script.LATE_FOC else lsr.reply_hours)
    soon = lsr.office.plus_hours(lsr.received_at, ACKNOWLEDGE_HOURS)
    if codes:
        return (Planned(Step.REJECT, reply, Details(codes=codes)),)
    confirm = Planned(Step.CONFIRM, reply, Details(foc=_foc_given(lsr, reply)))
    match script:
        case Script.SILENT if lsr.first_version:
            return ()
        case Script.CARRIER_CANCELS:
            return (Planned(Step.CANCEL, reply),)
        case Script.ACKNOWLEDGE:
            return (Planned(Step.ACKNOWLEDGE, soon), confirm)
        case Script.UNKNOWN_NOTICE:
            return (Planned(Step.SAY_NONSENSE, soon), confirm)
    return (confirm,)


def _rejection_codes(lsr: Lsr) -> tuple[str, ...]:
    match lsr.play.script:
        case Script.REJECT:
            return (lsr.play.code or "OTHER",)
        case Script.REJECT_ACCOUNT if lsr.play.by_account or lsr.first_version:
            return ("ACCOUNT_NUMBER_MISMATCH",)
        case Script.REJECT_THEN_ACCEPT if lsr.first_version:
            return ("LOCATION_MISMATCH",)
    profiles = [profile_of(number) for number in lsr.numbers]
    if len({profile.losing_spid for profile in profiles}) > 1:
        return ("PORTING_ORDER_SPLIT_REQUIRED",)
    if not lsr.has_pin and any(profile.needs_pin for profile in profiles):
        return ("PIN_MISSING",)
    return ()


def _foc_given(lsr: Lsr, reply: datetime) -> datetime:
    after_reply = lsr.office.later(reply, 1)
    if lsr.play.script is Script.SHORT_FOC:
        return after_reply
    earliest = lsr.office.earliest_foc(lsr.received_at, is_simple(lsr.numbers))
    return max(lsr.office.activation(max(lsr.requested_foc or earliest, earliest)), after_reply)


def plan_after_foc(lsr: Lsr, at: datetime, foc: datetime, told_before: int) -> tuple[Planned, ...]:
    """What follows a FOC told at `at`; told_before: how many FOCs this version of the order had already."""
    soon = lsr.office.plus_hours(at, FOLLOW_UP_HOURS)
    script = lsr.play.script
    if not told_before:
        match script:
            case Script.MOVE_FOC:
                return (Planned(Step.CONFIRM, soon, Details(foc=lsr.office.later(foc, 2))), *_moves(lsr, foc))
            case Script.WITHDRAW_FOC:
                again = lsr.office.plus_hours(soon, HOURS_A_DAY)
                renewed = Planned(Step.CONFIRM, again, Details(foc=lsr.office.later(max(foc, again), 1)))
                return (Planned(Step.WITHDRAW, soon, Details(codes=("FOC_REJECTED",))), renewed)
            case Script.CONFLICT if lsr.first_version:
                return (Planned(Step.CONFLICT, soon, Details(codes=("SV_CONFLICT",))),)
    return _moves(lsr, foc)


def _moves(lsr: Lsr, foc: datetime) -> tuple[Planned, ...]:
    """How the numbers move at the FOC."""
    numbers = lsr.numbers
    failed = ("SV_UNKNOWN_FAILURE",)
    match lsr.play.script:
        case Script.SILENT_ACTIVATION | Script.ON_DEMAND:
            return ()
        case Script.ALL_FAIL:
            return (Planned(Step.FAIL, foc, Details(codes=failed)),)
        case Script.PARTIAL:
            moved = (Planned(Step.ACTIVATE, foc, Details(numbers[:-1])),) if numbers[1:] else ()
            return (*moved, Planned(Step.FAIL, foc, Details(numbers[-1:], codes=failed)))
        case Script.STAGGERED:
            return tuple(Planned(Step.ACTIVATE, foc + STAGGER * place, Details((number,))) for place, number in enumerate(numbers))
        case Script.SNAPBACK:
            return (Planned(Step.ACTIVATE, foc), Planned(Step.SNAP_BACK, foc + SNAPBACK_AFTER, Details(numbers[-1:])))
    return (Planned(Step.ACTIVATE, foc),)


def plan_cancel(lsr: Lsr, at: datetime, state: OrderState, foc: datetime | None) -> Planned:
    """The answer to a request to cancel. Within 24 hours of the FOC, or after it, it is no."""
    due = lsr.office.plus_hours(at, CANCEL_HOURS)
    frozen = foc is not None and at > foc - BLACKOUT
    if lsr.play.script is Script.REFUSE_CANCEL or state is OrderState.COMPLETED or frozen:
        return Planned(Step.REFUSE_CANCEL, due, Details(codes=("TOO_LATE_TO_CANCEL",)))
    return Planned(Step.CANCEL, due)
