"""Forms of a draft: tried, and shown again with what was typed when they are refused or somebody else was faster."""

from collections.abc import Awaitable, Callable, Mapping

from pydantic import ValidationError
from starlette.responses import Response

from api.actions.drafts import drafts
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.preflight import Blocked
from api.calls import Call
from api.front.problems import Problem, ProblemKind
from api.front.validation import troubles
from api.pages.drafts.versions import differing, who_saved
from api.pages.forms import Answer, Troubled, tried
from words.findings import finding_told
from words.sentence import marked

STALE = marked("Somebody saved this draft meanwhile. What you typed is still here: compare it, then save again to put it in place.")


class Stale(Troubled):
    """Somebody saved the draft since the form was made."""


class Conflict(Troubled):
    """The form is stale, and says so. saved: by field, what is saved there now and is not what was typed."""

    def __init__(self, told: str, saved: Mapping[str, str]) -> None:
        super().__init__({"": told})
        self.saved = saved


async def kept(
    call: Call,
    order_id: str,
    typed: Mapping[str, str],
    act: Callable[[], Awaitable[object]],
    current: Callable[[DraftInHand], Mapping[str, str]],
) -> bool:
    """Do what the form asks; False for a form that is late, but asks for nothing that is not saved already.

    current: what the form would show now, by field. Raises Troubled, of which Conflict where somebody else saved meanwhile.
    """
    try:
        await troubled(call, typed, act)
        return True
    except Stale:
        async with call.work() as work:
            found = await drafts.find(work, order_id)
        if saved := differing(typed, current(found)):
            raise Conflict(await who_saved(call, found), saved) from None
        return False


async def kept_or_shown(
    call: Call,
    order_id: str,
    act: Callable[[Mapping[str, str]], Awaitable[object]],
    current: Callable[[DraftInHand], Mapping[str, str]],
    shown: Callable[..., Awaitable[Response]],
    following: str,
) -> Response:
    """What a step's form that was sent is answered with: the step that follows, or the same page with what was typed and what is wrong."""
    typed = await call.form()
    try:
        await kept(call, order_id, typed, lambda: act(typed), current)
    except Troubled as trouble:
        return await shown(call, order_id, 422, typed=typed, errors=trouble.errors, saved=saved_meanwhile(trouble))
    return call.see_other(f"/orders/{order_id}/draft/{following}")


async def troubled(call: Call, typed: Mapping[str, str], act: Callable[[], Awaitable[Answer]]) -> Answer:
    """Raises Troubled for all that the person at the form can put right."""
    try:
        return await tried(call.words, typed, lambda: _by_field(call, act))
    except Blocked as error:
        told = [finding_told(each, call.words) for each in error.findings]
        raise Troubled({"": " ".join(f"{each.wrong} {each.detail}".strip() for each in told)}) from None
    except Problem as problem:
        if problem.kind is not ProblemKind.STALE:
            raise
        raise Stale({"": call.words.gettext(STALE)}) from None


def saved_meanwhile(trouble: Troubled) -> Mapping[str, str]:
    return trouble.saved if isinstance(trouble, Conflict) else {}


async def _by_field(call: Call, act: Callable[[], Awaitable[Answer]]) -> Answer:
    """What is wrong with a part of a field stands at the form's field for that part."""
    try:
        return await act()
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)
        told = troubles(wrong, call.words)
        fields = ("_".join(str(step) for step in each["loc"]) for each in wrong)
        raise Troubled({field: each.detail for field, each in zip(fields, told, strict=True)}) from None
