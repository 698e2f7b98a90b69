"""The rehearsal carrier as seen from the platform."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from carriers.errors import CarrierRefused, CarrierThrottled, CarrierUnreachable, OrderInvalid, OrderUnknown, TooLate
from carriers.protocol import (
    CarrierReceipt,
    FocWindow,
    Idempotency,
    LsrContent,
    PortabilityVerdict,
    RehearsalPlay,
    RehearsalStep,
    SendWindow,
    WebhookForged,
)
from domain.porting.notices import CarrierNotice

from .answers import (
    CARRIER,
    ActiveAnswer,
    Answer,
    ChangesAnswer,
    ClockAnswer,
    FoundAnswer,
    NoticesAnswer,
    PortabilityAnswer,
    ReceiptAnswer,
    RefusalAnswer,
    WindowsAnswer,
    read_notices,
)
from .signing import SignatureWrong, verify

HTTP_TIMEOUT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
DEFAULT_WAIT = timedelta(seconds=60)
BEFORE_WRITING = ("http11.send_request_headers.started", "http2.send_request_headers.started")
Shape = TypeVar("Shape", bound=Answer)


def rehearsal_client(base_url: str, api_key: str, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """A client as the adapter wants it: with the key, the time-out and no redirects."""
    return httpx.AsyncClient(
        base_url=base_url,
        headers={"X-Api-Key": api_key},
        timeout=HTTP_TIMEOUT.total_seconds(),
        transport=transport,
        trust_env=False,
    )


class RehearsalCarrier:
    """Checks, ports, lists changes, signs webhooks, activates on demand, tells what is active, follows the clock and plays along.

    now: real time, asked right before each write. idempotency: which of its three ways of not doing things twice we use.
    total_timeout: how long a whole request may take, from looking for a connection to the last byte of the answer.
    """

    name = CARRIER
    legal_name = "Rehearsal Carrier"

    def __init__(
        self,
        http: httpx.AsyncClient,
        webhook_secret: str,
        *,
        now: Callable[[], datetime],
        idempotency: Idempotency = Idempotency.KEY,
        total_timeout: timedelta = HTTP_TIMEOUT,
    ) -> None:
        if not webhook_secret:
            raise ValueError("the rehearsal carrier needs a webhook secret")
        self._http, self._secret, self._now = http, webhook_secret, now
        self.idempotency, self._total_timeout = idempotency, total_timeout

    async def check_portability(self, numbers: tuple[str, ...]) -> tuple[PortabilityVerdict, ...]:
        answer = await self._ask(PortabilityAnswer, "POST", "/portability", json={"numbers": numbers})
        verdicts = {one.number: one.verdict() for one in answer.numbers}
        if set(numbers) - verdicts.keys():
            raise CarrierUnreachable(self.name, "left numbers out of its answer")
        return tuple(verdicts[number] for number in numbers)

    async def foc_windows(self, numbers: tuple[str, ...], at: datetime) -> tuple[FocWindow, ...]:
        answer = await self._ask(WindowsAnswer, "POST", "/foc-windows", json={"numbers": numbers, "at": at.isoformat()})
        return tuple(one.window() for one in answer.windows)

    async def submit_lsr(self, lsr: LsrContent, window: SendWindow) -> CarrierReceipt:
        return await self._write("POST", "/orders", _lsr_body(lsr), window)

    async def supplement_lsr(self, reference: str, lsr: LsrContent, window: SendWindow) -> CarrierReceipt:
        return await self._write("PUT", f"/orders/{quote(reference, safe='')}/supplement", _lsr_body(lsr), window)

    async def cancel_lsr(self, reference: str, window: SendWindow) -> CarrierReceipt:
        return await self._write("POST", f"/orders/{quote(reference, safe='')}/cancellation", {}, window)

    async def activate(self, reference: str, numbers: tuple[str, ...], window: SendWindow) -> CarrierReceipt:
        return await self._write("POST", f"/orders/{quote(reference, safe='')}/activation", {"numbers": numbers}, window)

    async def find_by_request(self, request_key: str) -> CarrierReceipt | None:
        """Raises CarrierRefused where this carrier cannot be searched."""
        if self.idempotency is Idempotency.NEITHER:
            raise CarrierRefused(self.name, "cannot be searched by our reference")
        answer = await self._ask(FoundAnswer, "GET", "/orders", params={"request_key": request_key})
        return answer.found[0].receipt() if answer.found else None

    async def changes_since(self, cursor: str) -> tuple[tuple[CarrierNotice, ...], str]:
        notices: list[CarrierNotice] = []
        more = True
        while more:
            page = await self._ask(ChangesAnswer, "GET", "/changes", params={"after": cursor or "0"})
            notices.extend(read_notices(page.notices))
            more = page.more and page.cursor != cursor
            cursor = page.cursor
        return tuple(notices), cursor

    async def active_numbers(self, reference: str) -> tuple[str, ...]:
        answer = await self._ask(ActiveAnswer, "GET", f"/orders/{quote(reference, safe='')}/numbers")
        return answer.active

    async def play(self, reference: str, play: RehearsalPlay) -> None:
        order = f"/rehearsal/orders/{quote(reference, safe='')}"
        if play.step in (RehearsalStep.NEXT, RehearsalStep.SILENCE):
            await self._ask(Answer, "POST", f"{order}/{play.step}")
            return
        body = {"step": play.step, "codes": play.codes, "foc": play.foc and play.foc.isoformat(), "numbers": play.numbers}
        await self._ask(Answer, "POST", f"{order}/steps", json=body)

    async def set_clock(self, organisation_id: str, offset_seconds: int) -> None:
        await self._ask(ClockAnswer, "PUT", f"/clocks/{quote(organisation_id, safe='')}", json={"offset_seconds": offset_seconds})

    async def next_due(self, organisation_id: str) -> datetime | None:
        clock = await self._ask(ClockAnswer, "GET", f"/clocks/{quote(organisation_id, safe='')}")
        return clock.next_due.astimezone(UTC) if clock.next_due else None

    def read_webhook(self, headers: Mapping[str, str], body: bytes, received_at: datetime) -> tuple[CarrierNotice, ...]:
        try:
            verify(self._secret, headers, body, received_at)
        except SignatureWrong as error:
            raise WebhookForged(str(error)) from error
        try:
            return read_notices(NoticesAnswer.model_validate_json(body).notices)
        except ValidationError:
            return ()

    async def _write(self, method: str, path: str, body: dict[str, Any], window: SendWindow) -> CarrierReceipt:
        headers: dict[str, str] = {}
        match self.idempotency:
            case Idempotency.KEY:
                headers["Idempotency-Key"] = window.request_key
            case Idempotency.SEARCHABLE_REFERENCE:
                body = {**body, "client_reference": window.request_key}

        async def check_before_writing(event: str, _: dict[str, Any]) -> None:
            if event in BEFORE_WRITING:
                self._check_deadline(window)

        self._check_deadline(window)
        answer = await self._ask(ReceiptAnswer, method, path, json=body, headers=headers, extensions={"trace": check_before_writing})
        return answer.receipt()

    def _check_deadline(self, window: SendWindow) -> None:
        if self._now() >= window.deadline:
            raise TooLate(self.name, "the attempt outlived its deadline")

    async def _ask(self, shape: type[Shape], method: str, path: str, **more: Any) -> Shape:
        """Ask, and give every trouble its one name. An answer that cannot be read leaves the outcome unknown."""
        try:
            # httpx counts its time-out anew for each part of a request; a fence needs one for all of it.
            async with asyncio.timeout(self._total_timeout.total_seconds()):
                answer = await self._http.request(method, path, **more)
        except (httpx.HTTPError, TimeoutError) as error:
            raise CarrierUnreachable(self.name, type(error).__name__) from error
        match answer.status_code:
            case 404:
                raise OrderUnknown(self.name, "knows no such order")
            case 422:
                raise OrderInvalid(self.name, _refusal(answer).fields)
            case 429:
                raise CarrierThrottled(self.name, _wait(answer))
            case code if 400 <= code < 500 and code != 408:
                raise CarrierRefused(self.name, f"answered {code} {_refusal(answer).code}".strip())
            case code if not 200 <= code < 300:
                raise CarrierUnreachable(self.name, f"answered {code}")
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError as error:
            raise CarrierUnreachable(self.name, "answered something unreadable") from error


def _refusal(answer: httpx.Response) -> RefusalAnswer:
    try:
        return RefusalAnswer.model_validate_json(answer.content)
    except ValidationError:
        return RefusalAnswer()


def _wait(answer: httpx.Response) -> timedelta:
    """How long we are told to wait; a minute when that cannot be read, never above an hour."""
    told = answer.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(told)), LONGEST_WAIT) if told.isdecimal() and len(told) < 8 else DEFAULT_WAIT


def _lsr_body(lsr: LsrContent) -> dict[str, Any]:
    return dict(json.loads(json.dumps(asdict(lsr), default=str)))
