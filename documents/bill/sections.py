"""Which part of a bill a cell stands in: the customer's lines, a list of calls, where to get help, or something else."""

import re
from collections.abc import Iterable
from enum import StrEnum

from documents.bill.paper_lines import Sheet


class Section(StrEnum):
    UNKNOWN = "unknown"
    OWN = "own"
    CALLS = "calls"
    HELP = "help"
    OTHER = "other"


_HEADS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(rf"^(?:{words})", re.I))
    for section, words in (
        (
            Section.CALLS,
            r"itemi[sz]ed\s*calls|call(?:ing)?\s*(?:details?|log|records?|activity)|usage\s*details?|calls\s*(?:made|placed|to|from)"
            r"|(?:local|toll|long\s*distance|domestic|international|incoming|outgoing|operator|directory)[\w\s,&/-]{0,24}\s*(?:calls|usage|assistance)"
            r"|(?:talk|voice|message|messaging|text)\s*(?:activity|usage|details?)|(?:minutes?|airtime)\s*details?|collect\s*calls",
        ),
        (
            Section.HELP,
            r"contact\s*(?:us|information)|how\s*to\s*(?:reach|contact)|need\s*help|questions|(?:customer|technical)\s*(?:care|support|service)\b(?!\s*rec)"
            r"|help\s*(?:&|and|desk)|support\b|reach\s*us|we.re\s*here|important\s*(?:phone\s*|telephone\s*)?numbers|repair\b|store\s*locat",
        ),
        (
            Section.OWN,
            r"\d{1,3}\s*(?:phone\s*|voice\s*|mobile\s*)?lines?$|(?:your\s*|all\s*|my\s*|other\s*|business\s*|working\s*|assigned\s*|billed\s*|active\s*|summary\s*of\s*(?:your\s*)?|charges\s*by\s*|bill\s*summary\s*by\s*"
            r"|additional\s*|primary\s*|direct\s*)*(?:tele)?(?:phones?|voice|mobile|wireless|fax|did|direct|working)?\s*(?:lines?|numbers?|tns?|dids?)"
            r"(?:\s*(?:on\s*this\s*(?:account|bill|invoice)|billed|inventory|list|summary|in\s*service))?\s*:?$"
            r"|(?:your\s*)?(?:plans?\s*(?:and|&)\s*)?services?\s*(?:summary|detail|&\s*equipment)?$|(?:number|did|line)s?\s*(?:inventory|list|detail|summary)"
            r"|(?:local|basic|digital|business|hosted|residential)?\s*(?:exchange\s*|telephone\s*|phone\s*|voice\s*)+(?:services?|lines?|charges?|plans?)$|voice$|[\w.&-]+\s*(?:business\s*)?voice\s*(?:services?)?$"
            r"|local\s*service|sip\s*trunk|did\s*(?:block|range|number)s?|(?:monthly|regular|recurring)[\w\s]*(?:service|charges)|current\s*(?:billing|charges|service|activity)"
            r"|(?:line|service|charge)\s*details?|account\s*(?:number|detail)|hunt\s*group|(?:---)?\s*s&e|service\s*(?:&|and)\s*equipment",
        ),
        (
            Section.OTHER,
            r"messages?$|important\s*(?:messages?|information|news)|news|payments?\b|terms|legal|notices?|tax(?:es)?\b|please\s*(?:detach|return)|return\s*this|about\s*your"
            r"|your\s*rights|privacy|electronic|remit|ways\s*to\s*pay|previous|adjustments|bill.at.a.glance|summary$|offers|(?:---)?rmks|remarks|agreement|regulatory",
        ),
    )
)
_CALL_COLUMNS = re.compile(
    r"^(?:time|min(?:ute)?s?\.?|duration|called|(?:number|place|city|party)\s*called|called\s*(?:number|to|party)|destination|origination|dialed|rate\s*period|to|length)$",
    re.I,
)
_NUMBER_COLUMNS = re.compile(
    r"^(?:(?:tele)?phone\s*(?:number|no|#)s?\.?|(?:wireless|mobile|line|service|direct|did|working)\s*(?:tele)?(?:phone)?\s*(?:number|no|#|id)s?\.?|tns?|dids?|lines?|number)$",
    re.I,
)
_LONGEST_HEADING = 64


def heading_of(text: str) -> Section:
    """The section that begins with these words; UNKNOWN when they are no heading."""
    text = text.strip(" :-*.")
    if not text or len(text) > _LONGEST_HEADING or "$" in text:
        return Section.UNKNOWN
    return next((section for section, words in _HEADS if words.match(text)), Section.UNKNOWN)


def is_number_column(text: str) -> bool:
    """Whether a column with this head holds the customer's numbers."""
    return _NUMBER_COLUMNS.match(text.strip(" :")) is not None


class Sections:
    """Reads the sheets in order: lists of calls and of lines go on over the page's end."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._known: dict[str, Section] = {}
        self._at: dict[int, list[Section]] = {}
        current = Section.UNKNOWN
        for sheet in sheets:
            current = self._read(sheet, current)

    def at(self, sheet: Sheet, index: int) -> Section:
        return self._at[sheet.page.number][index]

    def _read(self, sheet: Sheet, current: Section) -> Section:
        found = [Section.UNKNOWN] * len(sheet.cells)
        help_under: tuple[float, float, float] | None = None
        for line in sheet.lines:
            current = self._table_head([sheet.cells[index].text for index in line], current)
            for index in line:
                cell = sheet.cells[index]
                heading = self._heading(cell.text)
                if heading is Section.HELP:
                    help_under = (cell.left, cell.bottom, cell.bottom - cell.top)
                elif heading is not Section.UNKNOWN and (index == line[0] or heading is Section.CALLS):
                    current = heading
                    help_under = None if help_under and abs(cell.left - help_under[0]) < 30 else help_under
                in_help = help_under is not None and _under(help_under, cell.left, cell.top)
                if in_help and help_under:
                    help_under = (help_under[0], max(help_under[1], cell.bottom), help_under[2])
                found[index] = Section.HELP if in_help or heading is Section.HELP else current
        self._at[sheet.page.number] = found
        return current if current in (Section.CALLS, Section.OWN) else Section.UNKNOWN

    def _table_head(self, texts: list[str], current: Section) -> Section:
        """The head row of a table says what the rows below are."""
        if len(texts) < 2 or any(character.isdigit() for text in texts for character in text):
            return current
        if sum(_CALL_COLUMNS.match(text) is not None for text in texts) >= 1 and len(texts) >= 3:
            return Section.CALLS
        return Section.OWN if any(map(is_number_column, texts)) and current is not Section.CALLS else current

    def _heading(self, text: str) -> Section:
        if text not in self._known:
            self._known[text] = heading_of(text)
        return self._known[text]


def _under(above: tuple[float, float, float], left: float, top: float) -> bool:
    """Whether a cell goes on the block that ends here: in its column and without a gap of a line."""
    return above[0] - 3 <= left < above[0] + 160 and top - above[1] < 1.6 * above[2]
