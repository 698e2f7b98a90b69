"""Forms: what was typed becomes a body, or sentences beside its fields."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from pydantic import ValidationError
from starlette.responses import Response

from api.calls import Call
from api.front.problems import Invalid, Refused
from api.front.validation import troubles
from api.refusals.doors import explained
from words.translation import Words

Answer = TypeVar("Answer")
Errors = dict[str, str]
Typed = Mapping[str, str]


class Troubled(Exception):
    """Show the form again with these errors, by field; the empty field is for the whole form."""

    def __init__(self, errors: Errors) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


async def tried(words: Words, typed: Mapping[str, str], act: Callable[[], Awaitable[Answer]]) -> Answer:
    """What `act` gives. Raises Troubled for everything that the person can put right.

    `act` opens its own transaction, so that a refusal undoes it.
    """
    try:
        return await act()
    except ValidationError as error:
        wrong = [one | {"loc": ("body", *one["loc"])} for one in error.errors(include_input=False, include_url=False)]
        raise Troubled({_field(one.pointer, typed): one.detail for one in troubles(wrong, words)}) from None
    except Invalid as error:
        raise Troubled({_field(pointer, typed): _said(code, words) for pointer, code in error.wrong}) from None
    except Refused as error:
        raise Troubled({_field(error.pointer, typed): _said(error.code, words, error.params)}) from None


async def answered(
    call: Call,
    act: Callable[[Typed], Awaitable[Answer]],
    again: Callable[[Typed, Errors], Awaitable[Response]],
    there: str | Callable[[Answer], str],
) -> Response:
    """The answer to the form that came: `act` is done with what was typed, and on to `there`.

    again: the page once more, with what was typed and what is wrong about it.
    """
    typed = await call.form()
    try:
        made = await tried(call.words, typed, lambda: act(typed))
    except Troubled as trouble:
        return await again(typed, trouble.errors)
    return call.see_other(there if isinstance(there, str) else there(made))


def _said(code: str, words: Words, params: Mapping[str, str] | None = None) -> str:
    why = explained(code, words, params or None)
    return " ".join(part for part in (why.wrong, why.detail, why.remedy) if part)


def _field(pointer: str, typed: Mapping[str, str]) -> str:
    """The form's field for a JSON pointer: `/contact/email` is `contact_email`, or `email` where the form has that."""
    steps = [step for step in pointer.strip("/").split("/") if step]
    whole = "_".join(steps)
    return whole if whole in typed or not steps else steps[-1]
