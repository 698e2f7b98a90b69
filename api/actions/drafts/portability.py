"""What the gaining carriers say of numbers, within the time somebody waits at a screen: from memory where it is young enough."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from api.actions.work import Work
from api.parts import ApiParts
from carriers.errors import CarrierError
from carriers.protocol import ChecksPortability, PortabilityVerdict
from carriers.routing import Routed, route, windows_of
from domain.policy.btn import moving_numbers
from domain.policy.foc import Windows
from domain.porting.request import PortRequest
from store.drafts import portability

BUDGET_SECONDS = 2.0
YOUNG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Remembered:
    """Verdicts by carrier and number that are young enough, each with when it was given."""

    verdicts: Mapping[str, Mapping[str, tuple[PortabilityVerdict, datetime]]]


@dataclass(frozen=True, slots=True)
class Said:
    """What the carriers said of the numbers asked about. A number missing from routed was not answered for in time.

    windows: None when a carrier could not be asked for its days. fresh: verdicts to be remembered, by carrier.
    """

    routed: Mapping[str, Routed]
    checked_at: Mapping[str, datetime]
    windows: Windows | None = None
    fresh: Mapping[str, Mapping[str, PortabilityVerdict]] = field(default_factory=dict)

    def going(self, request: PortRequest) -> tuple[Routed, ...]:
        """The order's numbers that a carrier takes, in their order."""
        found = (self.routed.get(number) for number in moving_numbers(request))
        return tuple(each for each in found if each is not None and each.carrier)

    def carriers(self, request: PortRequest) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.carrier for each in self.going(request)))


class _Asked:
    """A carrier that answers from memory and asks only for the rest."""

    def __init__(self, carrier: ChecksPortability, known: Mapping[str, tuple[PortabilityVerdict, datetime]], now: datetime) -> None:
        self.name, self.legal_name = carrier.name, carrier.legal_name
        self._carrier, self._known, self._now = carrier, known, now
        self.fresh: dict[str, PortabilityVerdict] = {}

    async def check_portability(self, numbers: tuple[str, ...]) -> tuple[PortabilityVerdict, ...]:
        left = tuple(number for number in numbers if number not in self._known)
        if left:
            self.fresh |= {verdict.number: verdict for verdict in await self._carrier.check_portability(left)}
        return tuple(answer for number in numbers if (answer := self.answer(number)) is not None)

    def answer(self, number: str) -> PortabilityVerdict | None:
        return self.fresh.get(number) or (self._known[number][0] if number in self._known else None)

    def given_at(self, number: str) -> datetime:
        return self._now if number in self.fresh else self._known[number][1]


async def remembered(work: Work, numbers: Sequence[str], younger_than: timedelta = YOUNG) -> Remembered:
    since = work.at - younger_than
    return Remembered(
        {
            name: {
                number: (PortabilityVerdict(**verdict), at)
                for number, (verdict, at) in (await portability.known(work.connection, name, numbers, since)).items()
            }
            for name in work.parts.portability
        }
    )


async def ask(parts: ApiParts, numbers: tuple[str, ...], known: Remembered, at: datetime | None = None) -> Said:
    """Route the numbers, outside of any transaction. at: business time, to ask for the days on which FOCs are taken as well.

    Never raises for a carrier in trouble or slow: what it did not say is left out.
    """
    now = parts.clock()
    asked = {name: _Asked(carrier, known.verdicts.get(name, {}), now) for name, carrier in parts.portability.items()}
    routed: dict[str, Routed] = {}
    windows: Windows | None = None
    try:
        async with asyncio.timeout(BUDGET_SECONDS):
            routed = await route(asked, numbers)
            windows = await _windows(parts, routed, at) if at else None
    except (TimeoutError, CarrierError):
        routed = routed or _what_was_said(asked, numbers)
    given = {number: min(one.given_at(number) for one in asked.values() if one.answer(number)) for number in routed}
    return Said(routed, given, windows, {name: one.fresh for name, one in asked.items()})


async def remember(work: Work, said: Said) -> None:
    for name, verdicts in said.fresh.items():
        rows = {number: asdict(verdict) for number, verdict in verdicts.items()}
        await portability.remember(work.connection, name, rows, work.at)


async def _windows(parts: ApiParts, routed: Mapping[str, Routed], at: datetime) -> Windows:
    asked = parts.windows.key(((each.carrier, number) for number, each in routed.items() if each.carrier), at)
    if (said := parts.windows.find(asked, parts.clock())) is not None:
        return said
    offering = {name: parts.foc_windows.get(name, carrier) for name, carrier in parts.portability.items()}
    windows = await windows_of(offering, tuple(routed.values()), at)
    parts.windows.keep(asked, windows, parts.clock())
    return windows


def _what_was_said(asked: Mapping[str, _Asked], numbers: Sequence[str]) -> dict[str, Routed]:
    """Numbers that a carrier had taken before another one failed to answer."""
    said: dict[str, Routed] = {}
    for name, one in asked.items():
        for number in numbers:
            verdict = one.answer(number)
            if verdict is not None and verdict.portable and number not in said:
                said[number] = Routed(name, verdict)
    return said
