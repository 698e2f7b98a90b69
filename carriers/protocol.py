"""What carriers can do for us, one Protocol per ability. An adapter takes on what its carrier offers and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from domain.address import Address
from domain.porting.notices import CarrierNotice


class Idempotency(StrEnum):
    """What keeps a write from happening twice at a carrier (reliability R2)."""

    KEY = "key"
    SEARCHABLE_REFERENCE = "searchable_reference"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class LsrContent:
    """All that the losing carrier will compare. Read by id in an activity; never passes through Temporal.

    revision: rises with each supplement. pon: our purchase order number for it. customer_reference: our organisation's id.
    """

    pon: str
    customer_reference: str
    revision: int
    numbers: tuple[str, ...]
    btn: str
    replacement_btn: str
    business: bool
    partial: bool
    end_user_name: str
    authorised_person: str
    account_number: str = field(repr=False)
    pin: str = field(repr=False)
    service_address: Address
    losing_carrier: str
    losing_spid: str
    requested_foc: date | None
    time_zone: str


@dataclass(frozen=True, slots=True)
class SendWindow:
    """One attempt's fence: the business key, and the moment after which this attempt may no longer write (UTC, real)."""

    request_key: str
    deadline: datetime


@dataclass(frozen=True, slots=True)
class CarrierReceipt:
    carrier_reference: str
    accepted_at: datetime
    notices: tuple[CarrierNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class PortabilityVerdict:
    """What the gaining carrier says of one number.

    reason: a code of `domain/porting/portability.py`, empty when portable. line_type: landline, wireless, voip or unknown.
    """

    number: str
    portable: bool
    losing_carrier: str = ""
    losing_spid: str = ""
    rate_centre: str = ""
    state: str = ""
    line_type: str = "unknown"
    needs_pin: bool = False
    simple: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FocWindow:
    """Days (inclusive) on which the gaining carrier takes FOCs."""

    first: date
    last: date


@runtime_checkable
class ChecksPortability(Protocol):
    """legal_name: as a letter of authorization names the carrier."""

    name: str
    legal_name: str

    async def check_portability(self, numbers: tuple[str, ...]) -> tuple[PortabilityVerdict, ...]:
        """One verdict per number, in the order asked; one request for all of them."""
        ...


@runtime_checkable
class OffersFocWindows(Protocol):
    name: str

    async def foc_windows(self, numbers: tuple[str, ...], at: datetime) -> tuple[FocWindow, ...]: ...


@runtime_checkable
class PortsNumbers(Protocol):
    """Takes numbers over from a losing carrier."""

    name: str
    idempotency: Idempotency

    async def submit_lsr(self, lsr: LsrContent, window: SendWindow) -> CarrierReceipt:
        """Send the LSR. The same request key sends it once, however often called.

        Raises TooLate when the window's deadline has passed before the request was written.
        """
        ...

    async def find_by_request(self, request_key: str) -> CarrierReceipt | None:
        """The order or supplement that an earlier attempt with this key made, or None if it made none."""
        ...

    async def supplement_lsr(self, reference: str, lsr: LsrContent, window: SendWindow) -> CarrierReceipt:
        """Correct or re-date an LSR already sent (SUP 2 or 3)."""
        ...

    async def cancel_lsr(self, reference: str, window: SendWindow) -> CarrierReceipt:
        """Ask to withdraw before activation (SUP 1). The answer comes as a notice.

        Raises OrderUnknown when the carrier never heard of it.
        """
        ...


@runtime_checkable
class ListsChanges(Protocol):
    """Tells what changed over all our orders, for the watch that backs up webhooks."""

    name: str

    async def changes_since(self, cursor: str) -> tuple[tuple[CarrierNotice, ...], str]:
        """Notices after `cursor` (empty: from the beginning) and the cursor to ask from next time."""
        ...


@runtime_checkable
class SendsWebhooks(Protocol):
    name: str

    def read_webhook(self, headers: Mapping[str, str], body: bytes, received_at: datetime) -> tuple[CarrierNotice, ...]:
        """The notices in a delivery whose signature holds.

        Raises WebhookForged when it does not, or when it is older than the carrier's tolerance.
        """
        ...


@runtime_checkable
class ActivatesOnDemand(Protocol):
    name: str

    async def activate(self, reference: str, numbers: tuple[str, ...], window: SendWindow) -> CarrierReceipt: ...


@runtime_checkable
class TellsActiveNumbers(Protocol):
    name: str

    async def active_numbers(self, reference: str) -> tuple[str, ...]:
        """The numbers of an order that are active with the carrier now, for a look back after completion."""
        ...


@runtime_checkable
class FollowsClock(Protocol):
    """A rehearsal carrier that lives on an organisation's clock."""

    name: str

    async def set_clock(self, organisation_id: str, offset_seconds: int) -> None:
        """Move an organisation's clock ahead. What became due has happened when this returns; an earlier offset changes nothing."""
        ...

    async def next_due(self, organisation_id: str) -> datetime | None:
        """The business time (UTC) at which something happens next to one of its orders; None when nothing is planned."""
        ...


class RehearsalStep(StrEnum):
    """What a rehearsal carrier can be told to let happen now. NEXT: whatever it has planned; SILENCE: forget all that was planned."""

    NEXT = "next"
    SILENCE = "silence"
    ACKNOWLEDGE = "acknowledge"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    REJECT = "reject"
    CONFLICT = "conflict"
    ACTIVATE = "activate"
    FAIL = "fail"
    CANCEL = "cancel"
    REFUSE_CANCEL = "refuse_cancel"
    SNAP_BACK = "snap_back"
    SAY_NONSENSE = "say_nonsense"


@dataclass(frozen=True, slots=True)
class RehearsalPlay:
    """codes: of a refusal or failure. foc: of a confirmation. numbers: that a step is about; none for all that still wait."""

    step: RehearsalStep
    codes: tuple[str, ...] = ()
    foc: datetime | None = None
    numbers: tuple[str, ...] = ()


@runtime_checkable
class PlaysSteps(Protocol):
    """A rehearsal carrier that does what those who try things out tell it to."""

    name: str

    async def play(self, reference: str, play: RehearsalPlay) -> None:
        """Let the step happen now; what it tells comes as notices. Raises OrderUnknown, OrderInvalid."""
        ...


class WebhookForged(Exception):
    """The delivery does not prove that it is the carrier's."""
