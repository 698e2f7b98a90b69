"""A number is in one submitted open order, whoever's (reliability R8)."""

import asyncio
from collections import Counter

from store.database import tenant_transaction
from store.drafts.drafts import DraftNumber
from store.orders import lines
from store.orders.lines import Claim
from tests.store.conftest import Engines
from tests.store.world import Tenant, draft, numbers, tenant


async def test_of_fifty_who_try_at_once_one_gets_the_numbers(engines: Engines):
    tenants = [await tenant(engines.app) for _ in range(5)]
    wanted = numbers(408, 3)

    async def attempt(place: int) -> Claim:
        owner = tenants[place % 5]
        turned = wanted[place % 3 :] + wanted[: place % 3]
        async with tenant_transaction(engines.app, (owner.id,)) as connection:
            order_id = await draft(connection, owner, tuple(DraftNumber(number, at) for at, number in enumerate(wanted)))
            claim = await lines.claim(connection, order_id, owner.id, turned)
            if not claim.took:
                await connection.rollback()
        return claim

    claims = await asyncio.gather(*(attempt(place) for place in range(50)))
    assert Counter(claim.took for claim in claims) == {True: 1, False: 49}


async def test_whose_number_it_is_is_told_within_a_tenant_only(engines: Engines):
    mine, theirs = await tenant(engines.app), await tenant(engines.app)
    wanted = numbers(415, 2)
    await _claimed(engines, mine, wanted[:1])
    await _claimed(engines, theirs, wanted[1:])
    assert await _claimed(engines, mine, wanted) == Claim(in_own_order=wanted[:1], elsewhere=wanted[1:])


async def test_claiming_again_for_the_same_order_takes(engines: Engines):
    mine, wanted = await tenant(engines.app), numbers(512, 2)
    async with tenant_transaction(engines.app, (mine.id,)) as connection:
        order_id = await draft(connection, mine, ())
        assert (await lines.claim(connection, order_id, mine.id, wanted)).took
        assert (await lines.claim(connection, order_id, mine.id, wanted)).took


async def _claimed(engines: Engines, owner: Tenant, wanted: tuple[str, ...]) -> Claim:
    async with tenant_transaction(engines.app, (owner.id,)) as connection:
        order_id = await draft(connection, owner, ())
        claim = await lines.claim(connection, order_id, owner.id, wanted)
        if not claim.took:
            await connection.rollback()
        return claim
