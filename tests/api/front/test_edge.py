"""What every answer has, and what no answer has."""

import json
import logging

import pytest

from api.front.middleware import HEADERS
from domain.access import Role
from store.ids import fresh
from tests.api.world import World


@pytest.mark.parametrize("path", ["/v1/me", "/v1/nothing", "/nothing", "/problems", "/static/portwright.css", "/sign-in"])
async def test_every_answer_is_hardened(world: World, path: str) -> None:
    answer = await world.stranger().get(path)
    assert answer.headers["X-Request-Id"].startswith("req_")
    assert {name for name in HEADERS if name not in answer.headers} == set()


async def test_a_person_reads_who_they_are(world: World) -> None:
    organisation = await world.organisation()
    admin = await world.signed_in(organisation, Role.CUSTOMER_ADMIN)
    answer = await admin.get("/v1/me")
    assert answer.status_code == 200
    assert answer.json()["posts"] == [{"organisation_id": organisation, "role": "customer_admin"}]


async def test_a_token_reads_who_it_is(world: World) -> None:
    answer = await (await world.integrator(await world.organisation())).get("/v1/me")
    assert answer.status_code == 200
    assert answer.json()["token_id"].startswith("tok_")


async def test_nobody_is_told_nothing(world: World) -> None:
    answer = await world.stranger().get("/v1/me")
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/sign-in-needed"


async def test_another_host_is_not_ours(world: World) -> None:
    answer = await world.stranger().get("/problems", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/unknown-host"


async def test_a_request_is_logged_by_route_actor_and_order_and_by_nothing_that_was_sent(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    user = await world.user(await world.organisation(), Role.CUSTOMER_ADMIN)
    order_id = fresh("po")
    with caplog.at_level(logging.INFO, "portwright.access"):
        admin = await world.browser(user)
        answers = [await admin.get(f"/v1/port-orders/{told}?q=secret") for told in (order_id, "303-555-0100")]
    lines = [json.loads(record.message) for record in caplog.records if record.name == "portwright.access"]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert [(line["route"], line["status"], line["actor"], line["order"]) for line in lines] == [
        ("/v1/port-orders/{order_id}", 404, user, order_id),
        ("/v1/port-orders/{order_id}", 404, user, ""),
    ]
    assert [line["request_id"] for line in lines] == [answer.headers["X-Request-Id"] for answer in answers]
    assert "secret" not in caplog.text and "555" not in caplog.text
