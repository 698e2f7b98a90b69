"""What kind of paper is it: a telephone bill, a record, a letter, or something of another trade?"""

import re
from collections.abc import Collection

from documents.bill.account import ACCOUNT
from documents.bill.address_blocks import is_street
from documents.bill.country import HOME
from documents.bill.paper_lines import Paper
from domain.porting.paper import PaperFact, PaperKind

_LOA = re.compile(
    r"^(?:.{0,24}\b)?(?<!\ba )(?<!the )(?<!your )(?<!signed )letter\s*of\s*(?:authori[sz]ation|agency)\b.{0,48}$"
    r"|\bI\s+(?:hereby\s+)?authorize\b.*(?:transfer|port|move|change)",
    re.I,
)
_CSR = re.compile(r"^(?:.{0,40}\b)?(?:customer\s*service\s*record|equipment\s*record)\b.{0,40}$|^csr\b", re.I)
_CSR_FIELDS = re.compile(r"^(?:ln|la|sa|ba|bn1|---\s*(?:list|bill|s&e|rmks))\b(?=\s|$)|/tn\s", re.I)
_BILLING = re.compile(
    r"\bow(?:e|ed|ing)\b|due\s*by|(?:please|amount\s*to)\s*pay|\bcharges?\b|amount\s*due|total\s*due|(?:previous|remaining|new)\s*balance"
    r"|\bbalance\b|payment|(?:current|total|monthly)\s*charges|pay\s*by|auto\s*pay|due\s*date|\btotal\b"
    r"|due\s*on",
    re.I,
)
_PAPER = re.compile(r"(?<![a-z])(?:bill|invoice|statement)(?:ing|ed|s)?(?![a-z])|(?:bill|invoice|statement)date", re.I)
_DUE = re.compile(r"(?:payment|amount|total|balance)\s*due|due\s*(?:date|by)|pay\s*by", re.I)
_VOICE = re.compile(
    r"telephone|phone|(?<!in)voice|wireless|(?<![a-z])lines?(?![a-z])|calling|long\s*distance|mobile|sip\s*trunk"
    r"|(?<![a-z])dids?(?![a-z])|talk\b|hunt\b|trunk",
    re.I,
)
_NOT_VOICE = re.compile(
    r"questions|support|help|call\s*(?:us\b|\(?\d|1-)|customer\s*(?:service|care)|phone\s*(?:on\s*file|rental)"
    r"|pay\s*by\s*phone|contact|business\s*hours|on\s*line|online|moving",
    re.I,
)
_SOLD = re.compile(
    r"(?:tele)?phone\s*(?:service|lines?|charges?|system|plan|bill|co\b|company)|(?<!in)voice|wireless|calling|long\s*distance|cellular"
    r"|(?:business|access|subscriber|residential|residence|local|fax|alarm|main|data|bus|res)\s*lines?\b|^lines?\b|\d\s*lines?\b|\bsip\b|(?<![a-z])dids?(?![a-z])"
    r"|unlimited|\btalk\b|\bhunt|\btrunks?\b|local\s*(?:service|exchange)|dial\s*tone|universal\s*service|e-?911|\bvoip\b|\bpbx\b"
    r"|mobile\s*(?:share|plan|lines?|service)|touch.?tone|centrex|telecom|\btelco\b|roll\s?over|\bseats?\b|extension|minutes",
    re.I,
)
_REACHED_AT = re.compile(
    r"\b(?:(?:home|cell|mobile|work|daytime|evening|office|business)\s*)?(?:(?:tele)?phone|mobile)\s*(?:numbers?|no\.?|\#)?\s*:?\s*(?=\(?\d|$)",
    re.I,
)
_KNOWN, _NAMED = 0.95, 0.7
_INTERNET = re.compile(r"internet|broadband|\bfiber\b|\btv\b|wi-?fi|\bmbps\b|static\s*ip|modem|ethernet|streaming", re.I)
_OTHER_TRADE = re.compile(
    r"\bkwh\b|\bmeter\s*read|\btherms?\b|electric|natural\s*gas|\bgas\s*(?:company|service)|\bwater\b|sewer"
    r"|\bpower\b|roof|plumb|insurance|premium|mortgage|\brent\b|landscap|legal\s*services|\btuition",
    re.I,
)
_LETTER = re.compile(r"^dear\s|^sincerely|^to\s+whom\s+it\s+may|^(?:kind|best)\s+regards", re.I)
_MONEY = re.compile(r"\$\s?\d|\d\.\d{2}(?!\d)")
_CSR_ENOUGH = 3


def kind_of(paper: Paper, country: str, names: Collection[str], *, numbers: bool, provider: PaperFact | None) -> PaperKind:
    """By what such papers must say: a telephone bill asks for money for telephone service.

    names: of customers, whose trade is not the paper's where numbers, some of them the customer's, or a known brand speak for themselves.
    That a garage notes its customer's telephone number makes no telephone bill.
    """
    if _titled(paper, _LOA):
        return PaperKind.LOA
    if _titled(paper, _CSR) or len(paper.kinds_of(_CSR_FIELDS)) >= _CSR_ENOUGH:
        return PaperKind.CSR
    if country != HOME:
        return PaperKind.FOREIGN_BILL
    called = paper.has(_PAPER) or (numbers and paper.has(ACCOUNT) and paper.has(_DUE) and not paper.has(_LETTER))
    if not (paper.has(_BILLING) and called and _asks_money(paper)):
        return PaperKind.LETTER if paper.has(_LETTER) else PaperKind.OTHER
    sold = paper.has(_SOLD) or (provider is not None and provider.confidence >= _NAMED)
    numbers = numbers and sold
    voice = numbers or any(_VOICE.search(_REACHED_AT.sub("", text)) and not _NOT_VOICE.search(text) for text in paper.words)
    trades = _trades(paper, names if numbers or (provider is not None and provider.confidence >= _KNOWN) else ())
    trade = bool(trades)
    if numbers and len(trades) <= 1:
        return PaperKind.BILL
    if paper.has(_INTERNET) and not trade and not voice:
        return PaperKind.INTERNET_ONLY
    if voice and not trade:
        return PaperKind.BILL
    return PaperKind.OTHER_TRADE if trade or not paper.has(_LETTER) else PaperKind.LETTER


def _titled(paper: Paper, title: re.Pattern[str]) -> bool:
    """Whether the first page says so in its upper half, as a title does."""
    return any(spot.sheet.page.number == 1 and spot.cell.top < spot.sheet.page.height / 2 for spot, _ in paper.places(title))


def _trades(paper: Paper, names: Collection[str]) -> set[str]:
    """The words of other trades, but for those in a customer's name or street."""
    texts = [text for text in paper.words if _OTHER_TRADE.search(text)]
    theirs = [text for text in texts if names and (is_street(text) or any(name in text for name in names))]
    return {match[0].lower() for text in texts if text not in theirs for match in _OTHER_TRADE.finditer(text)}


def _asks_money(paper: Paper) -> bool:
    return any(_MONEY.search(cell.text) for sheet in paper.sheets for cell in sheet.cells)
