"""Addresses as papers print them: in a block under a name, or on one line after a label."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.bill.paper_lines import Paper, Spot
from documents.bill.providers import is_of_the_trade

_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT"
    " VT VA WA WV WI WY PR"
).replace(" ", "|")
CITY = re.compile(
    rf"^(?P<city>[A-Z][\w.' -]*?[\w.])\s*[,.]?\s*(?P<state>(?<![A-Za-z])(?:{_STATES})(?![A-Za-z]))[.,-]?\s*(?P<zip>\d{{5}}(?:-?\d{{4}})?)"
    r"(?:\s*,?\s*(?:USA?|U\.S\.A?\.|United\s*States))?$",
    re.I,
)
STREET = re.compile(
    r"^(?:\d+[A-Z]?(?:-\d+)?\s*\S|[NSEW]\d+[NSEW]\d+\s|p\.?\s?o\.?\s*box|(?:r\.?r|h\.?c)\.?\s*#?\d|rural\s*r(?:ou)?te|one\s+\w+)", re.I
)
_COMPANY = re.compile(
    r"\b(?:llc|l\.l\.c|inc|incorporated|corp|corporation|co|company|ltd|llp|lp|pllc|p\.?c|dds|group|stores?|shop)\.?$", re.I
)
_OF_A_STREET = re.compile(
    r"\b(?:st|street|ave?|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|cir|circle|pl|place|plaza|sq|square|ter|terrace|trl|trail"
    r"|way|pkwy|parkway|hwy|highway|route|rte|loop|pike|alley|row|run|pass|center|centre|broadway|mall|building|bldg|floor|fl|suite|ste|unit"
    r"|apt|room|rm|box|[ns][ew]?|[ew]|north|south|east|west)\b|#",
    re.I,
)
_FIGURE = re.compile(r"^\d+(?:st|nd|rd|th)?(?:[/-]\w+)*[A-Z]?(?:\s+(?P<words>.*))?$", re.I)
_SPELT_OUT = re.compile(r"^\d{1,3}-[a-z]{3}", re.I)
_UNIT = re.compile(r"^(?:suite|ste|unit|apt|floor|fl|room|rm|bldg|building)\b\.?\s*\S|^#\s*\w", re.I)
ONE_LINE = re.compile(
    rf"^(?P<street>(?:\d+[A-Z]?(?:-\d+)?|[NSEW]\d+[NSEW]\d+)\s.+?),?\s*(?P<city>[A-Z][\w.' -]+),?\s*(?:{_STATES})\s*\d{{5}}(?:-?\d{{4}})?$",
    re.I,
)
SERVICE = re.compile(
    r"^(?:(?:ship\s*to\s*[/&]\s*)?(?:service|installation|install|location|premises?)\s*(?:address|location)|(?:for\s*)?service\s*(?:at"
    r"|for|to)|location\s*of\s*service|serving)\s*(?::|$)"
    r"|^service\s*(?:at|address)\s"
    r"|^(?:services?|installation|premises?)\s*(?:address|location|(?:provided\s*)?at)\s+(?=\d)|^(?:service\s*)?(?:location|site)\s*:?\s+(?=\d)|^for\s+(?=\d+\s)",
    re.I,
)
BILLING = re.compile(r"^(?:billing|mailing)\s*address\s*(?::|$)", re.I)
_REMIT = re.compile(
    r"remit|mail\s*(?:your\s*)?(?:payment|check)|payable\s*to|send\s*(?:your\s*)?payment|return\s*address"
    r"|pay\s*to|correspondence|write\s*(?:to|us)|visit",
    re.I,
)
_MOST_ABOVE = 8
_WORDS_OF_A_NAME = 2


def is_street(text: str) -> bool:
    """Whether the text begins as a street does and is not the name of a company that begins with a figure: 24/7 Plumbing Inc."""
    return STREET.match(text) is not None and not _names_a_company(text)


def _names_a_company(text: str) -> bool:
    """Ends as companies do; or has two words or more behind its figure, none of them of a street."""
    figure = _FIGURE.match(text)
    if figure is None or not figure["words"]:
        return False
    if _COMPANY.search(text) or _SPELT_OUT.match(text):
        return True
    return len(figure["words"].split()) >= _WORDS_OF_A_NAME and not _OF_A_STREET.search(text) and not any(map(str.isdigit, figure["words"]))


@dataclass(frozen=True, slots=True)
class Block:
    """An address as printed: above it its heads, nearest first; `spot` is its city line.

    over: what stands over the label of a service address, nearest first.
    """

    heads: tuple[Spot, ...]
    over: tuple[Spot, ...]
    address: str
    spot: Spot
    service: bool


def find_blocks(paper: Paper) -> list[Block]:
    """Every block that may be the customer's, in order of appearance: not where payments go, not the provider's own."""
    return [block for spot, _ in paper.places(CITY) if (block := _block(spot)) is not None]


def labelled_lines(paper: Paper, label: re.Pattern[str]) -> Iterator[tuple[Spot, str, float]]:
    """Addresses written on one line, after their label, right of it or below it."""
    for spot, match in paper.places(label):
        rest = spot.text[match.end() :].strip(" :")
        sheet = spot.sheet
        line = sheet.line(spot.index)
        beside = line[line.index(spot.index) + 1 :]
        options = [(spot, rest, 1.0)] + [(Spot(sheet, one), sheet.cells[one].text, 0.9) for one in [*beside, *sheet.below(spot.index)]]
        yield from ((where, text, sure) for where, text, sure in options if ONE_LINE.match(text))


def _block(spot: Spot) -> Block | None:
    sheet = spot.sheet
    above = [Spot(sheet, one) for one in sheet.above(spot.index, lines=_MOST_ABOVE)]
    street = next((place for place, one in enumerate(above) if STREET.match(one.text)), None)
    if street is None or street > 1 or (street == 1 and not _UNIT.match(above[0].text)):
        return None
    heads = above[street + 1 :]
    if _not_the_customers(heads):
        return None
    lines = [one.text.strip(" ,") for one in reversed(above[: street + 1])]
    service = next((place for place, one in enumerate(heads) if SERVICE.match(one.text)), None)
    if service is None and _is_beside_its_label(above[street]):
        return Block((), tuple(heads), ", ".join([*lines, spot.text]), spot, True)
    over = () if service is None else tuple(heads[service + 1 :])
    return Block(tuple(heads if service is None else heads[:service]), over, ", ".join([*lines, spot.text]), spot, service is not None)


def _is_beside_its_label(street: Spot) -> bool:
    """Whether the street stands right of "Service at:", its city below it."""
    line = street.sheet.line(street.index)
    place = line.index(street.index)
    return place > 0 and SERVICE.match(street.sheet.cells[line[place - 1]].text) is not None


def _not_the_customers(heads: list[Spot]) -> bool:
    if any(_REMIT.search(one.text) for one in heads):
        return True
    return bool(heads) and is_of_the_trade(heads[0].text)
