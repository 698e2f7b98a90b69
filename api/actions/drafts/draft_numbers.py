"""Numbers of a draft: read as people paste them, checked with the carriers, planned for people, set aside for staff."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.actions.drafts import drafts as actions
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.portability import Remembered, Said, remember, remembered
from api.actions.drafts.preflight import Study
from api.actions.work import Work
from api.front.problems import Refused
from domain.numbers.e164 import PastedNumbers, read_numbers
from domain.numbers.reasons import NumberError, NumberReason
from domain.policy.codes import FindingCode
from domain.porting.portability import not_portable
from domain.porting.request import LinePlan, LineUse
from store.call_plan import inventory, people
from store.drafts import drafts
from store.drafts.drafts import DraftNumber
from store.orders import lines

# Of what could not be read; a paste beyond that is refused whole and stays on the page.
UNREAD_KEPT = 60_000


@dataclass(frozen=True, slots=True)
class NumbersAsked:
    """text: as pasted; None leaves the numbers as they are. set_aside, plan: by E.164; None leaves them, for numbers that stay.

    some_gone: numbers to be set aside may be gone from the order; they are passed over.
    """

    text: str | None = None
    set_aside: frozenset[str] | None = None
    plan: Mapping[str, LinePlan] | None = None
    main_number: str | None = None
    some_gone: bool = False


@dataclass(frozen=True, slots=True)
class NumbersShown:
    """The draft's numbers as kept, and what was wrong with items of the paste."""

    found: DraftInHand
    numbers: tuple[DraftNumber, ...]
    problems: Mapping[str, NumberReason]
    errors: tuple[NumberError, ...] = field(default=())


async def show(work: Work, order_id: str, errors: tuple[NumberError, ...] = ()) -> NumbersShown:
    """Every number with what stands against it: ours already, or in another of the organisation's own open orders."""
    found = await actions.find(work, order_id)
    problems = await _problems(work, found, [row.number for row in found.numbers])
    typed = {row.number: row.typed_as or row.number for row in found.numbers}
    against = tuple(NumberError(typed[number], reason) for number, reason in problems.items())
    return NumbersShown(found, found.numbers, problems, (*errors, *against))


def of_study(study: Study) -> NumbersShown:
    """The same of a draft that was read with everything else."""
    claimed, ours = study.facts.in_our_orders, study.facts.ours
    problems = dict.fromkeys(claimed, NumberReason.IN_ANOTHER_ORDER) | dict.fromkeys(ours, NumberReason.ALREADY_OURS)
    return NumbersShown(study.found, study.found.numbers, problems)


async def save(work: Work, order_id: str, seen: int, asked: NumbersAsked) -> tuple[DraftInHand, tuple[NumberError, ...]]:
    """Put the numbers that could be read in place; what could not comes back. Raises Refused, Problem STALE."""
    found = actions.editable(await actions.find(work, order_id))
    before = {row.number: row for row in found.numbers}
    rows, errors, left = _rows(before, asked, found)
    rows = _planned(rows, asked)
    await _require_people(work, found.organisation_id, (row.person_id for row in rows if row.person_id))
    aside = tuple(row.number for row in rows if row.set_aside)
    wanted = replace(found.request, numbers=tuple(row.number for row in rows), set_aside=aside)
    if asked.text is not None:
        wanted = replace(wanted, unread_numbers="\n".join(left)[:UNREAD_KEPT])
    if asked.main_number is not None:
        wanted = replace(wanted, main_number=asked.main_number)
    await actions.keep(work, found, wanted, seen)
    await drafts.replace_numbers(work.connection, order_id, found.organisation_id, rows)
    return await actions.find(work, order_id), errors


async def glance(work: Work, order_id: str, asked: NumbersAsked) -> tuple[NumbersShown, Remembered]:
    """The numbers as they would be with what is asked, and what is known of those without a verdict. Nothing is saved. Raises NOT_FOUND."""
    found = await actions.find(work, order_id)
    before = {row.number: row for row in found.numbers}
    rows, errors, _ = _rows(before, asked, found)
    rows = _planned(rows, asked)
    problems = await _problems(work, found, [row.number for row in rows])
    return NumbersShown(found, rows, problems, errors), await remembered(work, unchecked(rows))


def judged(shown: NumbersShown, said: Said) -> NumbersShown:
    """The same with what the carriers said just now."""
    rows = tuple(_checked(row, said) if row.number in said.routed else row for row in shown.numbers)
    return replace(shown, numbers=rows)


async def note_verdicts(work: Work, order_id: str, said: Said) -> None:
    """Keep what the carriers said with the draft's numbers, those that are still there; the version stays."""
    await remember(work, said)
    found = await actions.locked(work, order_id)
    checked = [_checked(row, said) if row.number in said.routed else row for row in found.numbers]
    if tuple(checked) != found.numbers:
        await drafts.replace_numbers(work.connection, order_id, found.organisation_id, checked)


def unchecked(rows: Iterable[DraftNumber]) -> tuple[str, ...]:
    return tuple(row.number for row in rows if row.portable is None)


def _rows(
    before: Mapping[str, DraftNumber], asked: NumbersAsked, found: DraftInHand
) -> tuple[tuple[DraftNumber, ...], tuple[NumberError, ...], tuple[str, ...]]:
    """The rows, what was wrong, and the items that are left over."""
    if asked.text is None:
        return tuple(before.values()), (), ()
    read: PastedNumbers = read_numbers(asked.text, limits=found.book.reading_limits())
    kept = [
        replace(before.get(each.e164, DraftNumber(each.e164, place)), position=place, typed_as=each.text)
        for place, each in enumerate(read.numbers)
    ]
    return tuple(kept), read.errors, read.left


def _planned(rows: Sequence[DraftNumber], asked: NumbersAsked) -> tuple[DraftNumber, ...]:
    known = {row.number for row in rows}
    named = (asked.set_aside or frozenset()) | (asked.plan or {}).keys()
    if named - known and not asked.some_gone:
        raise Refused("draft.number_unknown", status=422, pointer="/set_aside" if asked.set_aside else "/lines")
    return tuple(_planned_row(row, asked) for row in rows)


def _planned_row(row: DraftNumber, asked: NumbersAsked) -> DraftNumber:
    if asked.set_aside is not None:
        row = replace(row, set_aside=row.number in asked.set_aside)
    plan = None if asked.plan is None else asked.plan.get(row.number)
    if plan is None:
        return row
    return replace(row, use=plan.use.value, person_id=plan.person_id if plan.use is LineUse.PERSON else "")


async def _require_people(work: Work, organisation_id: str, person_ids: Iterable[str]) -> None:
    wanted = frozenset(person_ids)
    if wanted and wanted - await people.there(work.connection, organisation_id, tuple(wanted)):
        raise Refused(FindingCode.LINES_PERSON_MISSING, status=422, pointer="/lines")


async def _problems(work: Work, found: DraftInHand, numbers: Sequence[str]) -> dict[str, NumberReason]:
    if not numbers:
        return {}
    claimed = await lines.claimed_by_others(work.connection, found.order_id, found.organisation_id, numbers)
    ours = await inventory.already_ours(work.connection, found.organisation_id, numbers)
    return dict.fromkeys(claimed, NumberReason.IN_ANOTHER_ORDER) | dict.fromkeys(ours, NumberReason.ALREADY_OURS)


def _checked(row: DraftNumber, said: Said) -> DraftNumber:
    verdict = said.routed[row.number].verdict
    return replace(
        row,
        portable=verdict.portable,
        reason="" if verdict.portable else not_portable(verdict.reason).value,
        losing_carrier=verdict.losing_carrier,
        losing_spid=verdict.losing_spid,
        rate_centre=verdict.rate_centre,
        state=verdict.state,
        line_type=verdict.line_type,
        needs_pin=verdict.needs_pin,
        simple=verdict.simple,
        checked_at=said.checked_at[row.number],
    )
