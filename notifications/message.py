"""What is a message? Facts for a template, which say nothing by themselves and can be stored as JSON until they are sent."""

import re
import unicodedata
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, ClassVar, TypeVar

from pydantic import ConfigDict

BLANK = "••••••"
_LONGEST_TEXT = 200
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Message:
    """The base of every message: subclasses are frozen dataclasses whose fields their template names.

    template: the folder under `templates/`. secrets: fields that must not be kept readable once sent.
    optional: whether a reader may unsubscribe from it (rule 40).
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    template: ClassVar[str] = ""
    secrets: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[bool] = True


def blanked(message: Message) -> Message:
    """The message as it may be stored where it was really sent: codes and links are gone."""
    return replace(message, **dict.fromkeys(message.secrets, BLANK))


def plain(text: str) -> str:
    """Text from a person, made harmless for a subject line and a body.

    Control characters and line ends become spaces, invisible and direction-changing characters go, a link loses its scheme so that no
    reader makes it clickable, and what is longer than 200 characters is cut.
    """
    visible = "".join(_harmless(character) for character in text)
    words = " ".join(_SCHEME.sub("", visible).split())
    return words if len(words) <= _LONGEST_TEXT else words[: _LONGEST_TEXT - 1] + "…"


def cleaned(told: _Told) -> _Told:
    """The same message (or a part of one) with every text in it made plain."""
    cleaned_value: Any = told
    if isinstance(told, str):
        cleaned_value = plain(told)
    elif isinstance(told, tuple):
        cleaned_value = tuple(cleaned(part) for part in told)
    elif is_dataclass(told) and not isinstance(told, type):
        cleaned_value = replace(told, **{one.name: cleaned(getattr(told, one.name)) for one in fields(told)})
    result: _Told = cleaned_value
    return result


def _harmless(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character
