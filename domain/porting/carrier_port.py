"""A carrier order as the fold of its log."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import Any

from domain.ids import PortId
from domain.porting import facts as f
from domain.porting import line
from domain.porting.carrier_order import TERMINAL, PortEvent, PortState, after
from domain.porting.line import LineEvent, LineState
from domain.porting.rejections import customer_corrects


@dataclass(frozen=True, slots=True)
class CarrierPort:
    """What is true of a carrier order once its facts are.

    revision: of the request last sent. correction: a newer revision waiting to be sent, 0 if none. answered_at: when the carrier's
    last answer that counted happened. rejected: whether that answer was no. since, entered: when, and by which fact, the state was
    entered. gates: passed for this FOC. reminders: silences noticed and reminders sent since then.
    """

    port_id: PortId
    part: f.Part
    state: PortState = PortState.PREPARED
    lines: dict[str, LineState] = field(default_factory=dict)
    seq: int = 0
    since: datetime | None = None
    entered: int = 0
    reference: str = ""
    revision: int = 0
    correction: int = 0
    lsr_version: int = 0
    requested_foc: date | None = None
    expedite: bool = False
    foc: datetime | None = None
    answered_at: datetime | None = None
    gates: tuple[f.Gate, ...] = ()
    reminders: int = 0
    supplements_after_foc: int = 0
    rejected: bool = False
    customer_corrects: bool = False
    cancel_sent: bool = False
    unknown_key: str = ""
    verified: bool = False
    seen: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        return self.state in TERMINAL

    @property
    def settled(self) -> bool:
        return not any(state in line.OPEN for state in self.lines.values())

    @property
    def moved(self) -> bool:
        """Whether any number has left the losing carrier or failed to."""
        return any(state not in line.OPEN and state is not LineState.CANCELLED for state in self.lines.values())

    def numbers_in(self, *states: LineState) -> tuple[str, ...]:
        return tuple(number for number, state in self.lines.items() if state in states)

    def record(self, entry: f.Entry) -> "CarrierPort":
        """The order as it stands once the entry's fact is true. Raises IllegalTransition."""
        fact = entry.fact
        event = _event(self, fact)
        state = self.state if event is None else after(self.state, event)
        changed = _changes(self, fact)
        if notice := getattr(fact, "notice_id", ""):
            changed["seen"] = (*self.seen, notice)
        if state is not self.state or self.since is None:
            changed |= {"since": entry.at, "reminders": 0}
        if state is not self.state or isinstance(fact, f.OutcomeSettled):
            changed["entered"] = entry.seq
        if state in TERMINAL:
            changed["unknown_key"] = ""
        return replace(self, state=state, seq=entry.seq, **changed)


def opened(port_id: PortId, part: f.Part) -> CarrierPort:
    """A carrier order before its first fact."""
    return CarrierPort(port_id, part, lines=dict.fromkeys(part.numbers, LineState.WAITING))


def fold(port: CarrierPort, entries: Iterable[f.Entry]) -> CarrierPort:
    """The order once all of `entries` are true."""
    return reduce(CarrierPort.record, entries, port)


_PLAIN_EVENTS: dict[type, PortEvent] = {
    f.LsrSubmitted: PortEvent.LSR_SUBMITTED,
    f.LsrRejected: PortEvent.LSR_REJECTED,
    f.CorrectionAccepted: PortEvent.CORRECTION_ACCEPTED,
    f.RescheduleAsked: PortEvent.RESCHEDULE_ASKED,
    f.LsrSupplemented: PortEvent.LSR_SUPPLEMENTED,
    f.FocWithdrawn: PortEvent.FOC_WITHDRAWN,
    f.ActivationDue: PortEvent.ACTIVATION_DUE,
    f.NumbersActivated: PortEvent.NUMBERS_MOVED,
    f.NumbersFailed: PortEvent.NUMBERS_MOVED,
    f.NumbersSnappedBack: PortEvent.NUMBERS_MOVED,
    f.PortSettled: PortEvent.SETTLED,
    f.CancelAsked: PortEvent.CANCEL_ASKED,
    f.PortCancelled: PortEvent.CANCELLED,
    f.PortClosed: PortEvent.CLOSED,
}


def _event(port: CarrierPort, fact: f.Fact) -> PortEvent | None:
    match fact:
        case f.FocReceived():
            return PortEvent.FOC_MOVED_MIDWAY if port.moved else PortEvent.FOC_RECEIVED
        case f.CancelRefused(foc_stands=stands):
            return _cancel_refused(port, stands)
        case f.SupplementRefused(foc_stands=stands):
            return PortEvent.SUPPLEMENT_REFUSED_FOC_STANDS if stands else PortEvent.SUPPLEMENT_REFUSED
        case f.OutcomeSettled(carrier_reference=reference) if reference and not port.reference:
            return PortEvent.LSR_SUBMITTED
        case _:
            return _PLAIN_EVENTS.get(type(fact))


def _cancel_refused(port: CarrierPort, foc_stands: bool) -> PortEvent:
    if foc_stands:
        return PortEvent.CANCEL_REFUSED_FOC_STANDS
    return PortEvent.CANCEL_REFUSED_STILL_REJECTED if port.rejected else PortEvent.CANCEL_REFUSED


def _changes(port: CarrierPort, fact: f.Fact) -> dict[str, Any]:
    match fact:
        case f.LsrSubmitted() | f.LsrSupplemented():
            return _sent(port, fact)
        case f.CorrectionAccepted(revision=revision):
            return {"correction": revision}
        case f.RescheduleAsked(requested_foc=day, expedite=expedite):
            return {"requested_foc": day, "expedite": expedite}
        case f.FocReceived() | f.FocWithdrawn() | f.LsrRejected():
            return _answer(port, fact)
        case f.ReadinessChecked(gate=gate, foc=foc):
            return {"gates": (*port.gates, gate)} if foc == port.foc else {}
        case f.SilenceNoticed() | f.CorrectionReminded():
            return {"reminders": port.reminders + 1}
        case f.OutcomeUnknown(request_key=key):
            return {"unknown_key": key}
        case f.OutcomeSettled():
            return _outcome(port, fact)
        case f.NumbersActivated() | f.NumbersFailed() | f.NumbersSnappedBack() | f.PortCancelled():
            return _line_changes(port, fact)
        case _:
            return dict(_FLAGS.get(type(fact), {}))


_FLAGS: dict[type, dict[str, Any]] = {
    f.SupplementRefused: {"correction": 0},
    f.PortVerified: {"verified": True},
    f.CancelAsked: {"cancel_sent": False},
    f.CancelSent: {"cancel_sent": True},
}


def _sent(port: CarrierPort, fact: f.LsrSubmitted | f.LsrSupplemented) -> dict[str, Any]:
    sent: dict[str, Any] = {"revision": fact.revision, "lsr_version": fact.lsr_version, "correction": 0, "rejected": False}
    if isinstance(fact, f.LsrSubmitted):
        return sent | {"reference": fact.carrier_reference, "lines": _lines(port, port.part.numbers, LineEvent.SENT)}
    late = int(port.foc is not None)
    return sent | {"foc": None, "answered_at": None, "gates": (), "supplements_after_foc": port.supplements_after_foc + late}


def _answer(port: CarrierPort, fact: f.FocReceived | f.FocWithdrawn | f.LsrRejected) -> dict[str, Any]:
    foc = fact.foc if isinstance(fact, f.FocReceived) else None
    gates = port.gates if foc == port.foc else ()
    codes = fact.codes if isinstance(fact, f.LsrRejected) else ()
    verdict = {"rejected": isinstance(fact, f.LsrRejected), "customer_corrects": customer_corrects(codes)}
    return verdict | {"foc": foc, "answered_at": fact.happened_at, "gates": gates, "reminders": 0}


def _outcome(port: CarrierPort, fact: f.OutcomeSettled) -> dict[str, Any]:
    cleared: dict[str, Any] = {"unknown_key": ""}
    if not fact.carrier_reference:
        return cleared
    if port.reference:
        return cleared
    sent = {"reference": fact.carrier_reference, "lsr_version": 1, "revision": max(port.correction, 1), "correction": 0}
    return cleared | sent | {"lines": _lines(port, port.part.numbers, LineEvent.SENT)}


def _line_changes(port: CarrierPort, fact: f.NumbersActivated | f.NumbersFailed | f.NumbersSnappedBack | f.PortCancelled) -> dict[str, Any]:
    match fact:
        case f.NumbersActivated(numbers=numbers):
            return {"lines": _lines(port, numbers, LineEvent.ACTIVATED)}
        case f.NumbersFailed(numbers=numbers):
            return {"lines": _lines(port, numbers, LineEvent.FAILED)}
        case f.NumbersSnappedBack(numbers=numbers):
            return {"lines": _lines(port, numbers, LineEvent.SNAPPED_BACK)}
        case f.PortCancelled():
            return {"lines": _lines(port, port.part.numbers, LineEvent.CANCELLED)}


def _lines(port: CarrierPort, numbers: Iterable[str], event: LineEvent) -> dict[str, LineState]:
    moved = {number: line.after(port.lines[number], event) for number in numbers if number in port.lines}
    return {**port.lines, **moved}
