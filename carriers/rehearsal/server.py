"""The rehearsal carrier's HTTP API, and the process that serves it."""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import httpx
import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, Response

from .bodies import ActivationBody, ClockBody, LsrBody, PortabilityBody, WindowsBody, WriteBody
from .control import control
from .delivery import Delivery
from .desk import Desk, Refusal, portability
from .ledger import Ledger
from .options import RehearsalOptions, WebhookTarget
from .orders import NoSuchOrder, load
from .scripts import Script, play_for
from .stage import Stage
from .troubles import Troubles

DELIVERY_TIMEOUT_SECONDS = 10.0
PAGE = 500
logger = logging.getLogger(__name__)
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=255)]


@dataclass(frozen=True, slots=True)
class House:
    """What the routes work with; hangs on the app's state."""

    ledger: Ledger
    options: RehearsalOptions
    now: Callable[[], datetime]
    stage: Stage
    desk: Desk
    troubles: Troubles


def house(request: Request) -> House:
    found: House = request.app.state.house
    return found


Here = Annotated[House, Depends(house)]


def require_key(here: Here, x_api_key: Annotated[str, Header()] = "") -> None:
    if not hmac.compare_digest(x_api_key.encode(), here.options.api_key.encode()):
        raise Refusal(401, "unauthorised")


routes = APIRouter(dependencies=[Depends(require_key)])


@routes.post("/portability")
async def check_portability(body: PortabilityBody) -> dict[str, Any]:
    """A verdict for each number, up to 500 at once."""
    return {"numbers": portability(body.numbers)}


@routes.post("/foc-windows")
async def offer_foc_windows(body: WindowsBody, here: Here) -> dict[str, Any]:
    """Days on which these numbers could move. A POST, so that numbers stay out of addresses."""
    return {"windows": here.desk.windows(body)}


@routes.post("/orders", status_code=202)
async def take_lsr(body: LsrBody, here: Here, idempotency_key: Key = "") -> Response:
    script = play_for(body.numbers, body.account_number).script
    return await _write(here, script, idempotency_key, body, lambda: here.desk.take_lsr(body, idempotency_key, here.now()))


@routes.get("/orders")
async def find_orders(request_key: Annotated[str, Query(max_length=255)], here: Here) -> dict[str, Any]:
    """What a write with this key brought about."""
    if not here.options.searchable:
        raise Refusal(404, "not_searchable")
    return {"found": here.desk.found(request_key)}


@routes.get("/orders/{reference}/numbers")
async def list_active_numbers(reference: str, here: Here) -> dict[str, Any]:
    """Which numbers of an order are active with this carrier now."""
    lines = load(here.ledger, reference).lines
    return {"active": [number for number, state in lines.items() if state == "active"]}


@routes.put("/orders/{reference}/supplement", status_code=202)
async def take_supplement(reference: str, body: LsrBody, here: Here, idempotency_key: Key = "") -> Response:
    script = play_for(body.numbers, body.account_number).script
    return await _write(
        here, script, idempotency_key, body, lambda: here.desk.take_supplement(reference, body, idempotency_key, here.now())
    )


@routes.post("/orders/{reference}/cancellation", status_code=202)
async def take_cancellation(reference: str, body: WriteBody, here: Here, idempotency_key: Key = "") -> Response:
    script = load(here.ledger, reference).lsr.play.script
    return await _write(
        here, script, idempotency_key, body, lambda: here.desk.take_cancellation(reference, body, idempotency_key, here.now())
    )


@routes.post("/orders/{reference}/activation", status_code=202)
async def take_activation(reference: str, body: ActivationBody, here: Here, idempotency_key: Key = "") -> Response:
    script = load(here.ledger, reference).lsr.play.script
    return await _write(
        here, script, idempotency_key, body, lambda: here.desk.take_activation(reference, body, idempotency_key, here.now())
    )


@routes.get("/changes")
async def list_changes(
    here: Here, after: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=PAGE)] = PAGE
) -> dict[str, Any]:
    """Everything told since a cursor, over all orders, in the order in which it was told."""
    return here.desk.changes(after, limit)


@routes.put("/clocks/{customer_reference}")
async def set_clock(customer_reference: str, body: ClockBody, here: Here) -> dict[str, Any]:
    """Move a customer's clock ahead. What became due by it has happened when this answers."""
    return here.desk.set_clock(customer_reference, body.offset_seconds)


@routes.get("/clocks/{customer_reference}")
async def show_clock(customer_reference: str, here: Here) -> dict[str, Any]:
    """A customer's offset, and when something happens next by their clock: a good moment to jump to."""
    return here.desk.clock(customer_reference)


async def _write(here: House, script: Script, key: str, body: WriteBody, effect: Callable[[], dict[str, Any]]) -> Response:
    request_key = key or body.client_reference
    if request_key and here.troubles.throttles(script, request_key):
        return JSONResponse({"code": "slow_down"}, 429, {"Retry-After": "2"})
    answer = effect()
    return await here.troubles.answer(script, request_key or answer["reference"], answer)


def create_app(ledger: Ledger, options: RehearsalOptions, *, now: Callable[[], datetime], webhooks: WebhookTarget | None = None) -> FastAPI:
    """The carrier as an ASGI app. Its scheduler and its webhooks run only while the app's lifespan does.

    now: real time. Without `webhooks` only the list of changes tells what happened.
    """
    stage = Stage(ledger, options, now, sends_webhooks=webhooks is not None)
    desk = Desk(ledger, stage, honours_keys=options.honours_keys)
    here = House(ledger, options, now, stage, desk, Troubles(ledger, options))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            tasks = [asyncio.create_task(_emit_for_ever(stage, options.tick_seconds))]
            if webhooks is not None:
                http = await stack.enter_async_context(httpx.AsyncClient(timeout=DELIVERY_TIMEOUT_SECONDS, trust_env=False))
                delivery = Delivery(ledger, http, webhooks, now)
                tasks.append(asyncio.create_task(_deliver_for_ever(delivery, options.tick_seconds)))
            for task in tasks:
                task.add_done_callback(_say_if_it_failed)
            yield
            for task in tasks:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*tasks)

    app = FastAPI(title="Rehearsal carrier", lifespan=lifespan)
    app.state.house = here
    app.include_router(routes)
    app.include_router(control(ledger, stage), dependencies=[Depends(require_key)])
    app.add_api_route("/health", _health, methods=["GET"])
    app.add_exception_handler(Refusal, _explain_refusal)
    app.add_exception_handler(NoSuchOrder, _explain_no_order)
    app.add_exception_handler(RequestValidationError, _explain_invalid)
    return app


def _say_if_it_failed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        logger.critical("the rehearsal carrier's clockwork stopped", exc_info=error)


async def _emit_for_ever(stage: Stage, tick_seconds: float) -> None:
    while True:
        stage.emit_due()
        await asyncio.sleep(tick_seconds)


async def _deliver_for_ever(delivery: Delivery, tick_seconds: float) -> None:
    while True:
        if not await delivery.deliver_due():
            await asyncio.sleep(tick_seconds)


async def _health() -> dict[str, str]:
    return {"status": "well"}


def _explain_refusal(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    return JSONResponse({"code": error.code, "fields": error.fields}, error.status)


def _explain_no_order(_: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"code": "no_such_order", "fields": []}, 404)


def _explain_invalid(_: Request, error: Exception) -> JSONResponse:
    """Names the fields and never repeats what was in them."""
    assert isinstance(error, RequestValidationError)
    fields = sorted({".".join(str(part) for part in one["loc"][1:]) or "body" for one in error.errors()})
    return JSONResponse({"code": "invalid", "fields": fields}, 422)


def server_config(
    *, host: str, port: int, ledger_path: Path, webhooks: WebhookTarget | None, options: RehearsalOptions, now: Callable[[], datetime]
) -> uvicorn.Config:
    """Of a server that may be killed at any time: all that was answered is on disk."""
    app = create_app(Ledger(ledger_path), options, now=now, webhooks=webhooks)
    # Cut-off answers are part of the play: the server's log of them would be noise.
    return uvicorn.Config(app, host=host, port=port, log_level="critical", access_log=False, timeout_graceful_shutdown=5)
