"""Forms of a draft: tried, and shown again with what was typed when they are refused or somebody else was faster."""

from collections.abc import Awaitable, Callable, Mapping

from pydantic import ValidationError
from starlette.responses import Response

from api.actions.preflight import Blocked
from api.calls import Call
from api.pages.draft_steps import step_page
from api.pages.forms import Answer, Troubled, tried
from api.problems import Problem, ProblemKind
from api.validation import troubles
from words.findings import finding_told
from words.sentence import marked

STALE = marked("Somebody saved this draft meanwhile. What you typed is still here: compare it, then save again to put it in place.")


async def saved(call: Call, order_id: str, step: str, following: str, act: Callable[[Mapping[str, str]], Awaitable[object]]) -> Response:
    """Do what the step's form asks, then go to `following`; on trouble the step again, with everything that was typed."""
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: act(typed))
    except Troubled as trouble:
        return await step_page(call, order_id, step, 422, typed=typed, errors=trouble.errors)
    return call.see_other(following)


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
        raise Troubled({"": call.words.gettext(STALE)}) from None


async def _by_field(call: Call, act: Callable[[], Awaitable[Answer]]) -> Answer:
    """What is wrong with a part of a field stands at the form's field for that part."""
    try:
        return await act()
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False)
        told = troubles(wrong, call.words)
        fields = ("_".join(str(step) for step in each["loc"]) for each in wrong)
        raise Troubled({field: each.detail for field, each in zip(fields, told, strict=True)}) from None
