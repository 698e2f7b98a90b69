"""What was wrong with a body or a query, told by the kind of mistake: never with the value (reliability, pitfall 15)."""

from collections.abc import Iterable, Mapping
from typing import Any

from api.front.problems import Trouble
from words.sentence import marked
from words.translation import Words

_SAID = {
    "missing": marked("This is missing."),
    "extra_forbidden": marked("There is no such field."),
    "json_invalid": marked("This is not valid JSON."),
    "string_too_long": marked("This is too long."),
    "string_too_short": marked("This is missing or too short."),
    "too_long": marked("There are too many of them."),
    "too_short": marked("There are too few of them."),
    "string_pattern_mismatch": marked("This is not in the form that is asked for."),
    "not_text": marked("This holds characters that are no text. Type them again."),
    "string_unicode": marked("This holds characters that are no text. Type them again."),
    "string_type": marked("This must be text."),
    "enum": marked("This is none of the choices."),
    "literal_error": marked("This is none of the choices."),
    "int_parsing": marked("This must be a whole number."),
    "int_type": marked("This must be a whole number."),
    "bool_parsing": marked("This must be true or false."),
    "bool_type": marked("This must be true or false."),
    "date_from_datetime_parsing": marked("This must be a day, such as 2031-04-02."),
    "date_parsing": marked("This must be a day, such as 2031-04-02."),
    "greater_than_equal": marked("This is too small."),
    "less_than_equal": marked("This is too large."),
}
_ELSE = marked("This is not in the form that is asked for.")
_LONGEST_STEP = 60


def troubles(errors: Iterable[Mapping[str, Any]], words: Words) -> tuple[Trouble, ...]:
    """Pydantic's errors as JSON pointers with sentences of our own."""
    return tuple(Trouble(_pointer(error["loc"]), str(error["type"]), words.gettext(_SAID.get(error["type"], _ELSE))) for error in errors)


def _pointer(loc: tuple[int | str, ...]) -> str:
    where, *steps = loc or ("body",)
    if where == "body":
        return "".join(f"/{_escaped(step)}" for step in steps)
    return f"?{_escaped(steps[0])}" if where == "query" and steps else f"{where}:{_escaped(steps[0]) if steps else ''}"


def _escaped(step: int | str) -> str:
    return str(step)[:_LONGEST_STEP].replace("~", "~0").replace("/", "~1")
