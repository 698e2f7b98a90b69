"""What people are told about their own access and their own number."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import AwareDatetime

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class ActivationCode(Message):
    template: ClassVar[str] = "activation_code"
    secrets: ClassVar[tuple[str, ...]] = ("code",)
    optional: ClassVar[bool] = False

    code: str
    valid_minutes: int


@dataclass(frozen=True, slots=True)
class ResetCode(ActivationCode):
    """To who forgot their password."""

    template: ClassVar[str] = "reset_code"


@dataclass(frozen=True, slots=True)
class PasswordChanged(Message):
    """To whoever's password it is, at once (47 CFR 64.2010(f))."""

    template: ClassVar[str] = "password_changed"
    optional: ClassVar[bool] = False

    at: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class Welcome(Message):
    """To the first administrator whom a partner names. token: of a link that signs in once."""

    template: ClassVar[str] = "welcome"
    secrets: ClassVar[tuple[str, ...]] = ("token",)
    optional: ClassVar[bool] = False

    first_name: str
    organisation: str
    invited_by: str
    token: str
    expires_at: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class Invitation(Welcome):
    """To a person of the call plan. number: empty while it is being transferred (rule 60) or not chosen; extension likewise."""

    template: ClassVar[str] = "invitation"

    transfer: bool = False
    number: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class NumberWorks(Message):
    """To each person once set up (rule 74)."""

    template: ClassVar[str] = "number_works"
    optional: ClassVar[bool] = False

    first_name: str
    organisation: str
    number: str
    extension: str = ""
