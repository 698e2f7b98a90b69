"""Which provider sent the bill. Brands that we know are data; a small company is known by the trade in its name.

A brand is not the network that serves the number.
"""

import re
from collections.abc import Iterator

from documents.bill.found import SAME_CELL, Candidate, fact
from documents.bill.paper_lines import Paper, Spot
from domain.policy.brands import BRANDS
from domain.policy.brands import brand_of as known_brand
from domain.policy.names import names_a_business
from domain.porting.paper import PaperFact

_ANY_BRAND = re.compile("|".join(rf"(?<![a-z0-9])(?:{brand.pattern})(?![a-z0-9])" for brand in BRANDS), re.I)
_ELSEWHERE = re.compile(
    r"calls?\s+to|trademark|switch\s+(?:from|to)|formerly|compared|roaming|\bwww\.|@|\bto\s+(?:pay|enroll)|welcome\s+to\s+the|network", re.I
)
_OF_THE_TRADE = re.compile(
    r"\b(?:telephone|telecom\w*|communications?|wireless|cellular|cablevision|cable|broadband|networks?|telco|telcom|fiber|voip|voice)\b",
    re.I,
)
_OF_A_COMPANY = re.compile(
    r"\b(?:co|company|coop|cooperative|inc|llc|corp|corporation|mutual|group|association|telecom|communications)\b", re.I
)
_RESOLD = re.compile(r"partner|resel|authori[sz]ed|\bdealer|\bagents?\b|powered\s*by|wholesale|\bcarrier\b", re.I)
_PLAIN_NAME = re.compile(r"^[A-Z][\w&.,'’ -]{3,60}$")
_MERE_WORDS = frozenset(
    (
        "business", "wireless", "communications", "inc", "llc", "corp", "corporation", "company", "co", "enterprise",
        "enterprises", "services", "technologies", "telecommunications", "mobility", "residential", "usa", "the", "voice", "by",
        "fiber", "internet", "bill", "invoice", "statement", "your", "phone", "for", "of", "group", "customer", "service",
        "record", "csr", "equipment", "from", "cable", "solutions", "networks", "a", "an",
    )
)  # fmt: skip
_ALSO_WORDS = frozenset(("att", "cox", "granite", "frontier", "spectrum", "optimum", "sprint", "zoom", "bandwidth", "lumen", "grasshopper"))
_WORD = re.compile(r"[a-z0-9&-]+", re.I)


def find_provider(paper: Paper) -> PaperFact | None:
    """Who sells for a known brand, the one that stands alone and highest, any company of the trade near the top, one named in passing."""
    named = list(paper.places(_ANY_BRAND))
    resold = any(_in_the_head(spot) and _RESOLD.search(spot.text) for spot, _ in named)
    seller = _seller(paper) if resold else None
    if seller is not None:
        return fact(seller.text.strip(), Candidate(seller.text, seller, SAME_CELL), sure=0.7)
    found = [(spot, match) for spot, match in named if not _ELSEWHERE.search(spot.text)]
    alone = [(spot, match) for spot, match in found if is_brand_alone(spot.text)]
    plain = [(spot, match) for spot, match in found if match[0].lower() not in _ALSO_WORDS]
    if alone and _in_the_head(alone[0][0]):
        return _known(*alone[0], 0.95)
    small = next(_small_companies(paper), None)
    if small is not None:
        return fact(small.text.strip(), Candidate(small.text, small, SAME_CELL), sure=0.7)
    return _known(*(alone or plain)[0], 0.7 if alone else 0.5) if alone or plain else None


def brand_of(name: str) -> str:
    """The brand that a written carrier name means; empty when it is none that we know."""
    brand = known_brand(name)
    return brand.name if brand else ""


def is_brand_alone(text: str) -> bool:
    """Whether the text is a brand and nothing that would make it another's name."""
    match = _ANY_BRAND.search(text)
    return match is not None and all(
        word.lower() in _MERE_WORDS for word in _WORD.findall(text[: match.start()] + " " + text[match.end() :])
    )


def is_of_the_trade(text: str) -> bool:
    """Whether the text is the name of a telephone company, known or small."""
    trade = _OF_THE_TRADE.search(text) is not None and _OF_A_COMPANY.search(_OF_THE_TRADE.sub(" ", text, count=1)) is not None
    return is_brand_alone(text) or (trade and _PLAIN_NAME.match(text.strip()) is not None)


def _seller(paper: Paper) -> Spot | None:
    """The company over which the page begins, where it says that it sells for another: Blue Sun IT Inc., authorized AT&T partner."""
    sheet = paper.sheets[0]
    line = sheet.lines[0] if sheet.lines else []
    first = next((Spot(sheet, index) for index in line), None)
    return first if first and names_a_business(first.text) and not _ANY_BRAND.search(first.text) and _PLAIN_NAME.match(first.text) else None


def _small_companies(paper: Paper) -> Iterator[Spot]:
    for spot, _ in paper.places(_OF_THE_TRADE):
        if _in_the_head(spot) and is_of_the_trade(spot.text):
            yield spot


def _in_the_head(spot: Spot) -> bool:
    return spot.sheet.page.number == 1 and spot.cell.top < spot.sheet.page.height / 3


def _known(spot: Spot, match: re.Match[str], sure: float) -> PaperFact:
    return fact(brand_of(match[0]), Candidate(match[0], spot, SAME_CELL), sure=sure)
