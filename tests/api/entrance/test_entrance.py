"""Signing up, the code, signing in, sessions, passwords, links."""

import secrets
from datetime import timedelta

import pytest

from api.actions.entrance.passwords import hashed, weak
from domain.access import Role
from tests.api.pages import mails, said, send, token_in
from tests.api.world import Browser, World

PASSWORD = "seven candles in a window"


def address() -> str:
    return f"{secrets.token_hex(6)}@example.com"


def sign_up_fields(email: str) -> dict[str, str]:
    return {
        "organisation": "Sunnydale Books", "first_name": "Willow", "last_name": "Rosenberg", "email": email, "standing": "paid",
        "time_zone": "America/Los_Angeles",
    }  # fmt: skip


async def signed_up(world: World) -> tuple[Browser, str]:
    browser, email = world.stranger(), address()
    assert (await send(browser, "/sign-up", sign_up_fields(email))).status_code == 200
    return browser, email


async def test_a_buyer_confirms_a_code_and_is_account_manager_and_listed(world: World) -> None:
    browser, email = await signed_up(world)
    code = (await mails(world, "activation_code"))[-1]["code"]
    answer = await send(browser, "/activate", {"email": email, "code": code})
    assert (answer.status_code, answer.headers["location"]) == (303, "/password")
    assert (await browser.get("/")).headers["location"] == "/password"
    assert (await browser.get("/v1/people")).json()["type"] == "/problems/password-needed"
    answer = await send(browser, "/password", {"new": PASSWORD, "again": PASSWORD})
    assert answer.headers["location"] == "/"
    me = (await browser.get("/v1/me")).json()
    assert [post["role"] for post in me["posts"]] == ["customer_admin"]
    (person,) = (await browser.get("/v1/people")).json()["items"]
    assert (person["email"], person["number"], person["extension"], person["has_account"]) == (email, "", "", True)
    (user,) = (await browser.get("/v1/users")).json()["items"]
    assert user["account_manager"]


async def test_a_wrong_code_says_nothing_and_five_are_enough(world: World) -> None:
    browser, email = await signed_up(world)
    code = (await mails(world, "activation_code"))[-1]["code"]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert (await send(browser, "/activate", {"email": email, "code": wrong})).status_code == 422
    assert (await send(browser, "/activate", {"email": email, "code": code})).status_code == 422


async def test_a_code_does_not_outlive_its_quarter_of_an_hour(world: World) -> None:
    world = world.with_clock()
    browser, email = await signed_up(world)
    code = (await mails(world, "activation_code"))[-1]["code"]
    world.clock.pass_by(timedelta(minutes=16))
    assert (await send(browser, "/activate", {"email": email, "code": code})).status_code == 422


async def test_signing_up_again_tells_nobody_of_an_account(world: World) -> None:
    email = address()
    await world.user(await world.organisation(), Role.CUSTOMER_ADMIN, email)
    before = len(await mails(world, "activation_code"))
    known = await send(world.stranger(), "/sign-up", sign_up_fields(email))
    unknown = await send(world.stranger(), "/sign-up", sign_up_fields(address()))
    assert known.status_code == unknown.status_code == 200
    assert said(known).replace(email, "") == said(unknown).replace(email, "")
    assert len(await mails(world, "activation_code")) == before + 1


async def known_user(world: World) -> tuple[str, str]:
    email, organisation = address(), await world.organisation()
    await world.user(organisation, Role.CUSTOMER_ADMIN, email, await hashed(PASSWORD))
    return email, organisation


async def test_a_password_opens_a_new_session_each_time(world: World) -> None:
    email, _ = await known_user(world)
    browser = world.stranger()
    assert (await send(browser, "/sign-in", {"email": email, "password": PASSWORD})).headers["location"] == "/"
    first = browser.cookies["portwright"]
    old = Browser(world.app)
    old.cookies.set("portwright", first)
    assert (await old.get("/v1/me")).status_code == 200
    assert (await send(browser, "/sign-in", {"email": email, "password": PASSWORD})).headers["location"] == "/"
    assert browser.cookies["portwright"] != first
    assert (await old.get("/v1/me")).status_code == 401


async def test_wrong_password_and_unknown_address_answer_alike(world: World) -> None:
    email, _ = await known_user(world)
    wrong = await send(world.stranger(), "/sign-in", {"email": email, "password": "not the one at all"})
    nobody = await send(world.stranger(), "/sign-in", {"email": address(), "password": "not the one at all"})
    assert wrong.status_code == nobody.status_code == 422
    assert said(wrong) == said(nobody)


async def test_guessing_passwords_of_one_account_is_stopped(world: World) -> None:
    email, _ = await known_user(world)
    for _ in range(10):
        await send(world.stranger(), "/sign-in", {"email": email, "password": "guess"})
    answer = await send(world.stranger(), "/sign-in", {"email": email, "password": PASSWORD})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 901


async def test_a_session_ends_when_idle_and_in_the_end_anyway(world: World) -> None:
    world = world.with_clock()
    browser = await world.signed_in(await world.organisation(), Role.VIEWER)
    for _ in range(20):
        world.clock.pass_by(timedelta(minutes=29))
        assert (await browser.get("/v1/me")).status_code == 200
    world.clock.pass_by(timedelta(minutes=31))
    assert (await browser.get("/v1/me")).status_code == 401
    busy = await world.signed_in(await world.organisation(), Role.VIEWER)
    for _ in range(24):
        world.clock.pass_by(timedelta(minutes=29))
        assert (await busy.get("/v1/me")).status_code == 200
    world.clock.pass_by(timedelta(minutes=29))
    assert (await busy.get("/v1/me")).status_code == 401


async def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    browser = await world.signed_in(await world.organisation(), Role.VIEWER)
    cookie = browser.cookies["portwright"]
    answer = await browser.post("/sign-out")
    assert answer.headers["location"] == "/sign-in"
    browser.cookies.set("portwright", cookie)
    assert (await browser.get("/v1/me")).status_code == 401


async def test_a_session_can_be_ended_from_elsewhere(world: World) -> None:
    user = await world.user(await world.organisation(), Role.VIEWER)
    here, there = await world.browser(user), await world.browser(user)
    listed = (await here.get("/v1/sessions")).json()["items"]
    (other,) = [one["id"] for one in listed if not one["here"]]
    assert (await here.delete(f"/v1/sessions/{other}")).status_code == 204
    assert (await there.get("/v1/me")).status_code == 401
    stranger = await world.signed_in(await world.organisation(), Role.VIEWER)
    (own,) = (await here.get("/v1/sessions")).json()["items"]
    assert (await stranger.delete(f"/v1/sessions/{own['id']}")).status_code == 404


async def test_a_changed_password_signs_out_everywhere_else(world: World) -> None:
    email, _ = await known_user(world)
    here, there = world.stranger(), world.stranger()
    for browser in (here, there):
        await send(browser, "/sign-in", {"email": email, "password": PASSWORD})
    wrong = await send(here, "/password", {"old": "something else", "new": "eleven owls on a fence", "again": "eleven owls on a fence"})
    assert wrong.status_code == 422
    done = await send(here, "/password", {"old": PASSWORD, "new": "eleven owls on a fence", "again": "eleven owls on a fence"})
    assert done.headers["location"] == "/"
    assert (await here.get("/v1/me")).status_code == 200
    assert (await there.get("/v1/me")).status_code == 401


async def test_a_changed_password_is_told_to_its_owner(world: World) -> None:
    before = len(await mails(world, "password_changed"))
    email, _ = await known_user(world)
    here = world.stranger()
    await send(here, "/sign-in", {"email": email, "password": PASSWORD})
    await send(here, "/password", {"old": PASSWORD, "new": "eleven owls on a fence", "again": "eleven owls on a fence"})
    assert len(await mails(world, "password_changed")) == before + 1


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "password1234", "willow.rosenberg", "x" * 129])
def test_easy_passwords_are_refused(password: str) -> None:
    assert weak(password, "willow@example.com", "Willow Rosenberg")


async def test_a_partners_first_admin_comes_in_by_a_link_that_works_once(world: World) -> None:
    partner = await world.signed_in(await world.partner_of(), Role.PARTNER)
    body = {
        "name": "Bronze Club", "standing": "trial", "rehearsal": True, "time_zone": "America/Denver",
        "first_admin": {"first_name": "Faith", "last_name": "Lehane", "email": address()},
    }  # fmt: skip
    made = await partner.post("/v1/organisations", json=body)
    assert made.status_code == 201, made.text
    link = (await mails(world, "welcome"))[-1]
    assert link["organisation"] == "Bronze Club"
    browser = world.stranger()
    page = await browser.get(f"/welcome/{link['token']}")
    assert "Bronze Club" in said(page)
    used = await browser.post(f"/welcome/{link['token']}", data={"csrf": token_in(page)})
    assert used.headers["location"] == "/password"
    assert (await send(browser, "/password", {"new": PASSWORD, "again": PASSWORD})).headers["location"] == "/"
    assert [post["organisation_id"] for post in (await browser.get("/v1/me")).json()["posts"]] == [made.json()["id"]]
    assert len((await browser.get("/v1/people")).json()["items"]) == 1
    assert (await browser.get(f"/welcome/{link['token']}")).status_code == 410
    acting = await partner.get("/v1/people", headers={"Portwright-Organisation": made.json()["id"]})
    assert acting.status_code == 200


async def test_an_invited_person_signs_in_and_sees_no_more_than_their_line(world: World) -> None:
    organisation = await world.organisation()
    location = await world.location(organisation, enabled=True)
    admin, email = await world.signed_in(organisation, Role.CUSTOMER_ADMIN), address()
    body = {
        "first_name": "Buffy", "last_name": "Summers", "email": email, "location_id": location, "extension": "1997",
        "number": "(303) 555-0142", "transfer": True,
    }  # fmt: skip
    person = (await admin.post("/v1/people", json=body)).json()
    assert (person["transfer"], person["waiting_number"], person["number"]) == (True, "+13035550142", "")
    link = (await mails(world, "invitation"))[-1]
    assert (link["transfer"], link["extension"], link["first_name"]) == (True, "1997", "Buffy")
    browser = world.stranger()
    await send(browser, f"/invitations/{link['token']}", {})
    await send(browser, "/password", {"new": PASSWORD, "again": PASSWORD})
    assert (await browser.get("/v1/me")).json()["posts"] == []
    assert (await browser.get("/v1/people")).status_code == 403
    assert (await browser.get("/")).status_code == 200
    assert (await admin.get(f"/v1/people/{person['id']}")).json()["has_account"]
