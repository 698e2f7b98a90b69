"""One effect for one Idempotency-Key (reliability R9)."""

import asyncio
import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from api.front.once import REPLAYED
from domain.access import Role, Scope
from store.access import idempotency
from store.access.idempotency import KeyUse
from store.database import tenant_transaction
from tests.api.world import Browser, World

BODY = {"name": "Denver", "time_zone": "America/Denver"}


async def admin(world: World) -> Browser:
    return await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)


async def names(browser: Browser) -> list[str]:
    return [one["name"] for one in (await browser.get("/v1/locations")).json()["items"]]


async def post(browser: Browser, key: str, name: str = "Denver"):  # type: ignore[no-untyped-def]
    return await browser.post("/v1/locations", json={**BODY, "name": name}, headers={"Idempotency-Key": key})


async def test_the_same_request_again_has_the_same_answer_and_no_effect(world: World) -> None:
    browser = await admin(world)
    first, again = await post(browser, "k1"), await post(browser, "k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (REPLAYED in first.headers, again.headers[REPLAYED]) == (False, "true")
    assert await names(browser) == ["Denver"]


async def test_the_same_key_with_another_body_is_refused(world: World) -> None:
    browser = await admin(world)
    await post(browser, "k1")
    answer = await post(browser, "k1", "Boulder")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/key-reused")
    assert await names(browser) == ["Denver"]


async def test_twenty_at_once_have_one_effect(world: World) -> None:
    browser = await admin(world)
    answers = await asyncio.gather(*(post(browser, "k1") for _ in range(20)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert await names(browser) == ["Denver"]
    assert (await post(browser, "k1")).headers[REPLAYED] == "true"


async def test_a_refused_request_may_be_corrected_under_its_key(world: World) -> None:
    browser = await admin(world)
    refused = await browser.post("/v1/locations", json={**BODY, "time_zone": "Mars/Olympus"}, headers={"Idempotency-Key": "k1"})
    assert refused.status_code == 422
    assert (await post(browser, "k1")).status_code == 201


async def test_a_key_is_one_principals_own(world: World) -> None:
    one, other = await admin(world), await admin(world)
    await post(one, "k1")
    assert REPLAYED not in (await post(other, "k1")).headers
    assert await names(other) == ["Denver"]


async def test_a_request_under_way_is_told_so_and_a_crashed_one_is_taken_over(world: World) -> None:
    world = world.with_clock()
    organisation = await world.organisation()
    user = await world.user(organisation, Role.CUSTOMER_ADMIN)
    browser = await world.browser(user)
    await post(browser, "first")
    sent = json.dumps({**BODY, "name": "Denver"}, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    use = KeyUse(user, "POST /v1/locations", "k1", organisation, hashlib.sha256(b"/v1/locations?\n\n" + sent).digest(), world.clock())
    async with tenant_transaction(world.parts.app, (organisation,)) as connection:
        await idempotency.begin(connection, use)
    answer = await post(browser, "k1")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/key-in-progress")
    world.clock.pass_by(timedelta(minutes=3))
    assert (await post(browser, "k1")).status_code == 201


async def test_the_answer_is_kept_in_the_commit_of_the_effect(world: World) -> None:
    """Even when nobody heard it: the process died between the commit and the answer."""
    organisation = await world.organisation()
    browser = await world.signed_in(organisation, Role.CUSTOMER_ADMIN)
    deaf = World(replace(world.parts), world.system)

    @deaf.app.middleware("http")
    async def die(request, call_next):  # type: ignore[no-untyped-def]
        await call_next(request)
        raise RuntimeError("killed before the answer went out")

    dying = Browser(deaf.app, browser.csrf)
    dying.cookies = browser.cookies
    assert (await post(dying, "k1")).status_code == 500
    assert await names(browser) == ["Denver"]
    assert (await post(browser, "k1")).headers[REPLAYED] == "true"
    assert await names(browser) == ["Denver"]


@pytest.mark.parametrize("key", ["with space", "x" * 201, ""])
async def test_an_unfit_key_is_refused(world: World, key: str) -> None:
    assert (await post(await admin(world), key)).status_code == 400


async def test_a_new_token_is_not_kept_for_the_repeated_answer(world: World) -> None:
    browser = await admin(world)
    body = {"name": "sync", "scopes": [Scope.ORDERS_READ], "days": 7}
    first = await browser.post("/v1/tokens", json=body, headers={"Idempotency-Key": "k1"})
    again = await browser.post("/v1/tokens", json=body, headers={"Idempotency-Key": "k1"})
    assert first.json()["token"].startswith("pwt_")
    assert again.json() == {**first.json(), "token": ""}


async def test_a_kept_answer_lies_sealed(world: World) -> None:
    browser = await admin(world)
    place = (await post(browser, "k1", "Boulder")).json()
    async with tenant_transaction(world.parts.app, (place["organisation_id"],)) as connection:
        kept = (await connection.execute(text("SELECT response_sealed FROM idempotency_keys"))).scalars().all()
    assert kept and all(b"Boulder" not in bytes(each) for each in kept)
