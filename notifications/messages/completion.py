"""What is told once numbers have moved."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class OrderCompleted(Message):
    template: ClassVar[str] = "order_completed"

    order_id: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderPartlyCompleted(Message):
    """active: moved. waiting: still expected. failed: will not move in this order."""

    template: ClassVar[str] = "order_partly_completed"

    order_id: str
    active: tuple[str, ...]
    waiting: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
