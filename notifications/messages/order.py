"""What is told about a port order from its submission until a carrier answers, and when it ends early."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pydantic import AwareDatetime

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class OrderReceived(Message):
    """set_aside: numbers left for staff review while the others go on."""

    template: ClassVar[str] = "order_received"

    order_id: str
    numbers: tuple[str, ...]
    losing_carrier: str
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding that blocks the order. code: one of `domain/policy/codes.py`."""

    code: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProblemFound(Message):
    """Preflight failed (rule 39). Nobody can unsubscribe from it (rule 40)."""

    template: ClassVar[str] = "problem_found"
    optional: ClassVar[bool] = False

    order_id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class OrderWaitsForStaff(Message):
    """numbers: those in review; empty means the order as a whole."""

    template: ClassVar[str] = "order_waits_for_staff"

    order_id: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderSubmitted(Message):
    """shortest_days, longest_days: the usual duration in business days (rule 41)."""

    template: ClassVar[str] = "order_submitted"

    order_id: str
    numbers: tuple[str, ...]
    losing_carrier: str
    requested_foc: date | None = None
    shortest_days: int = 7
    longest_days: int = 10


@dataclass(frozen=True, slots=True)
class RejectionReason:
    """One reason a losing carrier gave. code: one of `domain/porting/rejections.py`; fields: what to correct, as in `words/fields.py`."""

    code: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderRejected(Message):
    """A problem found by a carrier, so nobody can unsubscribe from it.

    numbers: those refused. deadline: until when the customer's correction is taken; None when the customer has nothing to correct.
    """

    template: ClassVar[str] = "order_rejected"
    optional: ClassVar[bool] = False

    order_id: str
    numbers: tuple[str, ...]
    losing_carrier: str
    rejections: tuple[RejectionReason, ...]
    time_zone: str
    deadline: AwareDatetime | None = None


@dataclass(frozen=True, slots=True)
class CorrectionReminder(Message):
    template: ClassVar[str] = "correction_reminder"

    order_id: str
    deadline: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class OrderCancelled(Message):
    """numbers: those that stay where they were."""

    template: ClassVar[str] = "order_cancelled"

    order_id: str
    numbers: tuple[str, ...]
    cancelled_by: Literal["customer", "staff", "carrier"]


@dataclass(frozen=True, slots=True)
class CancelRefused(Message):
    """foc: the moment that still stands, None when none is confirmed."""

    template: ClassVar[str] = "cancel_refused"

    order_id: str
    numbers: tuple[str, ...]
    time_zone: str
    foc: AwareDatetime | None = None
