"""Whose access is changed, and every administrator, hear of it by mail."""

from typing import Any

import pytest

from domain.access import Role
from domain.security import SecurityEvent
from tests.api.entrance.test_oidc import House, books
from tests.api.pages import mails, send
from tests.api.settings.test_webhooks import made
from tests.api.world import Browser, World

__all__ = ["books"]
E = SecurityEvent


@pytest.fixture
async def organisation(world: World) -> str:
    return await world.organisation()


async def heard(world: World, organisation: str, template: str = "security_notice") -> list[dict[str, Any]]:
    return [mail for mail in await mails(world, template) if mail["organisation_id"] == organisation]


async def two_admins(world: World, organisation: str) -> tuple[Browser, set[str]]:
    one, other = await world.user(organisation, Role.CUSTOMER_ADMIN), await world.user(organisation, Role.CUSTOMER_ADMIN)
    await world.user(organisation, Role.VIEWER)
    return await world.browser(one), {one, other}


async def test_who_is_removed_is_told_and_so_are_the_administrators(world: World, organisation: str) -> None:
    admin, admins = await two_admins(world, organisation)
    gone = await world.user(organisation, Role.VIEWER)
    assert (await admin.delete(f"/v1/users/{gone}")).status_code == 204
    assert [(one["user_id"], one["organisation"], one["partner"]) for one in await heard(world, organisation, "access_removed")] == [
        (gone, "Sunnydale Books", False)
    ]
    notices = await heard(world, organisation)
    assert {one["user_id"] for one in notices} == admins
    assert {(one["event"], one["whom"], one["who"]) for one in notices} == {(E.USER_REMOVED, "Willow Rosenberg", "Willow Rosenberg")}


async def test_an_administrator_who_is_removed_is_no_administrator_who_is_told(world: World, organisation: str) -> None:
    admin, admins = await two_admins(world, organisation)
    gone = await world.user(organisation, Role.CUSTOMER_ADMIN)
    assert (await admin.delete(f"/v1/users/{gone}")).status_code == 204
    assert {one["user_id"] for one in await heard(world, organisation)} == admins


async def test_a_role_that_is_changed_is_told_and_one_that_is_not_is_not(world: World, organisation: str) -> None:
    admin, admins = await two_admins(world, organisation)
    viewer = await world.user(organisation, Role.VIEWER)
    await admin.put(f"/v1/users/{viewer}/role", json={"role": "viewer"})
    assert await heard(world, organisation) == []
    await admin.put(f"/v1/users/{viewer}/role", json={"role": "customer_admin"})
    assert [(one["user_id"], one["role"]) for one in await heard(world, organisation, "role_changed")] == [(viewer, "customer_admin")]
    assert {one["user_id"] for one in await heard(world, organisation)} == admins | {viewer}


async def test_a_partner_that_is_let_in_and_sent_away_is_told_of(world: World, organisation: str) -> None:
    admin, admins = await two_admins(world, organisation)
    partner = await world.partner_of(await world.organisation())
    agent = await world.user(partner, Role.PARTNER)
    assert (await send(admin, "/settings/partners", {"code": partner})).status_code == 303
    assert (await send(admin, "/settings/partners", {}, to=f"/settings/partners/{partner}/removal")).status_code == 303
    assert [(one["event"], one["whom"]) for one in await heard(world, organisation) if one["user_id"] == min(admins)] == [
        (E.PARTNER_LET_IN, "Giles & Partners"), (E.PARTNER_REMOVED, "Giles & Partners")
    ]  # fmt: skip
    assert [(one["user_id"], one["partner"]) for one in await heard(world, organisation, "access_removed")] == [(agent, True)]


async def test_a_token_a_webhook_and_its_new_secret_are_told_of(world: World, organisation: str) -> None:
    admin, admins = await two_admins(world, organisation)
    answer = await admin.post("/v1/tokens", json={"name": "Nightly sync", "scopes": ["orders:read"], "days": 30})
    endpoint, _ = await made(admin)
    await admin.post(f"/v1/webhooks/{endpoint}/secret", json={"earlier": "stop"})
    told = await heard(world, organisation)
    assert {(one["event"], one["whom"], one["by_token"]) for one in told} == {
        (E.TOKEN_MADE, "Nightly sync", False), (E.WEBHOOK_MADE, "hooks.example.com", False),
        (E.WEBHOOK_SECRET_CHANGED, "hooks.example.com", False),
    }  # fmt: skip
    assert {one["user_id"] for one in told} == admins
    assert answer.json()["token"] not in str(told)


@pytest.mark.parametrize("role", [Role.CUSTOMER_ADMIN, Role.VIEWER])
async def test_an_administrator_who_accepts_an_invitation_is_told_of(world: World, organisation: str, role: Role) -> None:
    admin, admins = await two_admins(world, organisation)
    who = {"first_name": "Tara", "last_name": "Maclay", "email": f"tara.{role}@example.com", "role": role.value}
    assert (await admin.post("/v1/users", json=who)).status_code in {201, 202}
    assert await heard(world, organisation) == []
    (link,) = await heard(world, organisation, "invitation")
    assert (await send(world.stranger(), f"/invitations/{link['token']}", {})).status_code == 303
    told = await heard(world, organisation)
    if role is Role.VIEWER:
        assert told == []
    else:
        assert {(one["event"], one["whom"], one["role"]) for one in told} == {(E.ADMINISTRATOR_JOINED, "Tara Maclay", role)}
        assert admins < {one["user_id"] for one in told}


async def test_sign_on_settings_are_told_of(books: House) -> None:
    await send(books.admin, "/settings/sign-on", {}, to="/settings/sign-on/removal")
    told = await heard(books.world, books.organisation)
    assert [one["event"] for one in told] == [E.SIGN_ON_CHANGED, E.SIGN_ON_REMOVED]
