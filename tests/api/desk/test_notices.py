"""Carriers' webhooks at the door: kept when proven, refused when not, whatever else is down."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from carriers.protocol import SendsWebhooks
from carriers.rehearsal.signing import signed_headers
from store.database import system_transaction
from store.schema.crossings import notices
from tests.api.orders_world import Silent
from tests.api.world import World
from tests.carriers.in_process import WEBHOOK_SECRET, InProcessCarrier
from tests.carriers.test_rehearsal_webhooks import BODY, FORGED, GOOD, NOW

PATH = "/v1/carriers/rehearsal/notices"


class Then:
    """Real time, as the deliveries were signed."""

    def __call__(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
async def listening(world: World) -> World:
    """A door that knows one carrier; Temporal is down."""
    carriers: Mapping[str, SendsWebhooks] = {"rehearsal": InProcessCarrier(lambda: NOW).adapter}
    return World(replace(world.parts, webhooks=carriers, orders=Silent(), clock=Then()), world.system)


async def kept(world: World) -> int:
    async with system_transaction(world.system) as connection:
        return (await connection.execute(select(func.count()).select_from(notices))).scalar_one()


@pytest.mark.parametrize(("headers", "body"), FORGED.values(), ids=FORGED.keys())
async def test_a_forged_delivery_is_stored_nowhere(listening: World, headers: dict[str, str], body: bytes) -> None:
    before = await kept(listening)
    sent = {name: value.encode() for name, value in headers.items()}
    answer = await listening.stranger().post(PATH, content=body, headers=[(name.encode(), value) for name, value in sent.items()])
    assert (answer.status_code, answer.json()["code"]) == (401, "webhook.forged")
    assert await kept(listening) == before


async def test_a_proven_delivery_is_kept_once_with_temporal_down(listening: World) -> None:
    before = await kept(listening)
    for _ in range(3):
        answer = await listening.stranger().post(PATH, content=BODY, headers=GOOD)
        assert (answer.status_code, answer.json()) == (202, {"notices": 1})
    assert await kept(listening) == before + 1


async def test_a_burst_is_taken_in_and_counts_against_nobody(listening: World) -> None:
    machine = listening.stranger()
    assert {(await machine.post(PATH, content=BODY, headers=GOOD)).status_code for _ in range(150)} == {202}
    assert (await machine.get("/problems")).status_code == 200


async def test_an_unknown_carrier_is_not_there(listening: World) -> None:
    headers = signed_headers(WEBHOOK_SECRET, "msg_1", datetime.now(UTC), BODY)
    assert (await listening.stranger().post("/v1/carriers/acme/notices", content=BODY, headers=headers)).status_code == 404


async def test_a_delivery_beyond_all_size_is_refused(listening: World) -> None:
    assert (await listening.stranger().post(PATH, content=b"x" * 1_000_001, headers=GOOD)).status_code == 413
