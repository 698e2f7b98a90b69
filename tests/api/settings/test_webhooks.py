"""Customers' webhooks over the API: made, changed, tried, listed, sent again."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from activities.webhooks import WebhookCourier
from domain.access import Role
from domain.webhooks import MOST_ENDPOINTS, TRIES, ReceiverTrouble
from notifications.outbound.address import Address, read
from notifications.outbound.guard import Guard
from notifications.outbound.posting import Answer, GuardedPost, Posts
from tests.api.world import Browser, World
from tests.notifications.outbound import Names, listening

URL = "https://hooks.example.com/t0ken"
NEW = {"url": URL, "events": ["port_order.completed"]}


@dataclass(slots=True)
class Receiver:
    answer: Answer = field(default_factory=lambda: Answer(200))
    got: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        self.got.append((url, content, headers))
        return self.answer


@pytest.fixture
async def admin(world: World) -> Browser:
    return await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)


async def sent(world: World, receiver: Posts) -> None:
    courier = WebhookCourier(world.system, world.parts.envelope, receiver, world.clock, lambda: 0.5)
    while await courier.send_due():
        await courier.landed()


async def made(browser: Browser) -> tuple[str, str]:
    answer = await browser.post("/v1/webhooks", json=NEW)
    assert answer.status_code == 201, answer.text
    return answer.json()["shown"]["id"], answer.json()["secret"]


async def test_a_test_event_arrives_signed_and_is_in_the_log(world: World, admin: Browser) -> None:
    endpoint, secret = await made(admin)
    told = (await admin.post(f"/v1/webhooks/{endpoint}/test")).json()
    assert (told["state"], told["type"], told["tries"]) == ("waiting", "webhook.test", 0)
    world.clock.pass_by(timedelta(minutes=1))
    receiver = Receiver()
    await sent(world, receiver)
    url, content, headers = next(each for each in receiver.got if endpoint.encode() in each[1])
    assert Webhook(secret).verify(content, dict(headers))["data"] == {"endpoint_id": endpoint}
    assert headers["webhook-id"] == told["event_id"]
    (listed,) = (await admin.get(f"/v1/webhooks/{endpoint}/deliveries?state=sent")).json()["items"]
    assert (listed["id"], listed["tries"]) == (told["id"], 1)
    detail = (await admin.get(f"/v1/webhook-deliveries/{told['id']}")).json()
    assert [each["status"] for each in detail["attempts"]] == [200]
    again = await admin.post(f"/v1/webhook-deliveries/{told['id']}/resend")
    assert (again.status_code, again.json()["delivery"]["state"]) == (202, "waiting")
    assert url == URL


async def test_a_receiver_on_this_machine_hears_of_it_over_the_wire(world: World) -> None:
    guard = Guard(Names([("127.0.0.1",)]), this_machine=True)
    here = World(replace(world.parts, receivers=guard), world.system)
    admin = await here.signed_in(await here.organisation(), Role.CUSTOMER_ADMIN)
    async with listening() as listener:
        address = f"http://localhost:{listener.port}/t0ken"
        made = (await admin.post("/v1/webhooks", json={"url": address})).json()
        await admin.post(f"/v1/webhooks/{made['shown']['id']}/test")
        world.clock.pass_by(timedelta(minutes=1))
        await sent(world, GuardedPost(guard, ssl.create_default_context()))
        headers = {name: listener.header(name) for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
        assert Webhook(made["secret"]).verify(listener.bodies[-1], headers)["type"] == "webhook.test"


async def test_a_secret_is_shown_once_and_changed_with_a_day_of_both(world: World, admin: Browser) -> None:
    key = {"Idempotency-Key": "webhook-once-1"}
    first = (await admin.post("/v1/webhooks", json=NEW, headers=key)).json()
    second = (await admin.post("/v1/webhooks", json=NEW, headers=key)).json()
    assert first["secret"].startswith("whsec_") and second == first | {"secret": ""}
    endpoint = first["shown"]["id"]
    rotated = (await admin.post(f"/v1/webhooks/{endpoint}/secret")).json()
    assert rotated["secret"] not in ("", first["secret"])
    refused = await admin.post(f"/v1/webhooks/{endpoint}/secret")
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook.rotating")
    for secret in (first["secret"], rotated["secret"]):
        assert secret not in (await admin.get("/v1/webhooks")).text
    await admin.post(f"/v1/webhooks/{endpoint}/test")
    world.clock.pass_by(timedelta(minutes=1))
    receiver = Receiver()
    await sent(world, receiver)
    _, content, headers = next(each for each in receiver.got if endpoint.encode() in each[1])
    assert all(Webhook(secret).verify(content, dict(headers)) for secret in (first["secret"], rotated["secret"]))


@pytest.mark.parametrize(("earlier", "left"), [("drop_oldest", [False, True, True]), ("stop", [False, False, True])])
async def test_a_secret_is_changed_again_and_those_before_it_stop(world: World, admin: Browser, earlier: str, left: list[bool]) -> None:
    endpoint, first = await made(admin)
    second = (await admin.post(f"/v1/webhooks/{endpoint}/secret", json={"earlier": "keep"})).json()["secret"]
    answer = (await admin.post(f"/v1/webhooks/{endpoint}/secret", json={"earlier": earlier})).json()
    assert (answer["shown"]["previous_secret_until"] is None) == (earlier == "stop")
    await admin.post(f"/v1/webhooks/{endpoint}/test")
    world.clock.pass_by(timedelta(minutes=1))
    receiver = Receiver()
    await sent(world, receiver)
    _, content, headers = next(each for each in receiver.got if endpoint.encode() in each[1])
    assert [fits(secret, content, headers) for secret in (first, second, answer["secret"])] == left


async def test_two_who_change_a_secret_at_once_do_not_take_each_others_away(admin: Browser) -> None:
    endpoint, _ = await made(admin)
    answers = await asyncio.gather(*(admin.post(f"/v1/webhooks/{endpoint}/secret") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


def fits(secret: str, content: bytes, headers: Mapping[str, str]) -> bool:
    try:
        Webhook(secret).verify(content, dict(headers))
    except WebhookVerificationError:
        return False
    return True


async def test_the_log_tells_when_it_is_tried_and_a_wait_ends_when_somebody_sends(world: World, admin: Browser) -> None:
    endpoint, _ = await made(admin)
    told = (await admin.post(f"/v1/webhooks/{endpoint}/test")).json()
    world.clock.pass_by(timedelta(minutes=1))
    await sent(world, Receiver(Answer(503, patience=b"3600")))
    detail = (await admin.get(f"/v1/webhook-deliveries/{told['id']}")).json()
    assert (len(detail["planned"]), detail["planned"][0]) == (TRIES - 1, detail["delivery"]["next_at"])
    assert (await admin.get(f"/v1/webhooks/{endpoint}")).json()["quiet_until"] == detail["planned"][0]
    await admin.post(f"/v1/webhook-deliveries/{told['id']}/resend")
    assert (await admin.get(f"/v1/webhooks/{endpoint}")).json()["quiet_until"] is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://hooks.example.com/", ReceiverTrouble.NOT_HTTPS),
        ("https://169.254.169.254/latest/", ReceiverTrouble.NOT_A_NAME),
        ("https://user:pass@hooks.example.com/", ReceiverTrouble.CREDENTIALS),
        ("https://hooks.example.com:22/", ReceiverTrouble.PORT),
    ],
)
async def test_an_unfit_address_is_refused_when_it_is_saved(admin: Browser, url: str, code: str) -> None:
    endpoint, _ = await made(admin)
    for answer in (
        await admin.post("/v1/webhooks", json=NEW | {"url": url}),
        await admin.patch(f"/v1/webhooks/{endpoint}", json={"url": url}),
    ):
        assert (answer.status_code, answer.json()["errors"][0]["code"] if "errors" in answer.json() else answer.json()["code"]) == (
            422,
            code,
        )


async def test_a_name_that_leads_inside_is_refused_when_it_is_saved(world: World) -> None:
    async def inside(host: str) -> tuple[Address, ...]:
        return read("93.184.215.14"), read("10.0.0.5")

    inner = World(replace(world.parts, receivers=Guard(inside)), world.system)
    admin = await inner.signed_in(await inner.organisation(), Role.CUSTOMER_ADMIN)
    answer = await admin.post("/v1/webhooks", json=NEW)
    assert (answer.status_code, ReceiverTrouble.NOT_PUBLIC in answer.text) == (422, True)


async def test_a_disabled_endpoint_gets_nothing_until_it_is_enabled(admin: Browser) -> None:
    endpoint, _ = await made(admin)
    waiting = (await admin.post(f"/v1/webhooks/{endpoint}/test")).json()["id"]
    assert (await admin.post(f"/v1/webhooks/{endpoint}/disable")).json()["reason"] == "owner"
    assert (await admin.get(f"/v1/webhook-deliveries/{waiting}")).json()["delivery"]["last_error"] == "endpoint_disabled"
    for path in ("test", "replay"):
        body = {"since": "2026-01-01T00:00:00Z"} if path == "replay" else None
        assert (await admin.post(f"/v1/webhooks/{endpoint}/{path}", json=body)).status_code == 409
    assert (await admin.post(f"/v1/webhooks/{endpoint}/enable")).json()["state"] == "active"
    assert (await admin.post(f"/v1/webhooks/{endpoint}/replay", json={"since": "2026-01-01T00:00:00Z"})).json() == {"count": 0}
    assert (await admin.delete(f"/v1/webhooks/{endpoint}")).status_code == 204
    assert (await admin.get(f"/v1/webhook-deliveries/{waiting}")).status_code == 404


async def test_there_are_ten_at_most_and_each_hears_of_something_that_exists(admin: Browser) -> None:
    for body in (NEW | {"events": []}, NEW | {"events": ["port_order.exploded"]}, NEW | {"events": ["webhook.test"]}):
        assert (await admin.post("/v1/webhooks", json=body)).status_code == 422
    assert len((await admin.post("/v1/webhooks", json={"url": URL})).json()["shown"]["events"]) > 15
    for _ in range(MOST_ENDPOINTS - 1):
        await made(admin)
    assert (await admin.post("/v1/webhooks", json=NEW)).json()["code"] == "webhook.too_many"


async def test_who_only_looks_on_sees_the_host(world: World) -> None:
    organisation, staff = await world.organisation(), await world.organisation("staff", name="Portwright")
    endpoint, _ = await made(await world.signed_in(organisation, Role.CUSTOMER_ADMIN))
    support = await world.signed_in(staff, Role.SUPPORT, acting_for=organisation)
    answer = await support.get(f"/v1/webhooks/{endpoint}")
    assert (answer.json()["url"], "t0ken" in answer.text) == ("https://hooks.example.com/…", False)
