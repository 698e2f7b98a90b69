"""What people are told when somebody's access was changed: the one it was, and the administrators."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import AwareDatetime

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class AccessRemoved(Message):
    """To whoever may do nothing there any more. partner: what ended is that their company acts for the organisation."""

    template: ClassVar[str] = "access_removed"
    optional: ClassVar[bool] = False

    organisation: str
    at: AwareDatetime
    time_zone: str
    partner: bool = False


@dataclass(frozen=True, slots=True)
class RoleChanged(Message):
    """To the one who has the role now."""

    template: ClassVar[str] = "role_changed"
    optional: ClassVar[bool] = False

    organisation: str
    role: str
    at: AwareDatetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class SecurityNotice(Message):
    """To each administrator, also the one who did it: it may have been somebody else in their name.

    event: a SecurityEvent. whom: a user, a partner, a token or a host, by name. by_token: it came over the API.
    """

    template: ClassVar[str] = "security_notice"
    optional: ClassVar[bool] = False

    organisation: str
    event: str
    who: str
    at: AwareDatetime
    time_zone: str
    whom: str = ""
    role: str = ""
    by_token: bool = False


@dataclass(frozen=True, slots=True)
class NumbersTakenOver(Message):
    """To each administrator of whoever had the numbers: nobody there may have agreed to the move (rule 56)."""

    template: ClassVar[str] = "numbers_taken_over"
    optional: ClassVar[bool] = False

    numbers: tuple[str, ...]
    at: AwareDatetime
    time_zone: str
