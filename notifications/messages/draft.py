"""What is told before an order is submitted: signatures that are wanted, drafts that run out."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import AwareDatetime

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class PleaseSign(Message):
    """To the signer, who has no account and is told no number. token: of the link to the letter."""

    template: ClassVar[str] = "please_sign"
    secrets: ClassVar[tuple[str, ...]] = ("token",)
    optional: ClassVar[bool] = False

    order_id: str
    signer: str
    organisation: str
    losing_carrier: str
    number_count: int
    token: str
    expires_at: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class SignReminder(PleaseSign):
    """As before, while the link still works."""

    template: ClassVar[str] = "sign_reminder"


@dataclass(frozen=True, slots=True)
class SignCode(Message):
    """To the signer, to the mailbox that the link went to: the six digits that open the letter."""

    template: ClassVar[str] = "sign_code"
    secrets: ClassVar[tuple[str, ...]] = ("code",)
    optional: ClassVar[bool] = False

    order_id: str
    code: str
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class SignDeclined(Message):
    """To the administrators. reason: as the signer typed it; empty when they gave none."""

    template: ClassVar[str] = "sign_declined"

    order_id: str
    signer: str
    reason: str


@dataclass(frozen=True, slots=True)
class DraftExpiring(Message):
    template: ClassVar[str] = "draft_expiring"

    order_id: str
    expires_at: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class PapersAccepted(Message):
    """Staff have looked at what no machine could judge, and let it pass."""

    template: ClassVar[str] = "papers_accepted"

    order_id: str
