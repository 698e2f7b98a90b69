"""How does a premises system reach the numbers that a location has in the cloud? (rules 71-73)

Directory numbers are +E.164: one route pattern per range, all in one partition, each to a route list of one member, the route group
with the gateway's trunk. What people dial otherwise is normalised to +E.164 first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.numbers.ranges import WILDCARD, route_patterns

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.-]{0,49}")
_DIGITS = re.compile(r"[0-9]{1,6}")
NATIONAL = "1[2-9]XX[2-9]XXXXXX"


@dataclass(frozen=True, slots=True)
class Gateway:
    """The premises side's own names. partition: of cloud destinations; an on-net inter-site one that exists is reused.

    Where the gateway is also the way to the telephone network it has two trunks: `trunk` is the one towards the cloud.
    outside_code: dialled before a national number, empty if none. Raises ValueError on a name that such a system would not take.
    """

    trunk: str
    partition: str = "onNetRemote"
    route_list: str = "cloudCalling"
    route_group: str = "cloudGateway"
    normalising_partition: str = "dialNormalisation"
    outside_code: str = "9"

    def __post_init__(self) -> None:
        for name in (self.trunk, self.partition, self.route_list, self.route_group, self.normalising_partition):
            if not _NAME.fullmatch(name):
                raise ValueError("a name in a dial plan is at most 50 letters, digits, spaces, dots, dashes")
        if self.outside_code and not _DIGITS.fullmatch(self.outside_code):
            raise ValueError("an outside code is digits")


@dataclass(frozen=True, slots=True)
class Site:
    """How people at other sites dial this one: its code, then an extension. extensions: by number, of those that have one."""

    code: str
    extension_length: int
    extensions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RoutePattern:
    """`pattern` is +E.164, each X any digit."""

    pattern: str
    partition: str
    route_list: str


@dataclass(frozen=True, slots=True)
class Normalisation:
    """What is dialled, up to the dot, is dropped; `prefix` goes before the rest."""

    pattern: str
    prefix: str
    partition: str


@dataclass(frozen=True, slots=True)
class RoutePlan:
    gateway: Gateway
    patterns: tuple[RoutePattern, ...]
    normalisations: tuple[Normalisation, ...]


def route_plan(numbers: Iterable[str], gateway: Gateway, site: Site | None = None) -> RoutePlan:
    """The plan that reaches exactly `numbers` (E.164, live at the location), and what is dialled for them."""
    ours = tuple(sorted(set(numbers)))
    patterns = tuple(RoutePattern(each, gateway.partition, gateway.route_list) for each in route_patterns(ours))
    dialled = (*_outside(gateway), *(_abbreviated(ours, gateway, site) if site else ()))
    return RoutePlan(gateway, patterns, dialled)


def normalised(dialled: str, rules: Iterable[Normalisation]) -> str:
    """What a premises system makes of the digits dialled: +E.164 by the first rule that matches, else the same digits."""
    for rule in rules:
        dropped, _, kept = rule.pattern.partition(".")
        if re.fullmatch(f"{dropped}{kept}".replace(WILDCARD, "[0-9]"), dialled):
            return f"{rule.prefix}{dialled[len(dropped) :]}"
    return dialled


def _outside(gateway: Gateway) -> tuple[Normalisation, ...]:
    return (Normalisation(f"{gateway.outside_code}.{NATIONAL}", "+", gateway.normalising_partition),)


def _abbreviated(numbers: tuple[str, ...], gateway: Gateway, site: Site) -> tuple[Normalisation, ...]:
    """Site patterns sit in the partition of cloud destinations: in the enterprise's own they would make loops."""
    if not _DIGITS.fullmatch(site.code) or not 2 <= site.extension_length <= 7:
        return ()
    length = site.extension_length
    reached = route_patterns(_dialled_by_extension(numbers, site))
    return tuple(Normalisation(f"{site.code}.{each[-length:]}", each[:-length], gateway.partition) for each in reached)


def _dialled_by_extension(numbers: tuple[str, ...], site: Site) -> tuple[str, ...]:
    """The numbers whose last digits are their extension and nobody else's: only there do extensions map onto the range."""
    meant = {number: site.extensions.get(number) or number[-site.extension_length :] for number in numbers}
    taken = Counter((*meant.values(), *(extension for number, extension in site.extensions.items() if number not in meant)))
    return tuple(
        number for number, extension in meant.items() if number.endswith(extension) and _fits(extension, site) and taken[extension] == 1
    )


def _fits(extension: str, site: Site) -> bool:
    return len(extension) == site.extension_length
