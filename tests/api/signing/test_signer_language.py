"""The signer is written to and led in their own language; what they sign stays English."""

from datetime import timedelta

import pytest

from store.database import system_transaction
from store.outgoing import letters
from store.outgoing.deliveries import Waiting
from store.paper import sign_reminders
from store.rows import many, reading
from store.schema.crossings import deliveries
from tests.api.drafting import Drafting, with_carrier
from tests.api.front.test_languages import language_of
from tests.api.orders_world import unused
from tests.api.pages import said, send
from tests.api.signing.test_sign_links import link_of, opened, post, sign
from tests.api.world import World

ENGLISH = {"accept-language": "en-US,en"}


@pytest.fixture
async def drafting(world: World) -> Drafting:
    made = await Drafting.begin(with_carrier(world))
    await made.complete(tuple(each.number for each in unused(2)))
    return made


async def languages_of_mails(drafting: Drafting) -> list[str]:
    async with system_transaction(drafting.world.system) as connection:
        mine = reading(deliveries, Waiting).where(deliveries.c.order_id == drafting.order_id, deliveries.c.user_id == "")
        rows = many(await connection.execute(mine), Waiting)
        return [(await letters.reader(connection, drafting.world.parts.envelope, row)).language for row in rows]


async def test_the_signer_is_spoken_to_in_the_language_that_was_chosen(drafting: Drafting) -> None:
    page = f"/orders/{drafting.order_id}/draft/letter"
    asked = await send(drafting.admin, page, {"email": "willow@example.com", "language": "de"})
    assert asked.status_code == 303, said(asked)
    (invitation,) = (await drafting.admin.get(drafting.path("/loa/invitations"))).json()["items"]
    assert invitation["language"] == "de"
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    letter = await browser.get(link, headers=ENGLISH)
    assert (language_of(letter), '<div lang="en">' in letter.text, "Letter of Authorization" in said(letter)) == ("de", True, True)
    wrong = await sign(browser, link, first="Xander")
    assert (wrong.status_code, 'id="first_name-error" lang="de"' in wrong.text) == (422, True)
    assert "The typed name" not in said(wrong)
    async with system_transaction(drafting.world.system) as connection:
        await connection.execute(deliveries.update().where(deliveries.c.message == "please_sign").values(state="sent"))
        await sign_reminders.remind(connection, drafting.world.parts.envelope, drafting.world.clock() + timedelta(days=3))
    assert await languages_of_mails(drafting) == ["de", "de", "de"], "the link, the code and the reminder"
    assert (await drafting.admin.post(drafting.path("/loa/invitation/again"))).json()["language"] == "de"


async def test_without_a_choice_it_is_the_organisations_and_the_browsers_choice_goes_first(drafting: Drafting) -> None:
    answer = await drafting.admin.post(drafting.path("/loa/invitation"), json={"email": "willow@example.com"})
    assert answer.json()["language"] == "en"
    odd = await drafting.admin.post(drafting.path("/loa/invitation"), json={"email": "willow@example.com", "language": "tlh"})
    assert (odd.status_code, odd.json()["errors"][0]["pointer"]) == (422, "/language")
    link, browser = await link_of(drafting), drafting.world.stranger()
    assert language_of(await browser.get(link, headers={"accept-language": "sv"})) == "en"
    await send(browser, link, {"language": "sv"}, to="/language")
    assert language_of(await post(browser, link, "/code")) == "sv"
