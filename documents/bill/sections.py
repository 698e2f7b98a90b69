"""Which part of a bill a cell stands in: the customer's lines, a list of calls, where to get help, or something else."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from documents.bill.number_ranges import RangeHeads, range_heads, range_in
from documents.bill.number_words import MONEY
from documents.bill.paper_lines import Sheet
from documents.reader.answer import Cell


class Section(StrEnum):
    UNKNOWN = "unknown"
    OWN = "own"
    CALLS = "calls"
    HELP = "help"
    OTHERS = "others"
    OTHER = "other"


_HEADS: tuple[tuple[Section, re.Pattern[str]], ...] = tuple(
    (section, re.compile(rf"^(?:{words})", re.I))
    for section, words in (
        (
            Section.CALLS,
            r"itemi[sz]ed\s*calls|call(?:ing)?\s*(?:details?|log|records?|activity)|usage\s*details?|(?:your\s*)?calls$|calls\s*(?:made|placed|to|from)"
            r"|(?:local|toll|long\s*distance|domestic|international|incoming|outgoing|operator|directory)[\w\s,&/-]{0,24}\s*(?:calls"
            r"|usage|assistance)"
            r"|(?:talk|voice|message|messaging|text)\s*(?:activity|usage|details?)|(?:minutes?|airtime)\s*details?"
            r"|collect\s*calls",
        ),
        (
            Section.OTHERS,
            r".{0,24}on\s*behalf\s*of|third.?party|directory|operator|blocked|contacts?\b(?!\s*us)|credits?\b(?!\s*card)|adjustments?|refunds?"
            r"|pending|reserved|last\s*(?:month|period)|alarm\s*monitor|monitoring|scheduled|upcoming|e?-?911\b|former|inactive|closed|yellow\s*pages|advertis|guests?\b|usage\s*by|.{0,24}advertising|.{0,24}\b(?:conference"
            r"|dial.?in|bridge|access\s*numbers)\b"
            r"|alternate|.{0,16}forward(?:ing|ed|s)?\b|speed\s*dial|frequent|favou?rites?|top\s*(?:callers|numbers|destinations)"
            r"|.{0,24}\b(?:removed|disconnected|ported\s*out|cancell?ed|changes)\b"
            r"|premium|emergency|registered|notif|authorized\s*callers?|purchases|your\s*(?:account\s*)?team"
            r"|account\s*team|traffic|most\s*called|callers|caller\s*(?:id\s*)?(?:log|list|history)|recommended|suggest|available\b|you\s*(?:may|might)\b|.{0,24}\b(?:wholesale|carriers?)\b"
            r"|.{0,24}\b(?:former|prior)\s*(?:tenant|customer|owner|occupant|resident)",
        ),
        (
            Section.HELP,
            r"contact\s*(?:us|information)|how\s*to\s*(?:reach|contact)|need\s*help|questions|(?:customer"
            r"|technical)\s*(?:care|support|service)\b(?!\s*rec)"
            r"|help\s*(?:&|and|desk)|support\b|reach\s*us|we.re\s*here|important\s*(?:phone\s*|telephone\s*)?numbers"
            r"|repair\b|store\s*locat",
        ),
        (
            Section.OWN,
            r"\d{1,3}\s*(?:phone\s*|voice\s*|mobile\s*)?lines?$|(?:your\s*|all\s*|my\s*|other\s*|business\s*"
            r"|working\s*|assigned\s*|billed\s*|active\s*|summary\s*(?:of|by|for)\s*(?:your\s*)?|charges\s*(?:by|for)\s*(?:each\s*)?|bill\s*summary\s*by\s*"
            r"|additional\s*|primary\s*|direct\s*)*(?:tele)?(?:phones?|voice|mobile|wireless|fax|did|direct|working)?\s*(?:lines?"
            r"|numbers?(?:\(s\))?|tns?|dids?)"
            r"(?:\s*(?:on\s*this\s*(?:account|bill|invoice)|billed|inventory|list|summary|in\s*service))?\s*:?$"
            r"|(?:your\s*)?(?:plans?\s*(?:and|&)\s*)?services?\s*(?:summary|detail|&\s*equipment)?$|(?:number"
            r"|did|line)s?\s*(?:inventory|list|detail|summary)"
            r"|(?:local|basic|digital|business|hosted|residential)?\s*(?:exchange\s*|telephone\s*|phone\s*"
            r"|voice\s*)+(?:services?|lines?|charges?|plans?)$"
            r"|voice$|[\w.&-]+\s*(?:business\s*)?voice\s*(?:services?)?$"
            r"|local\s*service|sip\s*trunk|did\s*(?:block|range|number)s?|(?:monthly|regular|recurring)[\w\s]*(?:service|charges)"
            r"|current\s*(?:billing|charges|service|activity)"
            r"|(?:line|service|charge)\s*details?|account\s*(?:number|detail)|hunt\s*group|(?:---)?\s*s&e|service\s*(?:&|and)\s*equipment",
        ),
        (
            Section.OTHER,
            r"messages?$|important\s*(?:messages?|information|news)|news|payments?\b|terms|legal|notices?|tax(?:es)?\b"
            r"|please\s*(?:detach|return)|return\s*this|about\s*your"
            r"|your\s*rights|privacy|electronic|remit|ways\s*to\s*pay|previous|bill.at.a.glance|summary$"
            r"|offers|(?:---)?rmks|remarks|agreement|regulatory",
        ),
    )
)
_CALL_COLUMNS = re.compile(
    r"^(?:time|min(?:ute)?s?\.?|duration|called|callee|caller|seconds|(?:number|place|city|party)\s*called"
    r"|called\s*(?:number|to|party)|destination|origination|dialed|rate\s*period|to|length|units|calls|count)$",
    re.I,
)
_NUMBER_COLUMNS = re.compile(
    r"^(?:(?:tele)?phone\s*(?:number|no|#)s?\.?|(?:wireless|mobile|line|service|direct|did|working|main|local|user|billed|assigned)\s*(?:tele)?(?:phone)?\s*(?:number"
    r"|no|#|id)s?\.?|w?tns?|dids?|lines?|number|direct\s*(?:line|dial)s?)$",
    re.I,
)
_PHONE_COLUMN = re.compile(r"^(?:tele)?phone:?$", re.I)
_PRICE_COLUMN = re.compile(r"^monthly$|^(?:monthly\s*)?(?:charges?|amount|price|rate|cost|total)\b", re.I)
_OTHERS_COLUMNS = re.compile(
    r"^(?:forward\w*(?:\s*to)?|rings?\s*to|to|from|callers?|callee|contact\w*|call\s*back|destination"
    r"|origination|called\b.*|alternate|emergency|escalation"
    r"|other\s*party|source|manager|help|support)(?:\s*(?:number|phone|no\.?))?$",
    re.I,
)
_DIGIT = re.compile(r"(?<!\d)(?!911\b)\d")
_NOTHING = re.compile(r"\$?\s?0?\.00")
_LONGEST_HEADING = 64
_ALIGNED = 6.0
_DIGITS_OF_A_NUMBER = 7


def heading_of(text: str) -> Section:
    """The section that begins with these words; UNKNOWN when they are no heading."""
    text = text.strip(" :-*.")
    if not text or len(text) > _LONGEST_HEADING or "$" in text:
        return Section.UNKNOWN
    return next((section for section, words in _HEADS if words.match(text)), Section.UNKNOWN)


def is_number_column(text: str) -> bool:
    """Whether a column with this head holds the customer's numbers."""
    return _NUMBER_COLUMNS.match(text.strip(" :")) is not None


def is_others_column(text: str) -> bool:
    """Whether a column with this head holds numbers of others."""
    return _OTHERS_COLUMNS.match(text.strip(" :")) is not None


class Sections:
    """Reads the sheets in order: lists of calls and of lines go on over the page's end."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._known: dict[str, Section] = {}
        self._at: dict[int, list[Section]] = {}
        self._heads: dict[tuple[int, int], str] = {}
        self._ends: dict[tuple[int, int], int] = {}
        current = Section.UNKNOWN
        for sheet in sheets:
            current = self._read(sheet, current)

    def at(self, sheet: Sheet, index: int) -> Section:
        return self._at[sheet.page.number][index]

    def head(self, sheet: Sheet, index: int) -> str:
        """The head of the table's column that this cell stands in; empty when it stands in none."""
        return self._heads.get((sheet.page.number, index), "")

    def range_end(self, sheet: Sheet, index: int) -> int | None:
        """Where the last number stands of the range that begins in this cell; the cell itself where it ends a range."""
        return self._ends.get((sheet.page.number, index))

    def _read(self, sheet: Sheet, current: Section) -> Section:
        found = [Section.UNKNOWN] * len(sheet.cells)
        helping = _Help()
        heads: list[Cell] = []
        ranges: RangeHeads | None = None
        of_others = -1
        for number, line in enumerate(sheet.lines):
            cells = [sheet.cells[index] for index in line]
            bare = not any(_DIGIT.search(cell.text) for cell in cells)
            not_theirs = _lists_calls([cell.text for cell in cells]) or of_others == number - 1
            if bare and len(cells) >= 2:
                ranges = None if current in (Section.CALLS, Section.OTHERS) else range_heads(cells)
                heads, current = cells, self._table_head([cell.text for cell in cells], current)
            elif bare and self._heading(cells[0].text) is Section.UNKNOWN and current is not Section.CALLS and _stands_out(sheet, number):
                heads, current, ranges = [], Section.OTHER, None
            for index, cell in zip(line, cells, strict=True):
                heading = self._heading(cell.text)
                if _is_no_heading(heading, cell, cells) or (heading is Section.OWN and bare and len(cells) > 1 and not_theirs):
                    heading = Section.UNKNOWN
                if heading not in (Section.UNKNOWN, Section.HELP) and (index == line[0] or heading is Section.CALLS):
                    of_others = number if heading is Section.OTHERS and len(cells) == 1 else of_others
                    current, heads = heading, [] if len(cells) == 1 else heads
                    ranges = ranges if len(cells) > 1 and heading is Section.OWN else None
                helping.read(cell, heading)
                found[index] = Section.HELP if helping.has(cell) else current
                over = (
                    ""
                    if bare or len(cell.text) < _DIGITS_OF_A_NUMBER
                    else next((head.text for head in heads if abs(head.left - cell.left) < _ALIGNED), "")
                )
                if over:
                    self._heads[sheet.page.number, index] = over
            if ranges is not None and not bare:
                self._read_range(sheet, line, ranges, found)
        self._at[sheet.page.number] = found
        return current if current in (Section.CALLS, Section.OWN, Section.OTHERS) else Section.UNKNOWN

    def _read_range(self, sheet: Sheet, line: list[int], heads: RangeHeads, found: list[Section]) -> None:
        cells = [sheet.cells[index] for index in line]
        places = range_in(cells, heads)
        if places is not None and (found[line[places[0]]] is Section.OWN or any(MONEY.search(cell.text) for cell in cells)):
            first, last = (line[place] for place in places)
            self._ends |= {(sheet.page.number, first): last, (sheet.page.number, last): last}
            found[first] = Section.OWN

    def _table_head(self, texts: list[str], current: Section) -> Section:
        """The head row of a table says what the rows below are."""
        if _lists_calls(texts):
            return Section.CALLS
        own = any(map(is_number_column, texts)) or (any(map(_PHONE_COLUMN.match, texts)) and any(map(_PRICE_COLUMN.match, texts)))
        return Section.OWN if own and current not in (Section.CALLS, Section.OTHERS) else current

    def _heading(self, text: str) -> Section:
        if text not in self._known:
            self._known[text] = heading_of(text)
        return self._known[text]


class _Help:
    """The block under the last heading of help: in its column and without a gap of a line."""

    def __init__(self) -> None:
        self._left = self._bottom = self._height = -1000.0

    def read(self, cell: Cell, heading: Section) -> None:
        if heading is Section.HELP:
            self._left, self._bottom, self._height = cell.left, cell.bottom, cell.bottom - cell.top
        elif heading is not Section.UNKNOWN and abs(cell.left - self._left) < 30:
            self._left = -1000.0
        elif self.has(cell):
            self._bottom = max(self._bottom, cell.bottom)

    def has(self, cell: Cell) -> bool:
        return self._left - 3 <= cell.left < self._left + 160 and cell.top - self._bottom < 1.6 * self._height


def _lists_calls(texts: Sequence[str]) -> bool:
    """Whether these are the heads of a list of calls."""
    return len(texts) >= 3 and any(map(_CALL_COLUMNS.match, texts))


def _is_no_heading(heading: Section, cell: Cell, cells: list[Cell]) -> bool:
    """Whether the words of others' numbers stand beside one of them, or on a line that comes to nothing."""
    return heading is Section.OTHERS and (sum(map(str.isdigit, cell.text)) >= _DIGITS_OF_A_NUMBER or _comes_to_nothing(cells))


def _comes_to_nothing(cells: list[Cell]) -> bool:
    """Whether the line ends its first column in no money: adjustments of .00 are not listed below."""
    return len(cells) > 1 and _NOTHING.fullmatch(cells[1].text) is not None


def _stands_out(sheet: Sheet, number: int) -> bool:
    """Whether a line alone is a heading by its looks: larger than the next line, or with a gap above and none below."""
    if len(sheet.lines[number]) > 1 or number + 1 == len(sheet.lines):
        return False
    cell, under = sheet.cells[sheet.lines[number][0]], sheet.cells[sheet.lines[number + 1][0]]
    height = cell.bottom - cell.top
    if height > 1.1 * (under.bottom - under.top):
        return True
    above = cell.top - max(sheet.cells[one].bottom for one in sheet.lines[number - 1]) if number else height
    return above > 0.7 * height > 2 * (under.top - cell.bottom)
