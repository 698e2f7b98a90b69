"""What is told about the agreed moment: confirmed, moved, near, withdrawn, gone by."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import AwareDatetime

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class FocConfirmed(Message):
    template: ClassVar[str] = "foc_confirmed"

    order_id: str
    numbers: tuple[str, ...]
    losing_carrier: str
    foc: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class FocMoved(Message):
    template: ClassVar[str] = "foc_moved"

    order_id: str
    numbers: tuple[str, ...]
    previous_foc: AwareDatetime
    foc: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class FocTomorrow(Message):
    template: ClassVar[str] = "foc_tomorrow"

    order_id: str
    numbers: tuple[str, ...]
    foc: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class FocWithdrawn(Message):
    template: ClassVar[str] = "foc_withdrawn"

    order_id: str
    numbers: tuple[str, ...]
    losing_carrier: str
    previous_foc: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class ActivationLate(Message):
    """The agreed moment has passed and nobody has confirmed the numbers."""

    template: ClassVar[str] = "activation_late"

    order_id: str
    numbers: tuple[str, ...]
    foc: AwareDatetime
    time_zone: str
