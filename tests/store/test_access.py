"""Codes work once, keys have one effect, counters count, clocks go forward."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from store.access import codes, idempotency, rates, tokens
from store.access.codes import OneTimeCode
from store.access.idempotency import Asked, Earlier, KeyTakenOver, KeyUse
from store.access.tokens import ApiToken
from store.database import credential_transaction, tenant_transaction
from store.tenancy import clocks, organisations, users
from store.tenancy.users import Membership
from tests.store.conftest import Engines
from tests.store.world import NOON, Tenant, tenant

HOUR = timedelta(hours=1)


@pytest.fixture
async def owner(engines: Engines) -> Tenant:
    return await tenant(engines.app)


def code(owner: Tenant, key: str, purpose: str = "activation") -> OneTimeCode:
    return OneTimeCode(key + owner.id, owner.id, purpose, (key + owner.id).encode(), NOON, NOON + HOUR, owner.admin)


async def test_a_code_may_be_tried_five_times_and_used_once(engines: Engines, owner: Tenant):
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await codes.issue(connection, code(owner, "a"))
        tries = [await codes.attempt(connection, owner.admin, "activation", NOON) for _ in range(6)]
        assert [found is not None for found in tries] == [True] * 5 + [False]
        assert await codes.use(connection, "a" + owner.id, NOON)
        assert not await codes.use(connection, "a" + owner.id, NOON)


async def test_a_newer_code_ends_the_older_and_time_ends_both(engines: Engines, owner: Tenant):
    older, newer = code(owner, "b", "welcome"), code(owner, "c", "welcome")
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await codes.issue(connection, older)
        await codes.issue(connection, newer)
    for each, now, works in ((older, NOON, False), (newer, NOON, True), (newer, NOON + HOUR, False)):
        async with credential_transaction(engines.app, each.code_hash) as connection:
            assert (await codes.by_hash(connection, each.code_hash, "welcome", now) is not None) is works


async def test_a_token_is_found_by_its_hash_until_it_is_revoked(engines: Engines, owner: Tenant):
    token = ApiToken("tok" + owner.id, owner.id, owner.admin, "desk", owner.id.encode(), ["orders:read"], NOON, NOON + HOUR)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await tokens.add(connection, token)
    async with credential_transaction(engines.app, token.token_hash) as connection:
        assert await tokens.by_hash(connection, token.token_hash, NOON) == token
        assert await tokens.by_hash(connection, b"other", NOON) is None
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        assert await tokens.revoke(connection, token.id, owner.id, NOON)
        assert await tokens.by_hash(connection, token.token_hash, NOON) is None


async def test_a_partner_may_act_for_its_customers(engines: Engines, owner: Tenant):
    partner = await tenant(engines.app, "Reichenbach Partners")
    async with tenant_transaction(engines.app, (owner.id, partner.id)) as connection:
        await organisations.entrust(connection, partner.id, owner.id, NOON)
        await users.join(connection, Membership(partner.admin, partner.id, "partner", NOON))
    async with credential_transaction(engines.app, principal=partner.admin) as connection:
        found = {each.organisation_id: each.role for each in await users.standings(connection, partner.admin)}
    assert found == {partner.id: "partner", owner.id: "partner"}


async def test_of_twenty_with_one_key_one_goes_first(engines: Engines, owner: Tenant):
    use = KeyUse(owner.admin, "POST /v1/port-orders", "k1", owner.id, b"body", NOON)

    async def begin() -> Asked:
        async with tenant_transaction(engines.app, (owner.id,)) as connection:
            return (await idempotency.begin(connection, use)).asked

    answers = await asyncio.gather(*(begin() for _ in range(20)))
    assert sorted(answers) == [Asked.FIRST, *[Asked.RUNNING] * 19]


async def test_a_key_gives_its_answer_until_it_expires(engines: Engines, owner: Tenant):
    use = KeyUse(owner.admin, "POST /v1/port-orders", "k2", owner.id, b"body", NOON)
    other = KeyUse(owner.admin, "POST /v1/port-orders", "k2", owner.id, b"other body", NOON)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await idempotency.begin(connection, use)
        await idempotency.answer(connection, use, 201, b"sealed")
        earlier = await idempotency.begin(connection, replace(use, since=NOON + HOUR))
        assert earlier == Earlier(Asked.ANSWERED, 201, b"sealed", owner.id)
        assert (await idempotency.begin(connection, other)).asked is Asked.OTHER_BODY
        assert (await idempotency.begin(connection, replace(other, since=NOON + timedelta(hours=24)))).asked is Asked.FIRST


async def test_a_use_cut_off_by_a_crash_is_taken_over(engines: Engines, owner: Tenant):
    frozen = KeyUse(owner.admin, "POST /v1/port-orders", "k3", owner.id, b"body", NOON)
    soon, late = (replace(frozen, since=NOON + timedelta(seconds=seconds)) for seconds in (10, 20))
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        await idempotency.begin(connection, frozen)
        assert (await idempotency.begin(connection, soon)).asked is Asked.RUNNING
        assert (await idempotency.begin(connection, late)).asked is Asked.FIRST
        with pytest.raises(KeyTakenOver):
            await idempotency.answer(connection, frozen, 201, b"sealed")
        await idempotency.give_up(connection, frozen)
        assert (await idempotency.begin(connection, soon)).asked is Asked.RUNNING
        await idempotency.give_up(connection, late)
        assert (await idempotency.begin(connection, soon)).asked is Asked.FIRST


async def test_a_counter_starts_anew_with_each_window(engines: Engines, owner: Tenant):
    minute = timedelta(minutes=1)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        assert [await rates.count(connection, f"pin/{owner.id}", NOON, minute) for _ in range(3)] == [1, 2, 3]
        assert await rates.count(connection, f"pin/{owner.id}", NOON + minute, minute) == 1
        assert await rates.count(connection, f"pin/{owner.id}", NOON + minute, minute, by=4) == 5


async def test_a_clock_goes_forward_only(engines: Engines, owner: Tenant):
    real = datetime(2026, 3, 2, tzinfo=UTC)
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        assert (await clocks.clock(connection, owner.id)).at(real) == real
        await clocks.jump(connection, owner.id, 2 * HOUR, owner.admin)
        await clocks.jump(connection, owner.id, HOUR, owner.admin)
        assert (await clocks.clock(connection, owner.id)).at(real) == real + 3 * HOUR
    with pytest.raises(DBAPIError):
        async with tenant_transaction(engines.app, (owner.id,)) as connection:
            await clocks.jump(connection, owner.id, -HOUR, owner.admin)
