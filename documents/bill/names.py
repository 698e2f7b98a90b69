"""Whom a paper names and where they are: billing name, people, billing and service address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.bill.address_blocks import BILLING, CITY, SERVICE, Block, find_blocks, is_street, labelled_lines
from documents.bill.found import SAME_CELL, Candidate, candidates, fact
from documents.bill.paper_lines import Paper, Spot
from documents.bill.providers import is_brand_alone, is_of_the_trade
from documents.bill.sections import is_number_column
from domain.porting.paper import PaperFact

NAME = re.compile(
    r"^(?:bill(?:ed)?\s*to|billing\s*name|account\s*(?:name|holder|owner)|customer(?:\s*name)?|prepared\s*for|end\s*user(?:\s*name)?"
    r"|(?:statement|invoice|bill)\s*for|invoice\s*to|sold\s*to|name)\s*(?::|$)",
    re.I,
)
PERSON = re.compile(
    r"^(?:attn|attention|c/o|contact(?:\s*name(?=\s|:|$)|(?=\s*:))|authori[sz]ed\s*(?:person|contact|user)|account\s*owner)\.?\s*(?::|$|\s)"
    r"|^(?:attn|attention):?(?=[A-Z])",
    re.I,
)
_JOINED = re.compile(r"(?<=[a-z]{4})(?=[A-Z][a-z]{2})")
_WORDS = re.compile(r"[^\W\d_][\w.'’-]*")
_LABELISH = re.compile(
    r"(?<![a-z])(?:account|bill|billing|invoice|statement|date|number|amount|due|total|address"
    r"|payment|phone|your|dear|please|thank|period|balance|customer|tel|www|charges|auto\s*pay"
    r"|owner|terms|return|detach|check|portion|pay\s*by|part\s*of|formerly|(?:business|our|local|sales)\s*office|office\s*(?:hours|use))\b"
    r"|^(?:page|net|lines?|welcome|hi|hello|office)\b|\bpage\s*(?:\d|of\b)|\bnet\s*\d|\d\s*lines?\b"
    r"|@|\.com\b|:$|bill(?:ing)?date",
    re.I,
)
_OF_A_COMPANY = re.compile(r"\s(?:llc|l\.l\.c|inc|incorporated|corp|corporation|company|ltd|llp|pllc)\.?$", re.I)
_MAY_BE_A_COMPANYS = re.compile(r"\b(?:total|balance|number|customer|phone|period|net|office|welcome|page|lines?|hello|address)\b", re.I)
_ROLE = re.compile(
    r"^(?:the\s*)?(?:accounts?\s*payable|a/?p|accounting|finance|purchasing|bookkeep\w*|office\s*manager|manager|reception|payables|i\.?t\.?|telecom|treasurer|president|secretary"
    r"|director|administrator|pastor|clerk)"
    r"(?:\s*(?:dept|department|team|office|manager)\b\.?)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Whom:
    """billing_name is the best one of `names`; the addresses are one line each, as printed but for commas."""

    billing_name: PaperFact | None
    names: tuple[PaperFact, ...]
    billing_address: PaperFact | None
    service_address: PaperFact | None


def find_whom(paper: Paper) -> Whom:
    """Names by their labels first, then from address blocks that are not the provider's own."""
    named = list(_labelled_names(paper, NAME, 1.0))
    people = list(_labelled_names(paper, PERSON, 0.95))
    blocks = find_blocks(paper)
    mailing = [block for block in blocks if not block.service]
    tops = [block.heads for block in mailing] + [block.over for block in blocks if block.service]
    from_blocks = [name for heads in tops for name in reversed(list(_names_of(heads)))]
    named, from_blocks, people = ([_apart(name) for name in names] for names in (named, from_blocks, people))
    names = tuple({item.value: item for item in reversed([*named, *from_blocks, *people])}.values())[::-1]
    billing = [*named, *(name for name in from_blocks if not PERSON.match(name.text))] or from_blocks
    return Whom(
        billing[0] if billing else None, names, _labelled_address(paper, BILLING) or _address(mailing), _service_address(paper, blocks)
    )


def _apart(fact: PaperFact) -> PaperFact:
    """Two words that OCR read as one are two again: ConstructionCompany."""
    return replace(fact, value=_JOINED.sub(" ", fact.value)) if fact.confidence < 1 else fact


def clean_name(text: str) -> str:
    """The text if it can be a name, without a role before it; empty for labels, providers, addresses and figures."""
    name = PERSON.sub("", text).strip(" ,:")
    bad = (
        not name
        or len(name) > 80
        or (name[0].isdigit() and not re.search(r"[a-z]{3}", name, re.I))
        or is_street(name)
        or CITY.match(name)
        or _LABELISH.search(_MAY_BE_A_COMPANYS.sub("", name) if _OF_A_COMPANY.search(name) else name)
        or _ROLE.search(name)
        or is_brand_alone(name)
        or any(label.match(name) for label in (NAME, SERVICE, BILLING))
    )
    return "" if bad or not _WORDS.search(name) or _is_mostly_figures(name) else name


def _is_mostly_figures(name: str) -> bool:
    """More than a house number, unless in many letters: 7-Eleven Store 33144."""
    figures = sum(map(str.isdigit, name))
    return figures > 4 and 1.5 * figures > sum(map(str.isalpha, name))


def _labelled_names(paper: Paper, label: re.Pattern[str], sure: float) -> Iterator[PaperFact]:
    """A list of people is under no label of one."""
    for spot, match in paper.places(label):
        options = () if _heads_a_list(spot) else candidates(spot, spot.text[match.end() :])
        for option in options:
            name = clean_name(option.text)
            if name:
                yield fact(name, option, sure=sure)
                break


def _heads_a_list(spot: Spot) -> bool:
    """Whether the word "Name" is the head of a column: of many, or of whoever called from the number beside it."""
    if spot.text.strip(" :").lower() != "name" or not spot.sheet.heads_a_table(spot.index):
        return False
    heads = [spot.sheet.cells[one].text for one in spot.sheet.line(spot.index)]
    return any(map(is_number_column, heads)) or len(spot.sheet.below(spot.index, lines=2)) > 1


def _names_of(heads: tuple[Spot, ...]) -> Iterator[PaperFact]:
    """The names on top of an address, nearest first, up to a label or the provider's own name."""
    for spot in [one for one in heads if not _ROLE.search(one.text)][:3]:
        if _is_label(spot.text):
            return
        name = clean_name(spot.text)
        if name:
            yield fact(name, Candidate(spot.text, spot, SAME_CELL), sure=0.85)


def _is_label(text: str) -> bool:
    labels = any(pattern.match(text) for pattern in (NAME, SERVICE, BILLING))
    return (
        labels
        or is_of_the_trade(text)
        or (_LABELISH.search(text) is not None and not PERSON.match(text) and not _OF_A_COMPANY.search(text))
    )


def _address(blocks: list[Block]) -> PaperFact | None:
    """Of the first block under somebody's name, if one is."""
    blocks = sorted(blocks, key=lambda block: not any(_names_of(block.heads)))
    return next((fact(block.address, Candidate(block.address, block.spot, SAME_CELL), sure=0.9) for block in blocks), None)


def _service_address(paper: Paper, blocks: list[Block]) -> PaperFact | None:
    return _labelled_address(paper, SERVICE) or _address([block for block in blocks if block.service])


def _labelled_address(paper: Paper, label: re.Pattern[str]) -> PaperFact | None:
    return next((fact(text, Candidate(text, spot, SAME_CELL), sure=sure) for spot, text, sure in labelled_lines(paper, label)), None)
