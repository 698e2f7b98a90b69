"""What is the API built from? Handed in by `runtime/`, so that a test can hand in something else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncEngine

from api.front.recent import RecentPrincipals, RecentWindows
from api.sign_on.identity_providers import Providers
from carriers.protocol import ChecksPortability, OffersFocWindows, SendsWebhooks
from documents.loa.keys import SealingKeys, Trust
from domain.porting.commands import Command
from domain.webhooks import ReceiverRefused, ReceiverTrouble
from vault.blind import BlindIndex
from vault.documents import DocumentVault
from vault.envelope import Envelope


class AsksOrders(Protocol):
    """Asks an order that is under way: `workflows.gateway.PortGateway` in production."""

    async def ask(self, stream: str, command: Command, patience: timedelta) -> object:
        """The same command id is done once. Raises CommandRefused (final), WorkflowGone, TemporalUnavailable (relay it)."""
        ...


class ChecksReceivers(Protocol):
    """Looks at an address that a customer names for webhooks: `notifications.outbound.guard.Guard` in production."""

    async def check(self, url: str) -> str:
        """The host of an address that may be asked now. Raises ReceiverRefused."""
        ...


class NoReceivers:
    """Where nothing may be sent to anybody."""

    async def check(self, url: str) -> str:
        raise ReceiverRefused(ReceiverTrouble.UNRESOLVED)


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """base_url: the address people see, without a slash at its end; its scheme decides on cookies and HSTS."""

    base_url: str
    session_secret: str = field(repr=False)
    csrf_secret: str = field(repr=False)
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    session_idle: timedelta = timedelta(minutes=30)
    session_length: timedelta = timedelta(hours=12)
    body_max_bytes: int = 1_000_000
    upload_max_bytes: int = 10_000_000
    draft_days: int = 30
    # Whether those who sign up at the door get a rehearsal organisation, whose numbers and clock are not real.
    rehearsal_sign_up: bool = False

    @property
    def https(self) -> bool:
        return urlsplit(self.base_url).scheme == "https"

    @property
    def origin(self) -> str:
        """As browsers write it: in small letters, and without the port that the scheme has by itself."""
        parts = urlsplit(self.base_url.lower())
        usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
        return f"{parts.scheme}://{parts.netloc.removesuffix(usual)}"


@dataclass(frozen=True, slots=True)
class ApiParts:
    """app: the pool of the app role, under row-level security. clock: real time, UTC.

    carriers by name, each with the one ability that the API uses of it. sealing: None where letters can be read but not signed.
    trust: whose seals count when a letter is verified; None where none can be. webhooks: carriers' ways in; receivers: customers' own.
    providers: organisations' own identity providers; None where nobody signs in by them.
    """

    settings: ApiSettings
    app: AsyncEngine
    envelope: Envelope
    blind: BlindIndex
    documents: DocumentVault
    orders: AsksOrders
    clock: Callable[[], datetime]
    portability: Mapping[str, ChecksPortability] = field(default_factory=dict)
    foc_windows: Mapping[str, OffersFocWindows] = field(default_factory=dict)
    webhooks: Mapping[str, SendsWebhooks] = field(default_factory=dict)
    sealing: SealingKeys | None = None
    trust: Trust | None = None
    receivers: ChecksReceivers = field(default_factory=NoReceivers)
    providers: Providers | None = None
    recent: RecentPrincipals = field(default_factory=RecentPrincipals)
    windows: RecentWindows = field(default_factory=RecentWindows)
