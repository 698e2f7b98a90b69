"""Where somebody is signed in, and ending it there (reliability R32)."""

import re
from datetime import timedelta

import pytest
from starlette.requests import Request

from api.front.browsers import browser_of
from domain.access import Role
from tests.api.pages import said, send
from tests.api.world import World

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
EDGE = f"{CHROME} Edg/142.0.0.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("said", "kept"),
    [(FIREFOX, "Firefox/Windows"), (CHROME, "Chrome/Linux"), (EDGE, "Edge/Linux"), (IPHONE, "Safari/iPhone"), ("", ""), ("curl/8", "")],
)
def test_of_a_browser_only_family_and_system_are_kept(said: str, kept: str) -> None:
    scope = {"type": "http", "headers": [(b"user-agent", said.encode())]}
    assert browser_of(Request(scope)) == kept


async def test_a_session_ends_at_once_where_it_is_ended(world: World) -> None:
    world = world.with_clock()
    user = await world.user(await world.organisation(), Role.VIEWER)
    here, there = await world.browser(user), await world.browser(user)
    assert (await there.get("/account")).status_code == 200
    page = await here.get("/account")
    assert page.text.count("End this session") == 1
    (other,) = re.findall(r'action="(/account/sessions/ses_\w+)"', page.text)
    assert (await send(here, "/account", {}, to=other)).status_code == 303
    # Another process has heard nothing of it and remembers for two seconds.
    world.clock.pass_by(timedelta(seconds=3))
    assert (await there.get("/v1/me")).status_code == 401
    assert (await here.get("/v1/me")).status_code == 200


async def test_all_other_sessions_end_at_once(world: World) -> None:
    user = await world.user(await world.organisation(), Role.VIEWER)
    here, *others = [await world.browser(user) for _ in range(3)]
    assert (await send(here, "/account", {}, to="/account/other-sessions")).status_code == 303
    assert [(await one.get("/v1/me")).status_code for one in others] == [401, 401]
    assert "End all other sessions" not in (await here.get("/account")).text


async def test_a_list_tells_when_a_session_was_last_used(world: World) -> None:
    world = world.with_clock()
    user = await world.user(await world.organisation(), Role.VIEWER)
    here, there = await world.browser(user), await world.browser(user)
    began = world.clock()
    world.clock.pass_by(timedelta(minutes=20))
    await there.get("/v1/me")
    items = (await here.get("/v1/sessions")).json()["items"]
    assert {one["here"] for one in items} == {True, False}
    assert all(one["used_at"] > began.isoformat()[:19] for one in items)


async def test_another_persons_session_is_not_there(world: World) -> None:
    organisation = await world.organisation()
    mine, theirs = await world.signed_in(organisation, Role.VIEWER), await world.signed_in(organisation, Role.VIEWER)
    (session,) = (await theirs.get("/v1/sessions")).json()["items"]
    assert (await mine.delete(f"/v1/sessions/{session['id']}")).status_code == 404
    assert "This browser" in said(await theirs.get("/account"))
