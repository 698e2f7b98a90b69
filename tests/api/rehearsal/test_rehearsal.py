"""Rehearsals: clocks that jump, carriers that play, a mailbox; and none of it where numbers are real."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from carriers.errors import CarrierUnreachable
from carriers.protocol import SendsWebhooks
from domain.access import Role
from domain.porting.facts import LsrSubmitted, OrderAcknowledged, OrderSplit, Part, WaitingFor
from domain.porting.notices import CarrierNotice
from domain.porting.steps import Wait
from store.database import system_transaction
from store.outgoing import deliveries
from store.outgoing.deliveries import Delivery
from store.schema.crossings import relay
from store.schema.organisations import clock_jumps
from store.tenancy.clock_jumps import jump_and_tell
from tests.api.orders_world import Customer, customer, staff
from tests.api.world import World
from tests.carriers.in_process import InProcessCarrier
from tests.carriers.lsrs import lsr, window


class Away:
    """A carrier on organisations' clocks that cannot be reached."""

    name = "rehearsal"
    legal_name = "Rehearsal Carrier"

    def read_webhook(self, headers: Mapping[str, str], body: bytes, received_at: datetime) -> tuple[CarrierNotice, ...]:
        return ()

    async def set_clock(self, organisation_id: str, offset_seconds: int) -> None:
        raise CarrierUnreachable(self.name, "is away")

    async def next_due(self, organisation_id: str) -> datetime | None:
        raise CarrierUnreachable(self.name, "is away")


def with_carrier(world: World, carrier: SendsWebhooks) -> World:
    return World(replace(world.parts, webhooks={"rehearsal": carrier}), world.system)


@pytest.fixture
def carrier(world: World) -> InProcessCarrier:
    return InProcessCarrier(world.clock)


@pytest.fixture
def playing(world: World, carrier: InProcessCarrier) -> World:
    return with_carrier(world, carrier.adapter)


async def told(world: World, owner: Customer) -> list[tuple[str, int]]:
    query = select(relay.c.target, relay.c.payload["offset_seconds"].as_integer())
    async with system_transaction(world.system) as connection:
        mine = query.where(relay.c.organisation_id == owner.id, relay.c.kind == "clock").order_by(relay.c.id)
        return [(row[0], row[1]) for row in await connection.execute(mine)]


async def test_a_jump_is_a_row_and_is_told_to_the_carrier_then_to_every_open_part(playing: World) -> None:
    owner = await customer(playing)
    order = await owner.order()
    answer = await owner.admin.post("/v1/rehearsal/clock", json={"by_seconds": 3600})
    body = answer.json()
    assert (answer.status_code, body["offset_seconds"]) == (200, 3600)
    assert await told(playing, owner) == [(f"carrier-clock/rehearsal/{owner.id}", 3600), (order.part.stream, 3600)]
    async with system_transaction(playing.system) as connection:
        rows = await connection.execute(select(clock_jumps.c.seconds, clock_jumps.c.actor).where(clock_jumps.c.organisation_id == owner.id))
        assert [tuple(row) for row in rows] == [(3600, owner.tenant.admin)]


async def test_next_is_the_sooner_of_our_wait_and_the_carriers(playing: World, carrier: InProcessCarrier) -> None:
    owner = await customer(playing)
    order = await owner.order()
    await carrier.adapter.submit_lsr(lsr(customer_reference=owner.id), window("lsr"))
    due = await carrier.adapter.next_due(owner.id)
    assert due is not None
    later, sooner = due + timedelta(days=1), playing.clock() + timedelta(minutes=1)
    for moment, first in ((later, due), (sooner, sooner)):
        await owner.tell(order, OrderAcknowledged(playing.clock()), wait=Wait(WaitingFor.LSR_ANSWER, moment))
        seen = (await owner.admin.get("/v1/rehearsal/clock")).json()
        assert datetime.fromisoformat(seen["next_wait"]) == first
    jumped = (await owner.admin.post("/v1/rehearsal/clock", json={"to": "next"})).json()
    assert sooner <= datetime.fromisoformat(jumped["business_now"]) <= sooner + timedelta(seconds=2)
    assert datetime.fromisoformat(jumped["next_wait"]) == due
    await owner.admin.post("/v1/rehearsal/clock", json={"to": "next"})
    assert len(await carrier.heard()) == 1, "what became due has happened when the jump is answered"


async def test_a_carrier_that_is_away_hears_of_the_jump_by_the_relay(world: World) -> None:
    owner = await customer(with_carrier(world, Away()))
    assert (await owner.admin.post("/v1/rehearsal/clock", json={"by_seconds": 60})).status_code == 200
    assert await told(world, owner) == [(f"carrier-clock/rehearsal/{owner.id}", 60)]
    nothing = await owner.admin.post("/v1/rehearsal/clock", json={"to": "next"})
    assert (nothing.status_code, nothing.json()["offset_seconds"]) == (200, 60)


@pytest.mark.parametrize(
    "body",
    [{}, {"to": "next", "by_seconds": 5}, {"to": "2020-01-01T00:00:00Z"}, {"by_seconds": -1}, {"to": "2099-01-01T00:00:00Z"}, {"to": "x"}],
)
async def test_a_clock_goes_forward_one_way_at_a_time(playing: World, body: dict[str, object]) -> None:
    owner = await customer(playing)
    assert (await owner.admin.post("/v1/rehearsal/clock", json=body)).status_code == 422


async def test_a_step_is_played_at_the_carrier_that_has_the_order(playing: World, carrier: InProcessCarrier) -> None:
    owner = await customer(playing)
    order = await owner.submitted()
    receipt = await carrier.adapter.submit_lsr(lsr(customer_reference=owner.id, numbers=order.numbers), window("lsr"))
    await owner.tell(order, OrderSplit(0, (Part(1, "rehearsal", order.numbers, "SPID1", True),)), n=0)
    path = f"/v1/rehearsal/orders/{order.id}/play"
    early = await owner.admin.post(path, json={"step": "next"})
    assert (early.status_code, early.json()["code"]) == (409, "rehearsal.not_sent")
    await owner.tell(order, LsrSubmitted(order.part.request_key("submit", 0), receipt.carrier_reference, 0))
    played = await owner.admin.post(path, json={"step": "reject", "codes": ["PASSCODE_PIN_INVALID"]})
    assert (played.status_code, played.json()["step"]) == (200, "reject")
    assert [notice.codes for notice in await carrier.heard()] == [("pin_invalid",)]
    assert (await owner.admin.post(path, json={"step": "confirm"})).status_code == 422
    stranger = await customer(playing)
    assert (await stranger.admin.post(path, json={"step": "next"})).status_code == 404


async def test_what_the_carrier_does_not_have_it_cannot_play(playing: World) -> None:
    owner = await customer(playing)
    order, waiting = await owner.order(), await owner.submitted()
    unknown = await owner.admin.post(f"/v1/rehearsal/orders/{order.id}/play", json={"step": "next"})
    assert (unknown.status_code, unknown.json()["code"]) == (409, "rehearsal.refused")
    absent = await owner.admin.post(f"/v1/rehearsal/orders/{waiting.id}/play", json={"step": "next"})
    assert (absent.status_code, absent.json()["code"]) == (422, "order.no_part")


async def letter(owner: Customer, subject: str) -> str:
    row = Delivery(owner.id, "mail", "sign_in_code", f"{owner.id}/{subject}", owner.world.clock())
    box = await owner.world.parts.envelope.box(owner.id)
    copy = {"to": "giles@example.com", "subject": subject, "text": "The code is 123456.", "html": "<script>alert(1)</script>"}
    async with system_transaction(owner.world.system) as connection:
        await deliveries.enqueue(connection, [row])
        sealed = box.seal("deliveries", "copy_sealed", row.id, json.dumps(copy).encode())
        await deliveries.sent(connection, row.id, owner.world.clock(), sealed)
    return row.id


async def test_the_mailbox_of_a_rehearsal_holds_messages_as_sent(world: World) -> None:
    owner = await customer(world)
    sent = await letter(owner, "Your activation code")
    (head,) = (await owner.admin.get("/v1/mailbox")).json()["items"]
    assert (head["recipient"], head["subject"], head["state"]) == ("giles@example.com", "Your activation code", "sent")
    assert "123456" in (await owner.admin.get(f"/v1/mailbox/{sent}")).json()["text"]
    stranger = await customer(world)
    assert (await stranger.admin.get(f"/v1/mailbox/{sent}")).status_code == 404
    viewer = await world.signed_in(owner.id, Role.VIEWER)
    assert (await viewer.get("/v1/mailbox")).status_code == 403


async def test_where_numbers_are_real_there_is_no_rehearsal(playing: World) -> None:
    owner = await customer(playing, rehearsal=False)
    order, sent = await owner.order(), await letter(owner, "Hello")
    for path in ("/v1/mailbox", f"/v1/mailbox/{sent}", "/v1/rehearsal/clock"):
        assert (await owner.admin.get(path)).status_code == 404
    assert (await owner.admin.post("/v1/rehearsal/clock", json={"by_seconds": 60})).status_code == 404
    assert (await owner.admin.post(f"/v1/rehearsal/orders/{order.id}/play", json={"step": "next"})).status_code == 404
    assert await told(playing, owner) == []


async def test_staff_who_named_nobody_are_asked_whose_clock(playing: World) -> None:
    answer = await (await staff(playing)).get("/v1/rehearsal/clock")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/organisation-needed")


async def test_closed_parts_are_not_told_of_jumps(playing: World) -> None:
    owner = await customer(playing)
    async with system_transaction(playing.system) as connection:
        moved = await jump_and_tell(connection, owner.id, timedelta(seconds=5), "usr_x", ())
    assert moved.offset == timedelta(seconds=5)
    assert await told(playing, owner) == []
