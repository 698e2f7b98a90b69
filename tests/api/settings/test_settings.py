"""The way to all settings, one's own account, the organisation, its tokens and its partners."""

import html
import re

import pytest

from domain.access import Role, Scope
from tests.api.pages import said, send
from tests.api.world import Browser, World

ADMINS = ("/settings/partners", "/settings/tokens", "/settings/sign-on", "/settings/webhooks")
EVERYBODYS = ("/users", "/terms", "/account")


@pytest.mark.parametrize(("role", "shown", "hidden"), [(Role.CUSTOMER_ADMIN, EVERYBODYS + ADMINS, ()), (Role.VIEWER, EVERYBODYS, ADMINS)])
async def test_settings_lists_what_the_reader_may_see(world: World, role: Role, shown: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    browser = await world.signed_in(await world.organisation(), role)
    page = (await browser.get("/settings")).text
    assert [path for path in shown if f'href="{path}"' not in page] == []
    assert [path for path in hidden if f'href="{path}"' in page] == []


async def test_a_partner_without_a_customer_sees_their_account(world: World) -> None:
    partner = await world.partner_of(await world.organisation(), await world.organisation())
    browser = await world.signed_in(partner, Role.PARTNER)
    page = (await browser.get("/settings")).text
    assert 'href="/account"' in page
    assert 'href="/settings/sign-on"' not in page


async def test_a_person_renames_themselves_and_keeps_what_was_wrong(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.VIEWER)
    wrong = await send(browser, "/account", {"name": "x" * 300}, to="/account/name")
    assert wrong.status_code == 422
    assert "x" * 300 in wrong.text
    assert (await send(browser, "/account", {"name": "Tara Maclay"}, to="/account/name")).status_code == 303
    assert "Tara Maclay" in (await browser.get("/account")).text


async def test_only_a_language_with_a_catalogue_can_be_chosen(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.VIEWER)
    assert (await send(browser, "/account", {"language": "tlh"}, to="/account/language")).status_code == 422
    answer = await send(browser, "/account", {"language": "en"}, to="/account/language")
    assert answer.headers["location"] == "/account?saved=yes"
    assert "English" in said(await browser.get("/account"))


async def test_moments_are_told_in_the_zone_that_the_reader_chose(world: World) -> None:
    support = await world.signed_in(await world.organisation("staff"), Role.SUPPORT)
    assert "EST" in said(await support.get("/account")) or "EDT" in said(await support.get("/account"))
    wrong = await send(support, "/account", {"time_zone": "Mars/Olympus"}, "/account/time-zone")
    assert (wrong.status_code, 'id="time_zone-error"' in wrong.text) == (422, True)
    assert (await send(support, "/account", {"time_zone": "Pacific/Honolulu"}, "/account/time-zone")).status_code == 303
    page = await support.get("/account")
    assert '<option value="Pacific/Honolulu" selected>' in page.text
    assert "HST" in said(page)
    assert (await send(support, "/account", {"time_zone": ""}, "/account/time-zone")).status_code == 303
    assert "HST" not in said(await support.get("/account"))


async def test_the_organisation_has_a_name_and_a_language_for_new_people(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)
    assert (await send(browser, "/settings/organization", {"name": "", "language": "en"})).status_code == 422
    assert (await send(browser, "/settings/organization", {"name": "Magic Box", "language": "en"})).status_code == 303
    assert "Magic Box" in said(await browser.get("/settings"))
    viewer = await world.signed_in(await world.organisation(), Role.VIEWER)
    assert (await viewer.get("/settings/organization")).status_code == 403


async def test_a_token_is_shown_once_works_and_is_revoked(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)
    empty = await send(browser, "/settings/tokens", {"name": "Nightly sync", "days": "90"})
    assert empty.status_code == 422
    assert 'value="Nightly sync"' in empty.text
    made = await send(browser, "/settings/tokens", {"name": "Nightly sync", "days": "90", "scopes": Scope.ORDERS_READ.value})
    (token,) = re.findall(r'value="(pwt_[\w-]+)"', made.text)
    assert token not in (await browser.get("/settings/tokens")).text
    program = Browser(world.app, headers={"Authorization": f"Bearer {token}"})
    assert (await program.get("/v1/me")).json()["scopes"] == ["orders:read"]
    (revocation,) = re.findall(r'action="(/settings/tokens/tok_\w+/revocation)"', made.text)
    assert (await send(browser, "/settings/tokens", {}, to=revocation)).status_code == 303
    assert (await program.get("/v1/me")).status_code == 401
    assert "revoked on" in said(await browser.get("/settings/tokens"))


async def test_a_token_is_told_which_scope_it_lacks_and_what_no_token_may(world: World) -> None:
    program = await world.integrator(await world.organisation(), Scope.ORDERS_READ)
    lacking = await program.get("/v1/people")
    assert (lacking.status_code, lacking.json()["type"].rpartition("/")[2]) == (403, "scope-needed")
    assert lacking.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="people:read"'
    never = await program.post("/v1/terms/acceptance", json={})
    assert (never.status_code, never.json()["type"].rpartition("/")[2]) == (403, "person-needed")


async def test_a_partner_reads_tokens_and_makes_none(world: World) -> None:
    customer = await world.organisation()
    browser = await world.signed_in(await world.partner_of(customer), Role.PARTNER, acting_for=customer)
    assert "Make a token" not in (await browser.get("/settings/tokens")).text
    assert (await browser.post("/settings/tokens", data={"name": "x"})).status_code == 403


async def test_a_customer_lets_a_partner_in_by_its_code_and_sends_it_away(world: World) -> None:
    customer, partner = await world.organisation(), await world.partner_of()
    admin, agent = await world.signed_in(customer, Role.CUSTOMER_ADMIN), await world.signed_in(partner, Role.PARTNER)
    assert partner in (await agent.get("/settings")).text
    for wrong in (customer, f"org_{'z' * 26}", f"{partner},{customer}"):
        refused = await send(admin, "/settings/partners", {"code": wrong})
        assert refused.status_code == 422
        assert "no partner&#39;s code" in refused.text
    assert (await send(admin, "/settings/partners", {"code": f" {partner} "})).status_code == 303
    assert "Giles & Partners" in html.unescape((await admin.get("/settings/partners")).text)
    agent.headers["Portwright-Organisation"] = customer
    assert (await agent.get("/v1/locations")).status_code == 200
    assert (await agent.get("/settings/partners")).status_code == 403
    removal = f"/settings/partners/{partner}/removal"
    assert (await send(admin, "/settings/partners", {}, to=removal)).status_code == 303
    assert (await agent.get("/v1/locations")).status_code == 404
    assert "No partner acts here" in said(await admin.get("/settings/partners"))


async def test_roles_are_changed_but_for_the_last_administrators(world: World) -> None:
    customer = await world.organisation()
    admin, other = await world.user(customer, Role.CUSTOMER_ADMIN), await world.user(customer, Role.VIEWER)
    browser = await world.browser(admin)
    refused = await send(browser, "/users", {"role": "viewer"}, to=f"/users/{admin}/role")
    assert refused.status_code == 422
    assert "without an administrator" in refused.text
    assert (await send(browser, "/users", {"role": "customer_admin"}, to=f"/users/{other}/role")).status_code == 303
    assert (await send(browser, "/users", {"role": "partner"}, to=f"/users/{other}/role")).status_code == 422
    assert (await send(browser, "/users", {"role": "viewer"}, to=f"/users/{admin}/role")).status_code == 303
    assert "Invite a user" not in (await browser.get("/users")).text


async def test_an_invitation_is_withdrawn(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)
    fields = {"first_name": "Dawn", "last_name": "Summers", "email": "dawn@example.com", "role": "viewer"}
    assert (await send(browser, "/users", fields)).status_code == 303
    (withdrawal,) = re.findall(r'action="(/users/invitations/inv_\w+/withdrawal)"', (await browser.get("/users")).text)
    assert (await send(browser, "/users", {}, to=withdrawal)).status_code == 303
    assert "Open invitations" not in (await browser.get("/users")).text
