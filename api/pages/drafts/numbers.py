"""The page on which numbers are pasted, checked while they are typed, and set aside."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from api.actions.drafts import draft_numbers, portability, preflight
from api.actions.drafts.draft_numbers import NumbersAsked, NumbersShown
from api.actions.drafts.drafts import DraftInHand
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.forms import kept, saved_meanwhile
from api.pages.drafts.number_groups import NumbersSorted, on_paper_only, sorted_numbers
from api.pages.drafts.steps import judged, step_page
from api.pages.drafts.versions import differing, seen_version
from api.pages.forms import Troubled
from api.v1.draft_numbers import checked
from domain.access import Action
from domain.numbers.e164 import read_numbers
from domain.numbers.reasons import NumberError
from words.translation import Words

router = Router(page=True)
# More numbers than these are counted, not listed, where two people's lists are compared.
_LISTED = 12


@router.get("/orders/{order_id}/draft/numbers", allow=Action.DRAFT_READ)
async def numbers_page(order_id: str, call: Here) -> Response:
    return await _shown(call, order_id)


@router.post("/orders/{order_id}/draft/numbers", allow=Action.DRAFT_WRITE)
async def numbers_pasted(order_id: str, call: Here) -> Response:
    """What could be read is kept and checked; the page stays while something could not, with everything that was pasted."""
    typed = await call.form()
    wrong: list[NumberError] = []

    async def paste() -> None:
        async with call.work() as work:
            wrong.extend((await draft_numbers.save(work, order_id, seen_version(typed), _asked(typed)))[1])

    try:
        await kept(call, order_id, _by_number(typed), paste, _current)
    except Troubled as trouble:
        saved = {name: _compared(typed, value, call.words) for name, value in saved_meanwhile(trouble).items() if name == "numbers"}
        return await _shown(call, order_id, 422, typed, trouble.errors, saved=saved)
    await checked(call, order_id, everything=False)
    if wrong:
        return await _shown(call, order_id, 422, typed, wrong=wrong)
    return call.see_other(f"/orders/{order_id}/draft/numbers")


@router.post("/orders/{order_id}/draft/numbers/preview", allow=Action.DRAFT_WRITE)
async def numbers_previewed(order_id: str, call: Here) -> Response:
    """The verdicts on what is typed so far, of which a script takes its part. Nothing of the draft is saved."""
    typed = await call.form()
    async with call.work() as work:
        seen, known = await draft_numbers.glance(work, order_id, _asked(typed))
    wanted = draft_numbers.unchecked(seen.numbers)
    if wanted:
        said = await portability.ask(call.parts, wanted, known)
        seen = draft_numbers.judged(seen, said)
        if any(said.fresh.values()):
            async with call.work() as work:
                await portability.remember(work, said)
    return await call.page("drafts/preview.html", numbers=_sorted(seen, seen.errors, call.words), typing=True)


@router.post("/orders/{order_id}/draft/numbers/check", allow=Action.NUMBERS_CHECK)
async def numbers_checked(order_id: str, call: Here) -> Response:
    await checked(call, order_id, everything=True)
    return call.see_other(f"/orders/{order_id}/draft/numbers")


async def _shown(
    call: Call, order_id: str, status: int = 200, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None, *,
    wrong: Sequence[NumberError] | None = None, saved: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """wrong: of the paste just saved; otherwise of what is kept because it could not be read."""
    async with call.work() as work:
        study = await preflight.study(work, order_id)
    draft, listed = judged(call, study, await preflight.heard(call.parts, call.work, study.look)), draft_numbers.of_study(study)
    text = "\n".join([*(call.words.number(row.number) for row in listed.numbers), draft.found.request.unread_numbers]).strip()
    if wrong is None:
        wrong = read_numbers(draft.found.request.unread_numbers, limits=draft.found.book.reading_limits()).errors
    version, before = listed.found.draft.version, await call.typed_before()
    if saved is None:
        changed = before.get("version", str(version)) != str(version) and differing(_by_number(before), _current(listed.found))
        saved = {"numbers": _compared(before, " ".join(listed.found.request.numbers), call.words)} if changed else {}
    sorted_ones = _sorted(listed, wrong, call.words)
    return await step_page(
        call, order_id, "numbers", status, draft=draft, typed=typed or {"numbers": text}, errors=errors, saved=saved, version=version,
        numbers=sorted_ones, typing=False, on_paper=[call.words.number(each) for each in on_paper_only(draft.findings)],
    )  # fmt: skip


def _asked(typed: Mapping[str, str]) -> NumbersAsked:
    aside = frozenset(number for number in typed.get("set_aside", "").split(",") if number)
    return NumbersAsked(typed.get("numbers", ""), set_aside=aside, some_gone=True)


def _sorted(listed: NumbersShown, wrong: Sequence[NumberError], words: Words) -> NumbersSorted:
    against = {number: NumberError(words.number(number), reason) for number, reason in listed.problems.items()}
    return sorted_numbers(listed.numbers, against, wrong, words)


def _by_number(typed: Mapping[str, str]) -> dict[str, str]:
    """The form as the numbers it stands for, so that two ways of writing them are the same."""
    asked = _asked(typed)
    return {"numbers": " ".join(read_numbers(asked.text or "").e164), "set_aside": " ".join(sorted(asked.set_aside or ()))}


def _current(found: DraftInHand) -> dict[str, str]:
    return {"numbers": " ".join(found.request.numbers), "set_aside": " ".join(sorted(found.request.set_aside))}


def _compared(typed: Mapping[str, str], theirs: str, words: Words) -> str:
    """What is saved now, as far as it is not what was typed."""
    mine, saved = read_numbers(typed.get("numbers", "")).e164, theirs.split()
    more, less = [each for each in saved if each not in set(mine)], [each for each in mine if each not in set(saved)]
    told = [words.ngettext("one number", "%(num)s numbers", len(saved))]
    if more:
        told.append(words.gettext("not in your list: %(numbers)s", numbers=_listed(more, words)))
    if less:
        told.append(words.gettext("only in your list: %(numbers)s", numbers=_listed(less, words)))
    return "; ".join(told)


def _listed(numbers: Sequence[str], words: Words) -> str:
    shown = [words.number(each) for each in numbers[:_LISTED]]
    return ", ".join(shown) + (" …" if len(numbers) > _LISTED else "")
