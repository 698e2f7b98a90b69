"""An order that was found wanting is corrected and sent again: as a whole after our check, as supplements after a refusal."""

from datetime import timedelta

import pytest

from domain.access import Role
from domain.ids import PortId, order_stream
from domain.porting import facts as f
from store import record
from store.database import system_transaction
from tests.api.drafting import Drafting, with_carrier
from tests.api.orders_world import answering, unused
from tests.api.pages import said, send
from tests.api.world import World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return answering(with_carrier(world))


def numbers(first: int) -> tuple[str, ...]:
    return tuple(f"+1720555{line:04d}" for line in range(first, first + 2))


async def tell(place: World, stream: str, order_id: str, *told: f.Fact) -> None:
    async with system_transaction(place.system) as connection:
        held = await record.hold(connection, order_id)
        n = 0 if stream == order_stream(order_id) else 1
        seq = held.whole.parts[n].seq if n else held.whole.order.seq
        entries = [f.Entry(seq + 1 + at, place.clock(), "system", fact) for at, fact in enumerate(told)]
        await record.record_held(connection, held, stream, n, entries)


async def under_way(place: World, wanted: tuple[str, ...]) -> Drafting:
    made = await Drafting.begin(place)
    await made.ready(wanted)
    assert (await made.submit()).status_code == 202
    return made


async def rejected(place: World, wanted: tuple[str, ...]) -> Drafting:
    made = await under_way(place, wanted)
    revision, part = (await made.draft())["revision"], PortId(made.order_id, 1)
    await tell(place, order_stream(made.order_id), made.order_id, f.OrderSplit(revision, (f.Part(1, "rehearsal", wanted, "9999", True),)))
    sent = f.LsrSubmitted(part.request_key("submit", 0), f"ref-{made.order_id}", revision)
    told = f.LsrRejected(("pending_order",), place.clock(), answers=1, notice_id="n1")
    await tell(place, part.stream, made.order_id, sent, told)
    return made


async def test_what_our_check_found_is_corrected_and_checked_again(place: World) -> None:
    made = await under_way(place, numbers(100))
    revision = (await made.draft())["revision"]
    await tell(place, order_stream(made.order_id), made.order_id, f.PreflightFailed(revision, ("billing_name.not_on_bill",)))
    body = (await made.admin.get(made.path())).json()
    assert (body["status"], body["reopened"], body["problems"][0]["code"]) == ("needs_input", False, "billing_name.not_on_bill")
    assert (await made.admin.post(made.path("/correction"), json={})).status_code == 200
    assert (await made.admin.get(made.path())).json()["reopened"]
    sent = await made.admin.post(made.path("/resubmission"), json={})
    assert (sent.status_code, sent.json()["status"], sent.json()["commands"][0]["name"]) == (200, "validating", "correct_order")
    assert (await made.draft())["state"] == "submitted"


async def test_a_refusal_that_needs_no_change_is_answered_with_a_supplement(place: World) -> None:
    made = await rejected(place, numbers(104))
    assert (await made.admin.post(made.path("/correction"), json={})).status_code == 200
    sent = await made.admin.post(made.path("/resubmission"), json={})
    assert (sent.status_code, [(one["name"], one["n"]) for one in sent.json()["commands"]]) == (200, [("correct_port", 1)])
    line = (await made.admin.get(made.path("/timeline"))).json()["items"][-1]
    assert (line["kind"], line["n"]) == ("correction_accepted", 1)


async def test_what_stands_in_the_way_is_told_and_nothing_is_sent(place: World) -> None:
    made = await rejected(place, numbers(108))
    await made.draft()
    await made.patch(billing_name="Somebody Else LLC")
    blocked = await made.admin.post(made.path("/resubmission"), json={})
    assert blocked.status_code == 422
    assert "billing_name.not_on_bill" in {each["code"] for each in blocked.json()["findings"]}
    page = await send(made.admin, f"/orders/{made.order_id}/resubmit", {})
    assert (page.status_code, "Still in the way" in said(page)) == (422, True)
    kinds = [line["kind"] for line in (await made.admin.get(made.path("/timeline"))).json()["items"]]
    assert kinds[-1] == "lsr_rejected"


async def test_the_console_corrects_and_sends(place: World) -> None:
    made = await rejected(place, numbers(112))
    page = f"/orders/{made.order_id}"
    assert "Send the corrected order" not in said(await made.admin.get(page))
    opened = await send(made.admin, page, {"seen": "0"}, to=f"{page}/correct")
    assert opened.status_code == 303
    assert "Send the corrected order" in said(await made.admin.get(page))
    done = await send(made.admin, f"{page}/resubmit", {})
    assert (done.status_code, done.headers["location"].startswith(f"{page}?asked=cmd_")) == (303, True)
    refused = await send(made.admin, f"{page}/resubmit", {})
    assert (refused.status_code, "Nothing in this order waits for a correction" in said(refused)) == (422, True)


async def test_a_letter_that_no_longer_covers_the_order_is_signed_again(place: World) -> None:
    made = await rejected(place, tuple(each.number for each in unused(2)))

    async def again() -> tuple[bool, str]:
        actions = (await made.admin.get(made.path())).json()["actions"]
        (one,) = [action for action in actions if action["action"] == "sign_again"]
        assert one["wrong"] and one["remedy"] and one["rule_id"]
        return one["allowed"], one["code"]

    assert await again() == (False, "letter.correct_first")
    assert (await made.admin.post(made.path("/correction"), json={})).status_code == 200
    assert await again() == (False, "loa.signed")
    await made.draft()
    assert (await made.patch(billing_name="Sunnydale Books and Records LLC")).status_code == 200
    assert await again() == (True, "letter.changed")
    nobody = await made.admin.post(made.path("/loa/invitation/again"))
    assert (nobody.status_code, nobody.json()["code"]) == (409, "loa.nobody_asked")
    assert (await made.admin.post(made.path("/loa/invitation"), json={"email": "willow@example.com"})).status_code == 202
    assert await again() == (True, "letter.open")
    assert "Asking again mails a fresh link" in said(await made.admin.get(f"/orders/{made.order_id}"))
    assert (await made.admin.post(made.path("/loa/invitation/again"))).status_code == 202
    place.clock.pass_by(timedelta(days=8))
    made.admin = await place.signed_in(made.organisation, Role.CUSTOMER_ADMIN)
    assert await again() == (True, "letter.expired")
    assert (await made.sign()).status_code == 201
    assert await again() == (False, "loa.signed")


async def test_a_draft_says_whether_its_letter_is_signed_again(place: World) -> None:
    made = await Drafting.begin(place)
    (action,) = (await made.admin.get(made.path())).json()["actions"]
    assert (action["action"], action["allowed"], action["code"]) == ("sign_again", False, "loa.nobody_asked")
    await made.complete(tuple(each.number for each in unused(2)))
    assert (await made.admin.post(made.path("/loa/invitation"), json={"email": "willow@example.com"})).status_code == 202
    (action,) = (await made.admin.get(made.path())).json()["actions"]
    assert (action["allowed"], action["code"]) == (True, "letter.open")
