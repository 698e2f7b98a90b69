"""Webhooks in the console: added, tried, looked at, sent again, changed, deleted."""

import re
from datetime import timedelta

import pytest

from domain.access import Role
from domain.porting.published import EventKind
from notifications.outbound.posting import Answer
from tests.api.settings.test_webhooks import URL, Receiver, sent
from tests.api.world import Browser, World

NEW = "/settings/webhooks/new"
FORM = {"url": URL, "events": ["port_order.completed", "port_order.rejected"]}


@pytest.fixture
async def admin(world: World) -> Browser:
    return await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)


async def made(admin: Browser) -> tuple[str, str]:
    """The path of a new endpoint's page, and its secret."""
    page = await admin.post(NEW, data=FORM)
    assert page.status_code == 200, page.text
    found, secret = re.search(r'action="(/settings/webhooks/whk_\w+)"', page.text), re.search(r'value="(whsec_[^"]+)"', page.text)
    assert found and secret
    return found[1], secret[1]


async def test_an_endpoint_is_added_tried_and_its_log_read(world: World, admin: Browser) -> None:
    assert "Add an endpoint" in (await admin.get("/settings/webhooks")).text
    form = (await admin.get(NEW)).text
    assert all(kind in form for kind in EventKind)
    path, secret = await made(admin)
    shown = (await admin.get(path)).text
    assert "hooks.example.com" in (await admin.get("/settings/webhooks")).text
    assert (secret in shown, "Send a test event" in shown, "2 kinds of events" in shown) == (False, True, True)
    assert (await admin.post(f"{path}/test")).headers["location"] == f"{path}?saved=yes"
    world.clock.pass_by(timedelta(minutes=1))
    await sent(world, Receiver(Answer(error="timed_out")))
    log = (await admin.get(f"{path}?state=waiting")).text
    assert "There was no answer within 15 seconds." in log
    delivery = re.search(r"/settings/webhook-deliveries/\w+", log)
    assert delivery
    told = (await admin.get(delivery[0])).text
    assert ("A test that somebody asked for." in told, "Next try" in told, "evt_" in told) == (True, True, True)
    assert ("Tries to come" in told, '<ol start="2">' in told, "1 of 10" in log) == (True, True, True)
    assert (await admin.post(f"{delivery[0]}/resend")).status_code == 303
    assert (await admin.post(f"{path}/replay", data={"hours": "24"})).status_code == 303


async def test_what_is_refused_is_said_and_what_was_typed_is_kept(admin: Browser) -> None:
    for typed, said in (
        ({}, "This is missing."),
        ({"url": "http://hooks.example.com/x", "events": "port_order.completed"}, "Webhooks go to https addresses only."),
        ({"url": URL}, "at least one kind of event"),
    ):
        page = await admin.post(NEW, data=typed)
        assert (page.status_code, said in page.text, typed.get("url", "") in page.text) == (422, True, True)
    path, _ = await made(admin)
    page = await admin.post(path, data=FORM | {"url": "https://10.0.0.1/"})
    assert (page.status_code, "no IP address" in page.text) == (422, True)
    assert (await admin.post(f"{path}/replay", data={"hours": "5000"})).status_code == 422


async def test_a_secret_is_changed_and_an_endpoint_switched_off_on_and_deleted(admin: Browser) -> None:
    path, secret = await made(admin)
    page = (await admin.post(f"{path}/secret", data={"earlier": "keep"})).text
    assert ("whsec_" in page, secret in page, "Earlier secret" in page) == (True, False, True)
    for typed in ({"earlier": "keep"}, {}):
        page = await admin.post(f"{path}/secret", data=typed)
        assert (page.status_code, "The older one stops at once" in page.text, "whsec_" in page.text) == (422, True, False)
    page = (await admin.post(f"{path}/secret", data={"earlier": "stop"})).text
    assert ("whsec_" in page, "Earlier secret" in page) == (True, False)
    assert (await admin.post(path, data=FORM | {"events": "port_order.cancelled"})).status_code == 303
    await admin.post(f"{path}/disable")
    off = (await admin.get(path)).text
    assert ("switched off by somebody" in off, "1 kind of event" in off) == (True, True)
    assert (await admin.post(f"{path}/test")).status_code == 422
    await admin.post(f"{path}/enable")
    assert "Send a test event" in (await admin.get(path)).text
    assert (await admin.post(f"{path}/removal")).headers["location"] == "/settings/webhooks?saved=yes"
    assert (await admin.get(path)).status_code == 404
