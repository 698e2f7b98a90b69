"""What every answer has, and what no answer has."""

import pytest

from api.front.middleware import HEADERS
from domain.access import Role
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
