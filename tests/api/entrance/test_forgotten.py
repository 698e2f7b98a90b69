"""A forgotten password: a code to the mailbox, and with it a new password."""

from datetime import timedelta

import pytest

from api.actions.entrance.passwords import hashed
from domain.access import Role
from tests.api.entrance.test_entrance import PASSWORD, address
from tests.api.pages import mails, said, send
from tests.api.world import Browser, World

NEW = "marmalade on the eleventh floor"


async def forgetful(world: World) -> tuple[Browser, str, str]:
    """At the page that asks for the code; the address; the code."""
    email, browser = address(), world.stranger()
    await world.user(await world.organisation(), Role.CUSTOMER_ADMIN, email, await hashed(PASSWORD))
    before = len(await mails(world, "reset_code"))
    assert (await send(browser, "/forgotten", {"email": email})).status_code == 200
    (mail,) = (await mails(world, "reset_code"))[before:]
    return browser, email, mail["code"]


def filled(email: str, code: str, new: str = NEW, again: str = "") -> dict[str, str]:
    return {"email": email, "code": code, "new": new, "again": again or new}


async def test_a_code_and_a_new_password_open_the_account(world: World) -> None:
    browser, email, code = await forgetful(world)
    elsewhere = world.stranger()
    await send(elsewhere, "/sign-in", {"email": email, "password": PASSWORD})
    told = len(await mails(world, "password_changed"))
    done = await send(browser, "/reset", filled(email, code))
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert (await browser.get("/v1/me")).status_code == 200
    assert (await elsewhere.get("/v1/me")).status_code == 401, "signed out everywhere else"
    assert len(await mails(world, "password_changed")) == told + 1
    assert (await send(world.stranger(), "/sign-in", {"email": email, "password": PASSWORD})).status_code == 422
    assert (await send(world.stranger(), "/sign-in", {"email": email, "password": NEW})).status_code == 303
    assert (await send(world.stranger(), "/reset", filled(email, code))).status_code == 422, "a code works once"


async def test_nobody_is_told_whether_there_is_an_account(world: World) -> None:
    _, email, _ = await forgetful(world)
    before = len(await mails(world, "reset_code"))
    nobody = address()
    known, unknown = [await send(world.stranger(), "/forgotten", {"email": each}) for each in (email, nobody)]
    assert said(known).replace(email, "") == said(unknown).replace(nobody, "")
    assert len(await mails(world, "reset_code")) == before + 1


async def test_an_account_without_a_password_gets_no_code(world: World) -> None:
    email = address()
    await world.user(await world.organisation(), Role.VIEWER, email, "")
    before = len(await mails(world, "reset_code"))
    assert (await send(world.stranger(), "/forgotten", {"email": email})).status_code == 200
    assert len(await mails(world, "reset_code")) == before


@pytest.mark.parametrize(
    ("new", "again", "field"), [("short", "", "new"), (NEW, "something else again", "again"), ("Willow Rosenberg", "", "new")]
)
async def test_a_password_that_will_not_do_costs_nothing_typed(world: World, new: str, again: str, field: str) -> None:
    browser, email, code = await forgetful(world)
    refused = await send(browser, "/reset", filled(email, code, new, again))
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert f'value="{code}"' in refused.text
    assert (await send(browser, "/reset", filled(email, code))).status_code == 303


async def test_guessing_ends_after_five_tries_and_a_quarter_of_an_hour(world: World) -> None:
    world = world.with_clock()
    browser, email, code = await forgetful(world)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert (await send(browser, "/reset", filled(email, wrong))).status_code == 422
    assert (await send(browser, "/reset", filled(email, code))).status_code == 422
    browser, email, code = await forgetful(world)
    world.clock.pass_by(timedelta(minutes=16))
    assert (await send(browser, "/reset", filled(email, code))).status_code == 422


async def test_a_code_of_the_sign_up_sets_no_password_anew(world: World) -> None:
    browser, email, code = await forgetful(world)
    assert (await send(browser, "/activate", {"email": email, "code": code})).status_code == 422
