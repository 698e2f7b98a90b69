"""From a message to its subject, text and HTML in one language.

Templates come from this package only and what people typed is only ever a variable, so template syntax in it stays text (R44).
"""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment

from notifications.message import Message, cleaned
from words.fields import field_name
from words.findings import FINDINGS
from words.rejections import rejection_told, signed_again
from words.security import role_name, security_text
from words.sentence import Explanation, explain
from words.templates import templates_of
from words.translation import Words

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_SUBJECT = 120
_WIDTH = 76
_AREA_CODE = re.compile(r"(\(\d{3}\)) ")
_HARD_SPACE = "\u00a0"
_GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class RenderedMail:
    subject: str
    text: str
    html: str


def render(message: Message, words: Words, base_url: str, leave: str = "") -> RenderedMail:
    """The message as a mail. base_url: of the console, without a slash at its end; every link begins with it.

    leave: the link that ends mails of this kind for this reader; empty for none.

    Raises jinja2.UndefinedError when a template names a fact that the message lacks.
    """
    told = cleaned(message)
    facts: dict[str, object] = {one.name: getattr(told, one.name) for one in fields(told)}
    context = facts | {"page": partial(_page, base_url), "language": words.language, "optional": message.optional, "leave": leave}
    environment = _environment(words)
    subject = _one_line(environment.get_template(f"{message.template}/subject.txt").render(context))
    text = environment.get_template(f"{message.template}/body.txt").render(context)
    html = environment.get_template(f"{message.template}/body.html").render(context, subject=subject)
    return RenderedMail(subject, _wrapped(text), html)


@lru_cache
def _environment(words: Words) -> Environment:
    environment = templates_of(TEMPLATES, words)
    environment.filters.update(_own_filters(words))
    return environment


def _own_filters(words: Words) -> dict[str, Callable[..., object]]:
    def finding(code: str) -> Explanation:
        return explain(code, FINDINGS, words)

    def rejection(code: str, deadline: str = "") -> Explanation:
        return rejection_told(code, words, deadline=deadline)

    return {
        "finding": finding,
        "rejection": rejection,
        "signed_again": signed_again,
        "role": lambda role: role_name(role, words),
        "security": lambda event: security_text(event, words),
        "field": lambda field: field_name(field, words),
        "minutes": lambda minutes: words.duration(timedelta(minutes=minutes)),
    }


def _page(base_url: str, *steps: str) -> str:
    return "/".join((base_url, *(quote(step, safe="") for step in steps)))


def _one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"


def _wrapped(text: str) -> str:
    """Lines of at most 76 characters, list items hanging; a link or a telephone number is never broken."""
    lines = (
        textwrap.fill(line, _WIDTH, subsequent_indent="  " if line.startswith("* ") else "", break_long_words=False, break_on_hyphens=False)
        for line in _AREA_CODE.sub(rf"\1{_HARD_SPACE}", text).splitlines()
    )
    return _GAPS.sub("\n\n", "\n".join(lines)).replace(_HARD_SPACE, " ").strip() + "\n"
