"""Which gaining carrier takes a number: the first, in order of preference, that says it can.

Carriers come with whatever abilities they have: one that cannot tell what is asked is passed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from carriers.protocol import ChecksPortability, OffersFocWindows, PortabilityVerdict
from domain.policy.codes import DayReason
from domain.policy.foc import FocAsk, Windows, foc_reason
from domain.policy.rulebook import Rulebook
from domain.policy.split import Candidate
from domain.porting.portability import CheckedNumber, LineType, not_portable

_LINE_TYPES = {each.value: each for each in LineType}


@dataclass(frozen=True, slots=True)
class Routed:
    """A number with the carrier chosen for it and what that carrier said. carrier is empty when none can take it."""

    carrier: str
    verdict: PortabilityVerdict

    @property
    def candidate(self) -> Candidate:
        said = self.verdict
        return Candidate(said.number, self.carrier, said.losing_spid, said.rate_centre, said.line_type, said.simple)


async def route(carriers: Mapping[str, object], numbers: tuple[str, ...]) -> dict[str, Routed]:
    """Every number, asked of one carrier after the other in as few requests as there are carriers.

    Raises CarrierError when a carrier cannot be asked.
    """
    routed: dict[str, Routed] = {}
    for name, carrier in carriers.items():
        left = tuple(number for number in numbers if number not in routed or not routed[number].verdict.portable)
        if not left or not isinstance(carrier, ChecksPortability):
            continue
        for verdict in await carrier.check_portability(left):
            routed[verdict.number] = Routed(name if verdict.portable else "", verdict)
    return routed


def checked(verdict: PortabilityVerdict) -> CheckedNumber:
    """The verdict in the domain's words; what no code fits is unrecognised."""
    return CheckedNumber(
        verdict.number,
        verdict.portable,
        None if verdict.portable else not_portable(verdict.reason),
        verdict.losing_carrier,
        verdict.losing_spid,
        verdict.rate_centre,
        _LINE_TYPES.get(verdict.line_type, LineType.UNKNOWN),
        verdict.needs_pin,
        verdict.simple,
    )


async def windows_of(carriers: Mapping[str, object], routed: Sequence[Routed], at: datetime) -> Windows:
    """The days that every chosen carrier takes FOCs on. Raises CarrierError."""
    windows: list[Windows] = []
    for name in dict.fromkeys(each.carrier for each in routed if each.carrier):
        carrier = carriers[name]
        if isinstance(carrier, OffersFocWindows):
            numbers = tuple(each.verdict.number for each in routed if each.carrier == name)
            windows.append(Windows(tuple((window.first, window.last) for window in await carrier.foc_windows(numbers, at))))
    return Windows(also=tuple(windows))


def foc_ask(routed: Sequence[Routed], zone: str, book: Rulebook) -> FocAsk:
    """What these numbers together may be asked for."""
    simple = len(routed) == 1 and routed[0].verdict.simple
    spids = tuple(sorted({each.verdict.losing_spid for each in routed}))
    return FocAsk.of([each.verdict.number for each in routed], zone, book.holidays(*spids), simple=simple)


async def foc_refused(
    carriers: Mapping[str, object], day: date | None, routed: Sequence[Routed], zone: str, at: datetime, book: Rulebook
) -> DayReason | None:
    """Why the requested day cannot be had; None when it can, or when none was requested. Raises CarrierError."""
    if day is None or not routed:
        return None
    return foc_reason(day, at, foc_ask(routed, zone, book), book, await windows_of(carriers, routed, at))
