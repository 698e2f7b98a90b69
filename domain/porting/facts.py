"""What happened to a port order: the record that everything else is folded from.

Each class carries its own `kind`, so that a union of them decodes to the right one. Facts hold ids, telephone numbers, codes and
dates; never names, addresses, account numbers or PINs (design rule 9).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class Gate(StrEnum):
    """When readiness is asked: FOC − 3 business days, − 48 h, and last before nothing moves any more (design rule 8)."""

    EARLY = "early"
    MIDDLE = "middle"
    LAST = "last"


class WaitingFor(StrEnum):
    """What a carrier order waits for next, and so what its silence means."""

    CARRIER = "carrier"
    LSR_ANSWER = "lsr_answer"
    CORRECTION = "correction"
    GATE = "gate"
    FOC = "foc"
    ACTIVATION = "activation"
    CANCEL_ANSWER = "cancel_answer"
    VERIFICATION = "verification"
    SNAPBACK_WINDOW = "snapback_window"
    STAFF = "staff"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Part:
    """One carrier order of a customer's order: numbers that share losing carrier, rate centre and kind."""

    n: int
    carrier: str
    numbers: tuple[str, ...]
    losing_spid: str
    simple: bool


@dataclass(frozen=True, slots=True)
class OrderSubmitted:
    revision: int
    rulebook: str
    numbers: tuple[str, ...]
    set_aside: tuple[str, ...] = ()
    kind: Literal["order_submitted"] = "order_submitted"


@dataclass(frozen=True, slots=True)
class PreflightFailed:
    """to_review: numbers that go no further until staff have looked."""

    revision: int
    codes: tuple[str, ...]
    to_review: tuple[str, ...] = ()
    kind: Literal["preflight_failed"] = "preflight_failed"


@dataclass(frozen=True, slots=True)
class OrderCorrected:
    """The customer changed what preflight found and submitted again."""

    revision: int
    kind: Literal["order_corrected"] = "order_corrected"


@dataclass(frozen=True, slots=True)
class OrderSplit:
    """Preflight passed; these are the carrier orders."""

    revision: int
    parts: tuple[Part, ...]
    kind: Literal["order_split"] = "order_split"


@dataclass(frozen=True, slots=True)
class OrderCancelAsked:
    kind: Literal["order_cancel_asked"] = "order_cancel_asked"


@dataclass(frozen=True, slots=True)
class OrderClosed:
    kind: Literal["order_closed"] = "order_closed"


@dataclass(frozen=True, slots=True)
class LsrSubmitted:
    """request_key: the business key it was sent under. revision: of the request that was sent."""

    request_key: str
    carrier_reference: str
    revision: int
    lsr_version: int = 1
    kind: Literal["lsr_submitted"] = "lsr_submitted"


@dataclass(frozen=True, slots=True)
class LsrRejected:
    """numbers: those it names, empty for the whole order. codes: of `rejections.py`. answers: the LSR version."""

    codes: tuple[str, ...]
    happened_at: datetime
    numbers: tuple[str, ...] = ()
    answers: int = 0
    notice_id: str = ""
    kind: Literal["lsr_rejected"] = "lsr_rejected"


@dataclass(frozen=True, slots=True)
class OrderAcknowledged:
    happened_at: datetime
    notice_id: str = ""
    kind: Literal["order_acknowledged"] = "order_acknowledged"


@dataclass(frozen=True, slots=True)
class CorrectionAccepted:
    revision: int
    kind: Literal["correction_accepted"] = "correction_accepted"


@dataclass(frozen=True, slots=True)
class RescheduleAsked:
    requested_foc: date
    expedite: bool = False
    kind: Literal["reschedule_asked"] = "reschedule_asked"


@dataclass(frozen=True, slots=True)
class LsrSupplemented:
    request_key: str
    revision: int
    lsr_version: int
    kind: Literal["lsr_supplemented"] = "lsr_supplemented"


@dataclass(frozen=True, slots=True)
class SupplementRefused:
    code: str
    foc_stands: bool = False
    kind: Literal["supplement_refused"] = "supplement_refused"


@dataclass(frozen=True, slots=True)
class FocReceived:
    foc: datetime
    happened_at: datetime
    answers: int = 0
    notice_id: str = ""
    kind: Literal["foc_received"] = "foc_received"


@dataclass(frozen=True, slots=True)
class FocWithdrawn:
    happened_at: datetime
    answers: int = 0
    notice_id: str = ""
    kind: Literal["foc_withdrawn"] = "foc_withdrawn"


@dataclass(frozen=True, slots=True)
class ReadinessChecked:
    """codes: what is missing; empty when every number is ready."""

    gate: Gate
    foc: datetime
    codes: tuple[str, ...] = ()
    kind: Literal["readiness_checked"] = "readiness_checked"


@dataclass(frozen=True, slots=True)
class ActivationDue:
    foc: datetime
    kind: Literal["activation_due"] = "activation_due"


@dataclass(frozen=True, slots=True)
class NumbersActivated:
    """activated_at: the moment the carrier confirms; billing starts then (rules 51-53)."""

    numbers: tuple[str, ...]
    activated_at: datetime
    notice_id: str = ""
    kind: Literal["numbers_activated"] = "numbers_activated"


@dataclass(frozen=True, slots=True)
class NumbersFailed:
    numbers: tuple[str, ...]
    codes: tuple[str, ...]
    happened_at: datetime
    notice_id: str = ""
    kind: Literal["numbers_failed"] = "numbers_failed"


@dataclass(frozen=True, slots=True)
class NumbersSnappedBack:
    numbers: tuple[str, ...]
    happened_at: datetime
    notice_id: str = ""
    kind: Literal["numbers_snapped_back"] = "numbers_snapped_back"


@dataclass(frozen=True, slots=True)
class ConflictNoticed:
    happened_at: datetime
    numbers: tuple[str, ...] = ()
    notice_id: str = ""
    kind: Literal["conflict_noticed"] = "conflict_noticed"


@dataclass(frozen=True, slots=True)
class NoticeSetAside:
    """A notice that does not fit: kept, shown to the desk, changes nothing."""

    notice_id: str
    notice_kind: str
    why: str
    kind: Literal["notice_set_aside"] = "notice_set_aside"


@dataclass(frozen=True, slots=True)
class SilenceNoticed:
    waiting_for: WaitingFor
    since: datetime
    kind: Literal["silence_noticed"] = "silence_noticed"


@dataclass(frozen=True, slots=True)
class CorrectionReminded:
    kind: Literal["correction_reminded"] = "correction_reminded"


@dataclass(frozen=True, slots=True)
class OutcomeUnknown:
    """A write to a carrier that can neither be repeated nor looked up: a person must find out (reliability R3)."""

    request_key: str
    kind: Literal["outcome_unknown"] = "outcome_unknown"


@dataclass(frozen=True, slots=True)
class OutcomeSettled:
    """A person found out. carrier_reference is empty when the carrier has nothing: then it is sent again under a new key."""

    request_key: str
    carrier_reference: str = ""
    kind: Literal["outcome_settled"] = "outcome_settled"


@dataclass(frozen=True, slots=True)
class CancelAsked:
    kind: Literal["cancel_asked"] = "cancel_asked"


@dataclass(frozen=True, slots=True)
class CancelSent:
    request_key: str
    kind: Literal["cancel_sent"] = "cancel_sent"


@dataclass(frozen=True, slots=True)
class CancelRefused:
    happened_at: datetime
    code: str = ""
    foc_stands: bool = False
    notice_id: str = ""
    kind: Literal["cancel_refused"] = "cancel_refused"


@dataclass(frozen=True, slots=True)
class PortCancelled:
    happened_at: datetime
    notice_id: str = ""
    kind: Literal["port_cancelled"] = "port_cancelled"


@dataclass(frozen=True, slots=True)
class PortSettled:
    """Every number is active, failed or cancelled."""

    kind: Literal["port_settled"] = "port_settled"


@dataclass(frozen=True, slots=True)
class PortVerified:
    """The gaining carrier was asked again after completion. missing: active by its notices, not by its answer."""

    missing: tuple[str, ...] = ()
    kind: Literal["port_verified"] = "port_verified"


@dataclass(frozen=True, slots=True)
class PortClosed:
    kind: Literal["port_closed"] = "port_closed"


OrderFact = OrderSubmitted | PreflightFailed | OrderCorrected | OrderSplit | OrderCancelAsked | OrderClosed
PortFact = (
    LsrSubmitted
    | LsrRejected
    | OrderAcknowledged
    | CorrectionAccepted
    | RescheduleAsked
    | LsrSupplemented
    | SupplementRefused
    | FocReceived
    | FocWithdrawn
    | ReadinessChecked
    | ActivationDue
    | NumbersActivated
    | NumbersFailed
    | NumbersSnappedBack
    | ConflictNoticed
    | NoticeSetAside
    | SilenceNoticed
    | CorrectionReminded
    | OutcomeUnknown
    | OutcomeSettled
    | CancelAsked
    | CancelSent
    | CancelRefused
    | PortCancelled
    | PortSettled
    | PortVerified
    | PortClosed
)
Fact = OrderFact | PortFact


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact in its stream. at: business time (UTC). actor: a user id, `system`, or a carrier's name."""

    seq: int
    at: datetime
    actor: str
    fact: Fact
    acting_for: str = ""
    reason: str = ""
