"""The customer's own numbers on a paper: not help lines, not calls made, not the provider's, a bank's or the account's.

A number that is not the customer's must never be offered, so one is taken only where something says that it is theirs and nothing that it
is not.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import chain

from documents.bill.account import ACCOUNT
from documents.bill.found import candidates, fact, fact_at
from documents.bill.number_words import CALL_ROW, CUE, MONEY, ONWARD, OTHERS, PROSE, SURE_CUE
from documents.bill.paper_lines import Paper, Sheet, Spot
from documents.bill.sections import Section, Sections, is_number_column, is_others_column
from documents.bill.telephone import NUMBER, Written, hidden_numbers_in, numbers_in, with_area_first, with_clear_figures
from documents.reader.answer import Cell
from domain.policy.brands import brand_of
from domain.porting.paper import PaperFact

BTN = re.compile(
    r"(?<![a-z])(?:billing\s*telephone(?:\s*(?:number|no\.?))?(?:\s*\(btn\))?|btn|billing\s*(?:phone\s*)?number"
    r"|bill\s*to\s*(?:phone|telephone)\s*number"
    r"|main\s*(?:billing\s*)?(?:telephone\s*|phone\s*)?number|^tel(?:ephone)?\s*no\b\.?)",
    re.I,
)
_ANOTHERS = re.compile(r"carrier|provider|pages|directory|their|" + OTHERS.pattern, re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_PART = re.compile(r"(?:\(?[2-9]\d\d\)?[\s./-]{0,2}[2-9]\d\d[\s.-]*|\(?[2-9]\d\d\)?[\s./-]{0,2}|(?:thru|through|to|-|–))$", re.I)
_REST = re.compile(r"(?:[2-9]\d\d[\s.-])?\d{4}(?!\d|[./-]\d)")
MOST_NUMBERS = 10_000
_MOST_WORDS, _MOST_WORDS_EVER = 7, 10
_NOT_THEIRS = (Section.CALLS, Section.HELP, Section.OTHERS)
_WORDS_BEHIND = 3
_ALIGNED = 6.0
_PRICE = re.compile(r"\$?\s?\d{1,3}(?:,?\d{3})*\.\d\d")
_UNTIL_WORD = re.compile(r"\b(?:to|thru|through|and)\b", re.I)


def find_btns(paper: Paper, sections: Sections) -> tuple[PaperFact, ...]:
    """Each different number that is labelled as the customer's billing number."""
    found: dict[str, PaperFact] = {}
    ours = (
        candidates(spot, spot.text[match.end() :], match.start())
        for spot, match in paper.places(BTN)
        if sections.at(spot.sheet, spot.index) not in (Section.CALLS, Section.OTHERS)
        and not _is_anothers(spot.text[: match.start()], match[0])
    )
    for option in chain.from_iterable(ours):
        clear = with_clear_figures(option.text)
        first = next(numbers_in(clear), None) if NUMBER.match(clear) else None
        if first is not None:
            found.setdefault(first.number, fact(first.number, option))
    return tuple(found.values())


def _is_anothers(before: str, label: str) -> bool:
    """By the words before the label; a carrier's main number is no customer's either."""
    return _ANOTHERS.search(before) is not None or (label.lower().startswith("main") and brand_of(before) is not None)


def find_own_numbers(paper: Paper, sections: Sections, accounts: tuple[PaperFact, ...]) -> tuple[PaperFact, ...]:
    """The customer's numbers as E.164, ranges expanded, each once."""
    found: dict[str, PaperFact] = {}
    by_eye: set[str] = set()
    for sheet in paper.sheets:
        for index, cell in enumerate(sheet.cells):
            digits = sum(map(str.isdigit, cell.text))
            if (
                len(found) >= MOST_NUMBERS
                or digits < 3
                or (digits < 6 and not _PART.search(cell.text))
                or sections.at(sheet, index) in _NOT_THEIRS
            ):
                continue
            end = sections.range_end(sheet, index)
            own = _theirs(sheet, index, sections, accounts) if end is None else _of_range(sheet, index, end)
            for written, sure in own:
                found.setdefault(written.number, fact_at(written.number, written.text, Spot(sheet, index), sure))
                if cell.confidence < 1:
                    by_eye.add(written.number)
    strays = _likely_misread(paper, by_eye) if by_eye else set()
    return tuple(each for number, each in found.items() if number not in strays)


def _likely_misread(paper: Paper, by_eye: Collection[str]) -> set[str]:
    """Numbers read from a picture whose first six digits stand nowhere else, where others differ from them in one digit only."""
    texts = (cell.text for sheet in paper.sheets for cell in sheet.cells)
    shared = Counter(match["area"] + match["exchange"] for text in texts for match in NUMBER.finditer(text))
    return {
        number
        for number in by_eye
        if shared[number[2:8]] == 1 and any(count > 1 and _one_apart(number[2:8], start) for start, count in shared.items())
    }


def _one_apart(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def find_hidden_numbers(paper: Paper) -> tuple[PaperFact, ...]:
    """Numbers of which part is hidden, as printed, each once."""
    found: dict[str, PaperFact] = {}
    for sheet in paper.sheets:
        for index, cell in enumerate(sheet.cells):
            if "X" in cell.text.upper() or "*" in cell.text or "•" in cell.text or "#" in cell.text:
                for printed in hidden_numbers_in(cell.text):
                    found.setdefault(printed, fact_at(printed, cell.text, Spot(sheet, index), 0.9))
    return tuple(found.values())


def _theirs(sheet: Sheet, index: int, sections: Sections, accounts: tuple[PaperFact, ...]) -> Iterator[tuple[Written, float]]:
    """The numbers in this cell, if they are the customer's, and how sure that is."""
    text = with_area_first(_without(sheet, index, accounts))
    clear = _until_onward(text if sheet.cells[index].confidence == 1 else with_clear_figures(text))
    written = list(numbers_in(clear))
    if not written:
        return
    beside = _beside(sheet, index, clear, sections)
    if OTHERS.search(beside) or CALL_ROW.search(_line_text(sheet, index)):
        return
    sure = _sureness(sheet, index, clear, beside, sections)
    if not sure:
        return
    misread = 1.0 if clear == text[: len(clear)] else 0.6
    yield from ((each, sure * misread) for each in written)


def _of_range(sheet: Sheet, first: int, last: int) -> Iterator[tuple[Written, float]]:
    """Every number from this cell's to that of the range's last; none in the cell that ends it."""
    if first != last:
        text = f"{sheet.cells[first].text} thru {sheet.cells[last].text}"
        yield from ((each, 0.85) for each in numbers_in(text))


def _sureness(sheet: Sheet, index: int, text: str, beside: str, sections: Sections) -> float:
    """How sure it is that a number in this cell is the customer's; 0 when nothing says so, and for sentences."""
    section, head = sections.at(sheet, index), sections.head(sheet, index)
    words = len(_WORD.findall(text))
    if is_others_column(head) or words > _MOST_WORDS_EVER or PROSE.search(text):
        return 0.0
    if SURE_CUE.search(beside):
        return 0.9
    if words > _MOST_WORDS:
        return 0.0
    cue, priced, leads = CUE.search(beside) is not None, _is_priced(sheet, index, text), _leads(sheet, index, text)
    if section is Section.OWN:
        return 0.85 if cue or priced or leads or is_number_column(head) else 0.0
    under = _under(sheet, index)
    priced_under = MONEY.search(under) is not None
    in_a_block = leads and priced_under and CUE.search(under) is not None
    return 0.7 if in_a_block or (cue and (priced or priced_under)) else 0.0


def _is_priced(sheet: Sheet, index: int, text: str) -> bool:
    """Whether a sum stands behind the number, or right before it in a list whose rows begin with their price."""
    if MONEY.search(_after(sheet, index, text)):
        return True
    line = sheet.line_number(index)
    rows = [sheet.lines[one] for one in (line - 1, line + 1) if 0 <= one < len(sheet.lines)]
    return (
        sheet.lines[line][1:2] == [index]
        and _begins_with_price(sheet, sheet.lines[line])
        and any(_alike(sheet, row, sheet.lines[line]) for row in rows)
    )


def _begins_with_price(sheet: Sheet, row: list[int]) -> bool:
    return len(row) > 1 and _PRICE.fullmatch(sheet.cells[row[0]].text) is not None


def _alike(sheet: Sheet, row: list[int], other: list[int]) -> bool:
    """Whether both are rows of a list: a sum in the same column, a number in the next."""
    if not _begins_with_price(sheet, row) or not NUMBER.search(sheet.cells[row[1]].text):
        return False
    one, two = sheet.cells[row[0]], sheet.cells[other[0]]
    return min(abs(one.left - two.left), abs(one.right - two.right)) < _ALIGNED


def _leads(sheet: Sheet, index: int, text: str) -> bool:
    """Whether the number stands first on its line, with little behind it in its cell."""
    words = _WORD.findall(_UNTIL_WORD.sub("", text))
    line = sheet.line(index)
    first = all(_is_value(sheet.cells[one].text) for one in line[: line.index(index)])
    return first and (not words or (len(words) <= _WORDS_BEHIND and NUMBER.match(text.strip()) is not None))


def _under(sheet: Sheet, index: int) -> str:
    """What stands on the line below from this column on; empty where that has a number of its own."""
    below = [cell.text for one in sheet.below(index) for cell in _from(sheet, one)]
    return "" if any(NUMBER.search(each) for each in below) else "  ".join(below)


def _joined(sheet: Sheet, index: int) -> str:
    """The cell's text, and the rest of a number that its column's width broke off."""
    text = sheet.cells[index].text
    if _PART.search(text):
        below = sheet.below(index)
        rest = _REST.match(sheet.cells[below[0]].text) if below else None
        if rest is not None:
            return f"{text.rstrip()} {rest[0]}" if not text.endswith("-") else text + rest[0]
    return text


def _without(sheet: Sheet, index: int, accounts: tuple[PaperFact, ...]) -> str:
    """The cell's text without account numbers. One that is a telephone number is one where nothing calls it an account."""
    text = _joined(sheet, index)
    for account in accounts:
        if account.value in text and not (_is_telephone_number(account.value) and not _is_called_account(sheet, index)):
            text = text.replace(account.value, " " * len(account.value))
    return text


def _is_telephone_number(printed: str) -> bool:
    return not printed.isdigit() and NUMBER.fullmatch(printed) is not None


def _is_called_account(sheet: Sheet, index: int) -> bool:
    line = sheet.line(index)
    near = (index, *line[: line.index(index)][-1:], *sheet.above(index, lines=2))
    return any(ACCOUNT.search(sheet.cells[one].text) for one in near)


def _until_onward(text: str) -> str:
    """What stands before calls are sent on, where that names a number; what they are sent to is somebody else's."""
    onward = ONWARD.search(text)
    return text[: onward.start()] if onward and NUMBER.search(text[: onward.start()]) else text


def _beside(sheet: Sheet, index: int, text: str, sections: Sections) -> str:
    """The cell and its neighbours on the line up to another number or sum, or a box of help beside it."""
    line = sheet.line(index)
    place = line.index(index)
    before = list[str]()
    for one in reversed(line[:place]):
        if _is_value(sheet.cells[one].text) or sections.at(sheet, one) is Section.HELP:
            break
        before.insert(0, sheet.cells[one].text)
    after = list[str]()
    for one in line[place + 1 :]:
        if _is_value(sheet.cells[one].text) or sections.at(sheet, one) is Section.HELP:
            break
        after.append(sheet.cells[one].text)
    return "  ".join((*before, text, *after))


def _is_value(text: str) -> bool:
    return MONEY.search(text) is not None or NUMBER.search(text) is not None


def _line_text(sheet: Sheet, index: int) -> str:
    return "  ".join(sheet.cells[one].text for one in sheet.line(index))


def _after(sheet: Sheet, index: int, text: str) -> str:
    """What stands on the line from this cell on."""
    return "  ".join((text, *(cell.text for cell in _from(sheet, index)[1:])))


def _from(sheet: Sheet, index: int) -> list[Cell]:
    """This cell and all that stand right of it on its line."""
    line = sheet.line(index)
    return [sheet.cells[one] for one in line[line.index(index) :]]
