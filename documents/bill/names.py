"""Whom a bill names and where they are: billing name, people, billing and service address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.bill.found import Candidate, cells_above, cells_below, fact, labelled
from documents.bill.providers import brand_of
from documents.reader.answer import Cell, PageText
from domain.porting.paper import PaperFact

NAME = re.compile(
    r"^(?:bill(?:ed)?\s+to|billing\s+name|account\s+(?:name|holder|owner)|customer(?:\s+name)?|prepared\s+for|statement\s+for|invoice\s+to|sold\s+to|name)\s*(?::|$)",
    re.I,
)
PERSON = re.compile(
    r"^(?:attn|attention|c/o|contact(?:\s+name)?|authori[sz]ed\s+(?:person|contact|user)|account\s+owner)\.?\s*(?::|$|\s)", re.I
)
SERVICE = re.compile(r"^(?:service|installation|location)\s+(?:address|location)\s*(?::|$)|^service\s+(?:at|for)\s*(?::|$)", re.I)
BILLING = re.compile(r"^(?:billing|mailing)\s+address\s*(?::|$)", re.I)
CITY = re.compile(r"^(?P<city>[A-Z][\w.' -]+?),?\s+(?P<state>[A-Z]{2})\s+(?P<zip>\d{5}(?:-\d{4})?)$")
_STREET = re.compile(r"^(?:\d+[A-Z]?\s+\S|p\.?\s?o\.?\s+box)", re.I)
_UNIT = re.compile(r"^(?:suite|ste|unit|apt|floor|fl|room|bldg|#)\b", re.I)
_ONE_LINE = re.compile(r"(?P<street>\d+[A-Z]?\s.+?),\s*(?P<rest>.+,\s*[A-Z]{2}\s+\d{5}(?:-\d{4})?)$")
_REMIT = re.compile(r"remit|mail\s+(?:your\s+)?(?:payment|check)|payable\s+to|send\s+payment|return\s+(?:address|this)|pay\s+to", re.I)
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")
_LABELISH = re.compile(
    r"(?<![a-z])(?:account|bill|billing|invoice|statement|date|number|amount|due|page|total|service|address|payment|phone)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Whom:
    """billing_name is the best one of `names`; the addresses are one line each, as printed but for commas."""

    billing_name: PaperFact | None
    names: tuple[PaperFact, ...]
    billing_address: PaperFact | None
    service_address: PaperFact | None


@dataclass(frozen=True, slots=True)
class _Block:
    """An address as printed: names above a street above a city line."""

    names: tuple[Cell, ...]
    address: str
    page: PageText
    cell: Cell
    service: bool


def find_whom(pages: Sequence[PageText]) -> Whom:
    """Names by their labels first, then from address blocks that are not the provider's own."""
    named = list(_labelled_names(pages, NAME, 1.0))
    people = list(_labelled_names(pages, PERSON, 0.95))
    blocks = [block for page in pages for block in _blocks(page)]
    mailing = [block for block in blocks if not block.service]
    from_blocks = [
        fact(clean, block.page, Candidate(cell.text, cell, 0.85))
        for block in mailing
        for cell in reversed(block.names)
        if (clean := _clean_name(cell.text))
    ]
    names = tuple({item.value: item for item in reversed([*named, *from_blocks, *people])}.values())[::-1]
    billing = named or from_blocks
    return Whom(billing[0] if billing else None, names, _address(mailing), _service_address(pages, blocks))


def _labelled_names(pages: Sequence[PageText], label: re.Pattern[str], confidence: float) -> Iterator[PaperFact]:
    for page in pages:
        for candidates in labelled(page, label):
            for candidate in candidates:
                name = _clean_name(candidate.text)
                if name:
                    yield fact(name, page, Candidate(candidate.text, candidate.cell, confidence * candidate.nearness))
                    break


def _clean_name(text: str) -> str:
    """The text if it can be a name, without a role before it; empty for labels, providers, addresses and figures."""
    name = PERSON.sub("", text).strip(" ,:")
    bad = (
        not name
        or len(name) > 80
        or name[0].isdigit()
        or _STREET.match(name)
        or CITY.match(name)
        or _LABELISH.search(name)
        or brand_of(name)
    )
    return "" if bad or not _WORDS.search(name) or sum(map(str.isdigit, name)) > 4 else name


def _blocks(page: PageText) -> Iterator[_Block]:
    for index, cell in enumerate(page.cells):
        if not CITY.match(cell.text):
            continue
        above = cells_above(page, index, lines=6)
        street = next((position for position, one in enumerate(above) if _STREET.match(one.text)), None)
        if street is None or street > 1 or any(_REMIT.search(one.text) for one in above):
            continue
        heads = above[street + 1 :]
        if heads and brand_of(heads[0].text):
            continue
        label = next((position for position, one in enumerate(heads) if _is_label(one.text)), len(heads))
        service = label < len(heads) and SERVICE.match(heads[label].text) is not None
        lines = [one.text for one in reversed(above[: street + 1])]
        yield _Block(tuple(heads[:label])[:3], ", ".join([*lines, cell.text]), page, cell, service)


def _is_label(text: str) -> bool:
    """Whether names end here: at a label, or at the provider's own name above them."""
    return (
        bool(brand_of(text))
        or any(pattern.match(text) for pattern in (NAME, SERVICE, BILLING))
        or text.rstrip().endswith(":")
        or bool(_LABELISH.search(text))
    )


def _address(blocks: list[_Block]) -> PaperFact | None:
    return next((fact(block.address, block.page, Candidate(block.address, block.cell, 0.9)) for block in blocks), None)


def _service_address(pages: Sequence[PageText], blocks: list[_Block]) -> PaperFact | None:
    for page in pages:
        for index, cell in enumerate(page.cells):
            match = SERVICE.match(cell.text)
            if match:
                found = _one_line(page, index, cell.text[match.end() :].strip(" :"))
                if found is not None:
                    return found
    return _address([block for block in blocks if block.service])


def _one_line(page: PageText, index: int, rest: str) -> PaperFact | None:
    """A service address written on one line, after its label, right of it or below it."""
    cell = page.cells[index]
    middle = (cell.top + cell.bottom) / 2
    beside = [one for one in page.cells if one.left > cell.left and one.top <= middle <= one.bottom and one is not cell]
    options = [Candidate(rest, cell, 1.0)] + [Candidate(one.text, one, 0.9) for one in [*beside, *cells_below(page, index)]]
    return next((fact(option.text, page, option) for option in options if _ONE_LINE.match(option.text)), None)
