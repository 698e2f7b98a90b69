"""What every request body has in common: fields that are not known are refused, and blanks around text go."""

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

NOT_TEXT = "not_text"
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        if all(map(is_text, _texts(value))):
            return value
        raise PydanticCustomError(NOT_TEXT, "holds characters that are no text")


def is_text(value: str) -> bool:
    """Whether it can be stored and sent: without NUL, and without halves of characters, which JSON can spell."""
    return _NO_TEXT.search(value) is None


def _texts(value: Any) -> Iterator[str]:
    """The texts of a field; a body within sees to its own."""
    match value:
        case str():
            yield value
        case list() | tuple():
            yield from (each for each in value if isinstance(each, str))
        case dict():
            yield from (each for pair in value.items() for each in pair if isinstance(each, str))


Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f<>]+$")]
Email = Annotated[str, StringConstraints(min_length=3, max_length=254)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_/+.:-]+$")]
