"""The rehearsal carrier without a process: the same app and adapter in one event loop, its time in the test's hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
from fastapi import FastAPI

from carriers.protocol import Idempotency
from carriers.rehearsal.adapter import RehearsalCarrier, rehearsal_client
from carriers.rehearsal.ledger import Ledger
from carriers.rehearsal.options import RehearsalOptions, WebhookTarget
from carriers.rehearsal.server import create_app
from carriers.rehearsal.stage import Stage
from carriers.rehearsal.steps import Details, Step
from carriers.rehearsal.troubles import AnswerDropped
from domain.porting.notices import CarrierNotice

API_KEY = "rehearsal-key"
WEBHOOK_SECRET = "whsec_cmVoZWFyc2FsLXNlY3JldC1vZi10aGUtdGVzdHM="


class InProcessTransport(httpx.AsyncBaseTransport):
    """ASGI without sockets; an answer that the carrier cuts off looks like a cut connection.

    lost: called when an answer was cut off or is an error of the carrier's, before anybody hears of it.
    """

    def __init__(self, app: FastAPI) -> None:
        self._asgi = httpx.ASGITransport(app)
        self.lost: Callable[[], None] = lambda: None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            answer = await self._asgi.handle_async_request(request)
        except AnswerDropped as error:
            self.lost()
            raise httpx.RemoteProtocolError("cut off") from error
        if answer.is_server_error:
            self.lost()
        return answer


class InProcessCarrier:
    """Adapter, ledger and stage of one rehearsal carrier. Nothing happens by itself: `advance` lets it happen.

    business_now: the customers' clock, for instance that of a time-skipping server. real_now: the clock of deadlines.
    """

    def __init__(
        self,
        business_now: Callable[[], datetime],
        *,
        options: RehearsalOptions | None = None,
        idempotency: Idempotency = Idempotency.KEY,
        real_now: Callable[[], datetime] = lambda: datetime.now(UTC),
        ledger_path: Path | None = None,
        webhooks: WebhookTarget | None = None,
    ) -> None:
        self._business_now, self._reached = business_now, datetime.min.replace(tzinfo=UTC)
        self._cursor = ""
        self.ledger = Ledger(ledger_path)
        self.app = create_app(self.ledger, options or RehearsalOptions(API_KEY, slow_seconds=0), now=self.now, webhooks=webhooks)
        self.stage: Stage = self.app.state.house.stage
        self.transport = InProcessTransport(self.app)
        self.http = rehearsal_client("http://rehearsal.test", API_KEY, self.transport)
        self.adapter = RehearsalCarrier(self.http, WEBHOOK_SECRET, now=real_now, idempotency=idempotency)

    def now(self) -> datetime:
        """Business time: the test's clock, or as far as `advance` has gone."""
        return max(self._business_now(), self._reached)

    async def advance(self, to: datetime) -> tuple[CarrierNotice, ...]:
        """Let everything happen that is due by `to`; the notices not handed out before."""
        self._reached = max(self._reached, to)
        self.stage.emit_due()
        return await self.heard()

    async def play(self, reference: str, step: Step, details: Details | None = None) -> tuple[CarrierNotice, ...]:
        """Let one step happen now, planned or not; the notices not handed out before."""
        self.stage.play(reference, step, details or Details())
        return await self.heard()

    async def heard(self) -> tuple[CarrierNotice, ...]:
        notices, self._cursor = await self.adapter.changes_since(self._cursor)
        return notices
