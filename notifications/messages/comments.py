"""What is told of comments on orders."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class CommentAdded(Message):
    """Our support has commented on the order. What they said stays behind the sign-in."""

    template: ClassVar[str] = "comment_added"

    order_id: str
