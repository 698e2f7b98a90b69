"""What workflows and activities say to each other: ids, numbers, codes and dates (design rule 9).

`now` is the workflow's clock; the activity adds the offset of the organisation's own clock and so has business time.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.porting.commands import Command
from domain.porting.facts import Entry, Part, WaitingFor
from domain.porting.notices import CarrierNotice
from domain.porting.steps import Send, Wait


@dataclass(frozen=True, slots=True)
class OpenPort:
    """handled: ids of the commands that an earlier run of this carrier order took, told on when it goes on as a new one."""

    order_id: str
    n: int
    handled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """handled: ids of commands that an earlier run took, carried over continue-as-new."""

    order_id: str
    handled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """The facts after the seq that was named, and what the order waits for now. offset_seconds: of its organisation's clock."""

    entries: tuple[Entry, ...]
    wait: Wait
    offset_seconds: int


@dataclass(frozen=True, slots=True)
class PortOpened:
    part: Part
    progress: Progress


@dataclass(frozen=True, slots=True)
class SendToCarrier:
    order_id: str
    n: int
    seq: int
    send: Send
    now: datetime


@dataclass(frozen=True, slots=True)
class HearNotices:
    order_id: str
    n: int
    seq: int
    notices: tuple[CarrierNotice, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class TakeCommand:
    order_id: str
    n: int
    seq: int
    command: Command
    now: datetime


@dataclass(frozen=True, slots=True)
class PassTime:
    """The moment that the order waited for has come."""

    order_id: str
    n: int
    seq: int
    waiting_for: WaitingFor
    now: datetime


@dataclass(frozen=True, slots=True)
class CheckOrder:
    order_id: str
    seq: int
    now: datetime


@dataclass(frozen=True, slots=True)
class TakeOrderCommand:
    order_id: str
    seq: int
    command: Command
    now: datetime


@dataclass(frozen=True, slots=True)
class CloseOrder:
    order_id: str
    seq: int
    now: datetime


@dataclass(frozen=True, slots=True)
class OrderProgress:
    """open_parts: the carrier orders that have not ended, by number."""

    entries: tuple[Entry, ...]
    open_parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeBatch:
    """Notices of one carrier order that came in together, in the order of arrival."""

    notices: tuple[CarrierNotice, ...]


@dataclass(frozen=True, slots=True)
class ClockMoved:
    offset_seconds: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A command was taken. seq: the last fact when it was."""

    command_id: str
    seq: int
