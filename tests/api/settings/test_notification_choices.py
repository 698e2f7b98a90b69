"""Mails are chosen for each membership and honoured where recipients are; a mail's link ends one kind for one person (rule 40)."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import update

from activities.mailing import Courier
from api.actions.settings.notification_choices import leaving
from domain.access import Role
from notifications.courier import EmlFolder
from notifications.mail import Mailbox
from notifications.message import Message
from notifications.registry import message_data
from notifications.samples import SAMPLES
from store.database import system_transaction, tenant_transaction
from store.outgoing import deliveries
from store.outgoing.deliveries import Delivery
from store.schema.crossings import deliveries as rows
from store.tenancy import users
from store.tenancy.users import Membership
from tests.api.drafting import Drafting, with_carrier
from tests.api.pages import mails, said, send
from tests.api.world import BASE, World
from words.mails import OPTIONAL_MAILS


def all_but(organisation: str, *unwanted: str) -> dict[str, str]:
    return {"shown": organisation, f"wanted-{organisation}": ",".join(kind for kind in OPTIONAL_MAILS if kind not in unwanted)}


async def told(world: World, organisation: str, kind: str, *people: str) -> set[str]:
    """Whom a mail of this kind reaches."""
    wanted = [Delivery(organisation, "mail", kind, f"{kind}/{organisation}/{one}", world.clock(), user_id=one) for one in people]
    async with tenant_transaction(world.parts.app, (organisation,)) as connection:
        await deliveries.enqueue(connection, wanted)
    return {mail["user_id"] for mail in await mails(world, kind) if mail["organisation_id"] == organisation}


async def test_a_mail_that_is_switched_off_comes_no_more_and_others_do(world: World) -> None:
    organisation = await world.organisation()
    one, other = await world.user(organisation, Role.CUSTOMER_ADMIN), await world.user(organisation, Role.CUSTOMER_ADMIN)
    browser = await world.browser(one)
    assert (await browser.get("/notifications")).headers["location"] == "/settings/notifications"
    assert (await send(browser, "/settings/notifications", all_but(organisation, "foc_moved"))).status_code == 303
    page = (await browser.get("/settings/notifications")).text
    assert page.count(" checked") == len(OPTIONAL_MAILS) - 1
    assert await told(world, organisation, "foc_moved", one, other) == {other}
    assert await told(world, organisation, "foc_confirmed", one, other) == {one, other}


async def test_orders_leave_out_who_does_not_want_to_hear(world: World) -> None:
    drafting = await Drafting.begin(with_carrier(world))
    listener = await world.user(drafting.organisation, Role.CUSTOMER_ADMIN)
    deaf = await world.user(drafting.organisation, Role.CUSTOMER_ADMIN)
    await send(await world.browser(deaf), "/settings/notifications", all_but(drafting.organisation, "order_received"))
    await drafting.ready(("+13035550131",))
    await drafting.submit()
    reached = {mail["user_id"] for mail in await mails(world, "order_received") if mail["organisation_id"] == drafting.organisation}
    assert listener in reached
    assert deaf not in reached


async def test_a_problem_cannot_be_switched_off(world: World) -> None:
    organisation = await world.organisation()
    one = await world.user(organisation, Role.CUSTOMER_ADMIN)
    await send(await world.browser(one), "/settings/notifications", {"shown": organisation})
    assert await told(world, organisation, "problem_found", one) == {one}
    assert await told(world, organisation, "order_completed", one) == set()


async def test_one_post_without_signing_in_ends_one_kind_for_one_person(world: World) -> None:
    organisation = await world.organisation()
    one, other = await world.user(organisation, Role.CUSTOMER_ADMIN), await world.user(organisation, Role.CUSTOMER_ADMIN)
    link = "/unsubscribe/" + leaving(world.parts).token(one, organisation, "foc_moved")
    program = world.stranger()
    asked = await program.get(link)
    assert asked.status_code == 200
    assert await told(world, organisation, "foc_moved", one) == {one}
    for _ in range(2):
        answer = await program.post(link, data={"List-Unsubscribe": "One-Click"}, headers={"Origin": "null"})
        assert answer.status_code == 200
        assert "The date of an order was moved" in said(answer)
    assert await told(world, organisation, "foc_moved", other) == {one, other}
    async with system_transaction(world.system) as connection:
        again = Delivery(organisation, "mail", "foc_moved", f"again/{one}", world.clock(), user_id=one)
        assert await deliveries.enqueue(connection, [again]) == 0
    assert await told(world, organisation, "foc_confirmed", one) == {one}


async def sent_mail(world: World, folder: Path, wanted: Delivery) -> EmailMessage:
    """The mail as the courier sends it. It is made to wait since long ago, so that the courier of that time takes no other test's."""
    then = datetime(2001, 1, 1, tzinfo=UTC)
    async with system_transaction(world.system) as connection:
        assert await deliveries.enqueue(connection, [wanted]) == 1
        await connection.execute(update(rows).where(rows.c.id == wanted.id).values(next_at=then))
    sender = Mailbox("porting@portwright.example")
    courier = Courier(world.system, world.parts.envelope, EmlFolder(folder), sender, BASE, lambda: then, leaving(world.parts))
    assert await courier.send_due() == 1
    (file,) = folder.glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    file.unlink()
    assert isinstance(mail, EmailMessage)
    return mail


async def test_the_mail_itself_carries_the_link_that_ends_its_kind(world: World, tmp_path: Path) -> None:
    organisation = await world.organisation()
    one = await world.user(organisation, Role.CUSTOMER_ADMIN)
    optional, compulsory = SAMPLES["comment_added"], SAMPLES["webhook_disabled"]

    def wanted(message: Message) -> Delivery:
        key = f"{message.template}/{one}"
        return Delivery(organisation, "mail", message.template, key, world.clock(), user_id=one, data=message_data(message))

    mail = await sent_mail(world, tmp_path, wanted(optional))
    link = str(mail["List-Unsubscribe"]).removeprefix("<").removesuffix(">")
    assert (link.startswith(f"{BASE}/unsubscribe/"), mail["List-Unsubscribe-Post"]) == (True, "List-Unsubscribe=One-Click")
    assert all(link in body.get_content() for kind in ("plain", "html") if (body := mail.get_body((kind,))))
    answer = await world.stranger().post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert await told(world, organisation, "comment_added", one) == {one}  # The one that was sent; no other came.
    async with system_transaction(world.system) as connection:
        assert await deliveries.enqueue(connection, [replace(wanted(optional), message_key=f"again/{one}")]) == 0
    mail = await sent_mail(world, tmp_path, wanted(compulsory))
    assert "List-Unsubscribe" not in mail


async def test_the_page_speaks_the_readers_language(world: World) -> None:
    organisation = await world.organisation()
    one = await world.user(organisation, Role.CUSTOMER_ADMIN)
    async with system_transaction(world.system) as connection:
        await users.speak(connection, one, "sv")
    page = await world.stranger().get("/unsubscribe/" + leaving(world.parts).token(one, organisation, "foc_moved"))
    assert '<html lang="sv">' in page.text


@pytest.mark.parametrize("change", ["person", "kind", "seal", "compulsory"])
async def test_a_link_of_other_making_ends_nothing(world: World, change: str) -> None:
    organisation = await world.organisation()
    one = await world.user(organisation, Role.CUSTOMER_ADMIN)
    user, place, kind, seal = leaving(world.parts).token(one, organisation, "foc_moved").split(".")
    token = {
        "person": f"usr_other.{place}.{kind}.{seal}",
        "kind": f"{user}.{place}.foc_confirmed.{seal}",
        "seal": f"{user}.{place}.{kind}.{seal[:-1]}",
        "compulsory": leaving(world.parts).token(one, organisation, "problem_found"),
    }[change]
    assert (await world.stranger().post(f"/unsubscribe/{token}")).status_code == 410
    assert await told(world, organisation, "foc_moved", one) == {one}


async def test_a_partners_choice_holds_for_its_customers(world: World) -> None:
    customer = await world.organisation()
    partner = await world.partner_of(customer)
    agent = await world.user(partner, Role.PARTNER)
    assert (
        await world.stranger().post("/unsubscribe/" + leaving(world.parts).token(agent, customer, "order_submitted"))
    ).status_code == 200
    assert await told(world, customer, "order_submitted", agent) == set()
    page = (await (await world.browser(agent)).get("/settings/notifications")).text
    assert page.count(" checked") == len(OPTIONAL_MAILS) - 1


async def test_who_leaves_takes_their_choices_along(world: World) -> None:
    organisation = await world.organisation()
    one = await world.user(organisation, Role.VIEWER)
    await send(await world.browser(one), "/settings/notifications", all_but(organisation, "foc_moved"))
    async with system_transaction(world.system) as connection:
        await users.leave(connection, one, organisation)
        await users.join(connection, Membership(one, organisation, Role.VIEWER, world.clock()))
    assert await told(world, organisation, "foc_moved", one) == {one}
