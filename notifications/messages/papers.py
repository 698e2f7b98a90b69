"""What is told of papers that staff have looked at."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class PapersRefused(Message):
    """To the administrators. codes: the findings that stand. reason: as staff wrote it."""

    template: ClassVar[str] = "papers_refused"

    order_id: str
    codes: tuple[str, ...]
    reason: str
