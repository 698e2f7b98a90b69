"""Too often is 429, with when to come back."""

from datetime import timedelta

from api.front import limits
from api.front.limits import Limit
from domain.access import Role
from store.access import rates, sessions
from store.database import credential_transaction
from tests.api.world import Browser, World


async def already_asked(world: World, bucket: str, limit: Limit) -> None:
    """As often as is allowed."""
    async with credential_transaction(world.parts.app) as connection:
        await rates.count(connection, bucket, world.clock(), limit.window, by=limit.most)


async def test_a_principal_who_asks_too_often_waits(world: World) -> None:
    world = world.with_clock()
    user = await world.user(await world.organisation(), Role.CUSTOMER_ADMIN)
    browser = await world.browser(user)
    await already_asked(world, f"principal/{user}/write", limits.WRITES)
    answer = await browser.post("/v1/locations", json={})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    assert (await browser.get("/v1/locations")).status_code == 200
    world.clock.pass_by(timedelta(seconds=int(answer.headers["Retry-After"])))
    assert (await browser.post("/v1/locations", json={})).status_code == 422


async def test_one_tenants_rush_does_not_stop_another(world: World) -> None:
    world = world.with_clock()
    busy, calm = await world.organisation(), await world.organisation()
    await already_asked(world, f"tenant/{busy}", limits.TENANT)
    assert (await (await world.signed_in(busy, Role.VIEWER)).get("/v1/locations")).status_code == 429
    assert (await (await world.signed_in(calm, Role.VIEWER)).get("/v1/locations")).status_code == 200


async def revoked_elsewhere(world: World) -> Browser:
    """A browser that read a page just before another process ended its session."""
    user = await world.user(await world.organisation(), Role.VIEWER)
    browser = await world.browser(user)
    assert (await browser.get("/v1/me")).status_code == 200
    async with credential_transaction(world.parts.app, principal=user) as connection:
        await sessions.revoke_all(connection, user, world.clock())
    return browser


async def test_a_session_revoked_elsewhere_reads_for_two_seconds_at_most(world: World) -> None:
    """R32 allows five."""
    world = world.with_clock()
    browser = await revoked_elsewhere(world)
    assert (await browser.get("/v1/me")).status_code == 200
    world.clock.pass_by(timedelta(seconds=2))
    assert (await browser.get("/v1/me")).status_code == 401


async def test_a_session_revoked_elsewhere_changes_nothing(world: World) -> None:
    browser = await revoked_elsewhere(world.with_clock())
    assert (await browser.post("/v1/locations", json={})).status_code == 401
    assert (await browser.get("/v1/me")).status_code == 401
