"""Secrets on a paper that its picture may not show: account numbers and security codes, wherever they stand (R29).

Who must see them has the paper itself, whose every download is noted.
"""

import re
from collections.abc import Iterator, Mapping

from documents.bill.broken_labels import next_line
from documents.bill.found import labelled, place_of
from documents.bill.paper_lines import Paper, Spot
from documents.reader.answer import Reading
from documents.reader.job import Place
from domain.porting.paper import PaperFacts, plain_account

Covered = Mapping[int, tuple[Place, ...]]

_CODE = re.compile(r"(?:security|pass|access)\s*code|\bpin\b(?:\s*(?:number|code))?|passcode|password", re.I)
_FIGURES = re.compile(r"(?<![\w-])\d{3,10}(?![\w-])")
_SHOWN = 4


def covered_places(reading: Reading, facts: PaperFacts | None) -> Covered:
    """Page to places, as in the reading. Of an account number the last four characters stay to be seen."""
    paper, found = Paper(reading.pages), dict[int, tuple[Place, ...]]()
    for page, place in (*_accounts(paper, facts), *_broken_accounts(paper, facts), *_codes(paper)):
        found[page] = (*found.get(page, ()), place)
    return found


def _accounts(paper: Paper, facts: PaperFacts | None) -> Iterator[tuple[int, Place]]:
    numbers = [plain_account(each.value) for each in facts.accounts] if facts else []
    written = [re.compile(r"[\W_]*".join(map(re.escape, number)), re.I) for number in numbers]
    for sheet in paper.sheets:
        for index, cell in enumerate(sheet.cells):
            for pattern, number in zip(written, numbers, strict=True):
                for match in pattern.finditer(cell.text):
                    shown = min(_SHOWN, len(number) // 2)
                    yield sheet.page.number, _part(Spot(sheet, index), match.start(), match.end() - shown)


def _broken_accounts(paper: Paper, facts: PaperFacts | None) -> Iterator[tuple[int, Place]]:
    """Of one over two lines both, but for the last characters of the second."""
    for account in facts.accounts if facts else ():
        for sheet in paper.sheets:
            for index, cell in enumerate(sheet.cells):
                if (
                    sheet.page.number != account.page
                    or place_of(cell) != account.place
                    or plain_account(account.value) in plain_account(cell.text)
                ):
                    continue
                spot = Spot(sheet, index)
                under = next_line(spot)
                yield account.page, _part(spot, 0, len(cell.text))
                if under is not None and len(under.text) > _SHOWN:
                    yield account.page, _part(under, 0, len(under.text) - _SHOWN)


def _codes(paper: Paper) -> Iterator[tuple[int, Place]]:
    for options in labelled(paper, _CODE):
        for option in options:
            match = _FIGURES.match(option.text)
            if match:
                start = option.spot.text.find(match[0])
                yield option.page, _part(option.spot, start, start + len(match[0]))
                break


def _part(spot: Spot, start: int, end: int) -> Place:
    """Where these characters stand in their cell, as if all were as wide."""
    left, top, right, bottom = place_of(spot.cell)
    each = (right - left) / max(1, len(spot.text))
    return left + max(0, start - 0.7) * each, top, left + end * each, bottom
