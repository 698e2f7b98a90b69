"""Services on a bill whose numbers are not to be moved unwarned: DSL, alarm and other lines (rule 46)."""

import re

from documents.bill.found import fact_at
from documents.bill.paper_lines import Paper, Spot
from documents.bill.telephone import NUMBER, has_toll_free
from domain.porting.paper import PaperFact, ServiceKind

_KINDS: tuple[tuple[ServiceKind, str], ...] = (
    (ServiceKind.DSL, r"\ba?dsl\b|\bvdsl\b|digital\s*subscriber"),
    (ServiceKind.ALARM, r"\balarms?\b|(?:security|burglar|fire)\s*(?:system|panel|line|dialer|monitoring)"),
    (ServiceKind.ELEVATOR, r"\belevator"),
    (ServiceKind.LINE_SYSTEM, r"\bcentrex\b|key\s*system|line\s*system|\bkts\b"),
    (ServiceKind.FAX, r"\be?-?fax\b|facsimile"),
    (ServiceKind.PAYMENT_TERMINAL, r"(?:credit\s*card|payment|point\s*of\s*sale|pos)\s*(?:terminal|machine|line)"),
)
_ANY = re.compile("|".join(words for _, words in _KINDS), re.I)
_PATTERNS = tuple((kind, re.compile(words, re.I)) for kind, words in _KINDS)
_NOT_A_SERVICE = re.compile(
    r"fax\s*(?:us|your|to|:|\(?\d)|battery|power\s*(?:outage|failure)|questions|\bcall\b|contact|support"
    r"|ask\s*about|upgrade|offer|may\s*not|if\s*you|customer\s*(?:service|care)",
    re.I,
)
_HELP = re.compile(
    r"call|questions|support|service:|customer|repair|help|contact|care|pay|visit|inquir|sales|report|hotline"
    r"|assist|orders|dial|reach|hearing|moving|"
    r"dispute|collect|hours|office|espa[nñ]ol|residential|outage|fraud|department|tty",
    re.I,
)
_ROW = re.compile(r"\$\s?\d|(?<![\d/.-])\d{1,4}\.\d{2}(?![\d.-])|toll.?free|^\d{1,4}$", re.I)
_MOST_WORDS = 9


def find_services(paper: Paper) -> tuple[PaperFact, ...]:
    """Each kind once for each text that names it; value is its ServiceKind."""
    found: dict[tuple[str, str], PaperFact] = {}
    for spot, match in paper.places(_ANY):
        if not _NOT_A_SERVICE.search(spot.text) and len(spot.text.split()) <= _MOST_WORDS:
            kind = next(kind for kind, pattern in _PATTERNS if pattern.search(match[0]))
            found.setdefault((kind, spot.text), fact_at(kind, _line(spot), spot, 0.9))
    for spot in _toll_free(paper):
        found.setdefault((ServiceKind.TOLL_FREE, spot.text), fact_at(ServiceKind.TOLL_FREE, _line(spot), spot, 0.8))
    return tuple(found.values())


def _toll_free(paper: Paper) -> list[Spot]:
    """Toll-free numbers that are billed: in a row with a sum or a word for it, and no word of help."""
    spots = [Spot(sheet, index) for sheet in paper.sheets for index, cell in enumerate(sheet.cells) if has_toll_free(cell.text)]
    return [spot for spot in spots if not _HELP.search(_line(spot)) and any(_ROW.search(text) for text in _cells(spot))]


def _cells(spot: Spot) -> list[str]:
    return [spot.sheet.cells[one].text for one in spot.sheet.line(spot.index)]


def _line(spot: Spot) -> str:
    """The line that names it, without neighbours far to the side when it already has a number of its own."""
    return spot.text if NUMBER.search(spot.text) else "  ".join(_cells(spot))
