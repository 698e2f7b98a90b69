"""The numbers of a draft sorted by what is to be done with them: they can go, somebody has to look, or they are to be put right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from domain.findings import Finding
from domain.numbers.reasons import NumberError
from domain.policy.codes import FindingCode
from domain.porting.portability import NotPortable, not_portable
from store.drafts.drafts import DraftNumber
from words.number_errors import number_error
from words.portability import portability_told
from words.sentence import Explanation
from words.translation import Words

# What only a person can judge; the customer has nothing to put right.
_FOR_STAFF = frozenset({NotPortable.MANUAL_ONLY, NotPortable.UNRECOGNISED})
_ON_PAPER_ONLY = (FindingCode.NUMBER_NOT_IN_ORDER, FindingCode.CSR_NUMBER_NOT_IN_ORDER)


class Group(StrEnum):
    GO = "go"
    REVIEW = "review"
    FIX = "fix"


@dataclass(frozen=True, slots=True)
class NumberJudged:
    """told: why it cannot simply go; None for one that can, or that has no answer yet."""

    row: DraftNumber
    group: Group
    told: Explanation | None = None

    @property
    def answer(self) -> tuple[object, ...]:
        """All that is said of it. Most numbers of an order share it with others, so a page writes it down once."""
        row, told = self.row, self.told
        said = (told.wrong, told.remedy) if told else ()
        return (*said, row.set_aside, row.portable, row.needs_pin, row.losing_carrier, row.rate_centre, row.state)


@dataclass(frozen=True, slots=True)
class NumbersSorted:
    """unread: inputs that gave no number, or one that was there already."""

    go: tuple[NumberJudged, ...]
    review: tuple[NumberJudged, ...]
    fix: tuple[NumberJudged, ...]
    unread: tuple[Explanation, ...]

    @property
    def to_fix(self) -> int:
        return len(self.fix) + len(self.unread)

    @property
    def any(self) -> bool:
        return bool(self.go or self.review or self.to_fix)


def sorted_numbers(
    rows: Sequence[DraftNumber], against: dict[str, NumberError], unread: Sequence[NumberError], words: Words
) -> NumbersSorted:
    """against: what stands against numbers whatever a carrier says, by number."""
    why = cache(partial(portability_told, words=words))
    judged = [_judged(row, against.get(row.number), words, why) for row in rows]
    groups = {group: tuple(each for each in judged if each.group is group) for group in Group}
    told = tuple(number_error(each, words) for each in unread)
    return NumbersSorted(groups[Group.GO], groups[Group.REVIEW], groups[Group.FIX], told)


def on_paper_only(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Numbers that the bill or the service record lists and the order does not."""
    listed = [finding.params.get("numbers", "") for finding in findings if finding.code in _ON_PAPER_ONLY]
    return tuple(dict.fromkeys(number for each in listed for number in each.split(", ") if number))


def _judged(row: DraftNumber, against: NumberError | None, words: Words, why: Callable[[str], Explanation]) -> NumberJudged:
    if against is not None:
        return NumberJudged(row, Group.FIX, number_error(against, words))
    told = why(row.reason) if row.portable is False else None
    if row.set_aside or row.portable is None:
        return NumberJudged(row, Group.REVIEW, told)
    if row.portable:
        return NumberJudged(row, Group.GO)
    return NumberJudged(row, Group.REVIEW if not_portable(row.reason) in _FOR_STAFF else Group.FIX, told)
