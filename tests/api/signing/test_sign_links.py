"""The mailed link: opened by six digits from the same mailbox, signed or declined, and ended only by a change of what the letter covers."""

import asyncio
import json
import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from api.actions.signing import sign_codes, sign_requests
from api.actions.signing.sign_links import PROOF_LASTS
from documents.loa.evidence import Identified
from documents.loa.verification import verify_loa
from domain.access import Role
from store.database import system_transaction
from store.paper import sign_reminders
from store.schema.crossings import deliveries
from store.schema.papers import signature_requests, signatures
from tests.api.drafting import SIGNER, Drafting, sealing_trust, with_carrier
from tests.api.pages import said, send, token_in
from tests.api.world import Browser, World

NUMBERS = ("+13035550130", "+13035550131")
MAILBOX = "willow@example.com"


@pytest.fixture
def place(world: World) -> World:
    return with_carrier(world)


@pytest.fixture
async def drafting(place: World) -> Drafting:
    made = await Drafting.begin(place)
    await made.complete(NUMBERS)
    await ask(made)
    return made


async def ask(drafting: Drafting, email: str = MAILBOX) -> str:
    drafting.world.clock.pass_by(timedelta(seconds=1))
    answer = await drafting.admin.post(drafting.path("/loa/invitation"), json={"email": email})
    assert answer.status_code == 202, answer.text
    return f"/sign/{(await mailed(drafting, 'please_sign'))['token']}"


async def mailed(drafting: Drafting, message: str) -> dict[str, str]:
    """What the newest such mail of the order says, as its reader finds it."""
    newest = select(deliveries).where(deliveries.c.order_id == drafting.order_id, deliveries.c.message == message)
    row = (await drafting.execute(newest.order_by(deliveries.c.at.desc()).limit(1))).one()
    box = await drafting.world.parts.envelope.box(drafting.organisation)
    return dict(row.data) | json.loads(box.open("deliveries", "data_sealed", row.id, row.data_sealed))


async def link_of(drafting: Drafting) -> str:
    return f"/sign/{(await mailed(drafting, 'please_sign'))['token']}"


async def post(browser: Browser, link: str, step: str = "", **fields: str) -> httpx.Response:
    return await send(browser, link, fields, f"{link}{step}")


async def opened(drafting: Drafting, link: str) -> Browser:
    """A browser in which the code was typed."""
    browser = drafting.world.stranger()
    assert (await post(browser, link, "/code")).status_code == 200
    answer = await post(browser, link, "/proof", code=(await mailed(drafting, "sign_code"))["code"])
    assert answer.status_code == 303, said(answer)
    return browser


async def sign(browser: Browser, link: str, first: str = SIGNER[0], last: str = SIGNER[1], **more: str) -> httpx.Response:
    page = (await browser.get(link)).text
    shown = dict(re.findall(r'name="(document_sha256|consent_version)" value="([^"]+)"', page))
    fields = {"first_name": first, "last_name": last, "consent": "yes", "title": "", **shown, **more}
    return await post(browser, link, **fields)


async def test_the_link_alone_shows_no_letter(drafting: Drafting) -> None:
    browser, link = drafting.world.stranger(), await link_of(drafting)
    page = await browser.get(link)
    assert page.status_code == 200
    assert "<title>Confirm your mailbox" in page.text
    assert "w••••@example.com" in page.text
    for hidden in ("Sunnydale", "555", "Willow", MAILBOX):
        assert hidden not in page.text
    assert (await browser.get(f"{link}/letter")).status_code == 409
    assert (await post(browser, link, first_name="Willow")).status_code == 422


async def test_one_thing_is_asked_at_a_time(drafting: Drafting) -> None:
    link, browser = await link_of(drafting), drafting.world.stranger()
    first = (await browser.get(link)).text
    assert "Mail me the code" in first and 'name="code"' not in first
    await post(browser, link, "/code")
    again = (await browser.get(link)).text
    assert 'autocomplete="one-time-code"' in again and "Mail me another code" in again
    drafting.world.clock.pass_by(sign_codes.LASTS + timedelta(seconds=1))
    assert 'name="code"' not in (await browser.get(link)).text


async def test_opening_the_link_mails_nothing(drafting: Drafting) -> None:
    await drafting.world.stranger().get(await link_of(drafting))
    codes = select(deliveries.c.id).where(deliveries.c.order_id == drafting.order_id, deliveries.c.message == "sign_code")
    assert (await drafting.execute(codes)).all() == []


async def test_the_signer_opens_the_letter_by_the_code_and_signs_it(drafting: Drafting) -> None:
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    page = await browser.get(link)
    assert "Letter of Authorization</h1>" in page.text
    assert (await browser.get(f"{link}/letter")).headers["Content-Disposition"].startswith("attachment")
    drafting.world.clock.pass_by(timedelta(minutes=2))
    done = await sign(browser, link)
    assert done.status_code == 200, said(done)
    assert "Thank you, the letter is signed" in said(done)
    assert (await drafting.draft())["state"] == "ready"
    row = (await drafting.execute(select(signatures).where(signatures.c.order_id == drafting.order_id))).one()
    assert (row.method, row.authority_id) == (Identified.MAILED_CODE, "")
    copy = re.search(r"/sign/[\w-]+/copy", done.text)
    assert copy and (await browser.get(copy[0])).content.startswith(b"%PDF-")


async def test_the_evidence_tells_the_chain_from_asking_to_signing(drafting: Drafting) -> None:
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    await browser.get(link)
    drafting.world.clock.pass_by(timedelta(minutes=2))
    copy = re.search(r"/sign/[\w-]+/copy", (await sign(browser, link)).text)
    assert copy
    sealed = (await browser.get(copy[0])).content
    evidence = (await asyncio.to_thread(verify_loa, sealed, sealing_trust())).evidence
    assert evidence is not None
    assert evidence.identified is Identified.MAILED_CODE
    assert [event.kind for event in evidence.events] == ["asked", "mailbox_proven", "shown", "consented", "signed"]
    assert [event.at for event in evidence.events] == sorted(event.at for event in evidence.events)
    assert evidence.events[-1].at - evidence.events[2].at >= timedelta(minutes=2)
    assert evidence.events[0].actor.startswith("usr_") and evidence.events[-1].actor.startswith("inv_")


async def test_the_code_opens_the_letter_in_that_browser_only_and_for_an_hour(drafting: Drafting) -> None:
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    assert "Confirm your mailbox" in (await drafting.world.stranger().get(link)).text
    drafting.world.clock.pass_by(PROOF_LASTS + timedelta(seconds=1))
    assert "Confirm your mailbox" in (await browser.get(link)).text


async def test_a_code_is_good_for_five_tries_and_fifteen_minutes(drafting: Drafting) -> None:
    link, browser = await link_of(drafting), drafting.world.stranger()
    await post(browser, link, "/code")
    right = (await mailed(drafting, "sign_code"))["code"]
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(sign_codes.TRIES):
        assert "tried too often" in said(await post(browser, link, "/proof", code=wrong))
    assert (await post(browser, link, "/proof", code=right)).status_code == 422
    drafting.world.clock.pass_by(timedelta(seconds=1))
    await post(browser, link, "/code")
    late = (await mailed(drafting, "sign_code"))["code"]
    drafting.world.clock.pass_by(sign_codes.LASTS + timedelta(seconds=1))
    assert (await post(browser, link, "/proof", code=late)).status_code == 422


async def test_so_many_codes_are_mailed_for_a_link_and_no_more(drafting: Drafting) -> None:
    link, browser = await link_of(drafting), drafting.world.stranger()
    for _ in range(sign_codes.CODES_PER_LINK):
        drafting.world.clock.pass_by(timedelta(minutes=20))
        assert (await post(browser, link, "/code")).status_code == 200
    drafting.world.clock.pass_by(timedelta(minutes=20))
    assert "Too many codes" in said(await post(browser, link, "/code"))


async def test_codes_asked_for_in_a_rush_are_not_mailed(drafting: Drafting) -> None:
    link, browser = await link_of(drafting), drafting.world.stranger()
    assert [(await post(browser, link, "/code")).status_code for _ in range(6)] == [200] * 5 + [429]


async def test_codes_and_addresses_are_kept_as_hash_and_ciphertext(drafting: Drafting) -> None:
    await post(drafting.world.stranger(), await link_of(drafting), "/code")
    code = (await mailed(drafting, "sign_code"))["code"]
    row = (await drafting.execute(select(signature_requests).where(signature_requests.c.order_id == drafting.order_id))).one()
    assert code not in str(row) and MAILBOX not in str(row)


async def test_declining_tells_the_administrators_why(drafting: Drafting) -> None:
    link = await link_of(drafting)
    answer = await post(drafting.world.stranger(), link, "/decline", reason="I left the company in May\u202e.")
    assert "You declined to sign" in said(answer)
    assert (await drafting.draft())["state"] == "draft"
    told = await mailed(drafting, "sign_declined")
    assert told["reason"] == "I left the company in May."
    [asked] = (await drafting.admin.get(drafting.path("/loa/invitations"))).json()["items"]
    assert (asked["state"], asked["mailbox"]) == ("declined", "w••••@example.com")
    assert asked["reason"] == "I left the company in May."
    page = said(await drafting.admin.get(f"/orders/{drafting.order_id}/draft/letter"))
    assert "declined" in page and "I left the company in May" in page
    row = (await drafting.execute(select(signature_requests).where(signature_requests.c.order_id == drafting.order_id))).one()
    assert "company" not in str(row)


@pytest.mark.parametrize(
    "end, title",
    [
        ("signed", "This letter is signed"),
        ("signed in the console", "This letter is signed"),
        ("declined", "You declined to sign this letter"),
        ("replaced", "A newer link was mailed"),
        ("changed", "This letter has changed"),
        ("expired", "This link has expired"),
        ("closed", "This order waits for no signature"),
        ("unknown", "This link is not known"),
    ],
)
async def test_every_end_of_a_link_has_a_page_of_its_own(drafting: Drafting, end: str, title: str) -> None:
    link = await link_of(drafting)
    match end:
        case "signed":
            await sign(await opened(drafting, link), link)
        case "signed in the console":
            assert (await drafting.sign()).status_code == 201
        case "declined":
            await post(drafting.world.stranger(), link, "/decline")
        case "replaced":
            await ask(drafting)
        case "changed":
            await drafting.draft()
            assert (await drafting.patch(billing_name="Magic Box Inc")).status_code == 200
        case "expired":
            drafting.world.clock.pass_by(sign_requests.LASTS + timedelta(seconds=1))
        case "closed":
            await drafting.draft()
            assert (await drafting.admin.delete(drafting.path("/draft"), headers={"If-Match": drafting.etag})).status_code in {200, 204}
        case "unknown":
            link = "/sign/" + "a" * 43
    page = await drafting.world.stranger().get(link)
    assert page.status_code == (404 if end == "unknown" else 410)
    assert f"<title>{title}" in page.text
    assert f"<h1>{title}</h1>" in page.text
    assert "555-0" not in page.text and "Sunnydale" not in page.text


@pytest.mark.parametrize("change", [{"account_number": "000412771"}, {"customer_reference": "later"}, {"requested_foc": None}])
async def test_a_change_of_what_the_letter_does_not_cover_leaves_the_link_alone(drafting: Drafting, change: dict[str, str]) -> None:
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    await browser.get(link)
    await drafting.draft()
    assert (await drafting.patch(**change)).status_code == 200
    done = await sign(browser, link)
    assert done.status_code == 200, said(done)
    shown = (await drafting.admin.get(drafting.path("/loa"))).json()
    assert shown["signature"] is not None


async def test_a_signature_outlives_a_change_that_it_does_not_cover(drafting: Drafting) -> None:
    assert (await drafting.sign()).status_code == 201
    await drafting.draft()
    assert (await drafting.patch(account_number="000412772")).status_code == 200
    assert (await drafting.draft())["state"] == "ready"
    shown = (await drafting.admin.get(drafting.path("/loa"))).json()
    assert shown["signature"]["document_id"].startswith("doc_")
    assert not {code for code in await drafting.codes() if code.startswith("loa")}


async def test_a_letter_that_changed_between_reading_and_signing_is_not_signed(drafting: Drafting) -> None:
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    token = token_in(await browser.get(link))
    await drafting.draft()
    await drafting.patch(billing_name="Magic Box Inc")
    answer = await browser.post(link, data={"csrf": token, "first_name": SIGNER[0], "last_name": SIGNER[1], "consent": "yes"})
    assert answer.status_code == 410
    assert "This letter has changed" in answer.text


async def test_sending_again_mails_a_fresh_link_to_the_same_mailbox(drafting: Drafting) -> None:
    first = await link_of(drafting)
    drafting.world.clock.pass_by(timedelta(seconds=1))
    answer = await drafting.admin.post(drafting.path("/loa/invitation/again"))
    assert answer.status_code == 202, answer.text
    assert answer.json()["mailbox"] == "w••••@example.com"
    second = await link_of(drafting)
    assert second != first
    assert "A newer link was mailed" in (await drafting.world.stranger().get(first)).text
    assert "Confirm your mailbox" in (await drafting.world.stranger().get(second)).text


async def test_nobody_can_be_asked_again_who_was_never_asked(place: World) -> None:
    made = await Drafting.begin(place)
    await made.complete(NUMBERS)
    assert (await made.admin.post(made.path("/loa/invitation/again"))).json()["code"] == "loa.nobody_asked"


async def test_a_signer_who_was_asked_is_reminded_on_the_second_and_fifth_day(drafting: Drafting) -> None:
    now, reminded = drafting.world.clock(), []
    async with system_transaction(drafting.world.system) as connection:
        mine = deliveries.c.order_id == drafting.order_id
        await connection.execute(deliveries.update().where(mine, deliveries.c.message == "please_sign").values(state="sent"))
        for day in range(8):
            for _ in range(2):
                await sign_reminders.remind(connection, drafting.world.parts.envelope, now + timedelta(days=day, minutes=5))
            found = select(deliveries.c.id).where(mine, deliveries.c.message == "sign_reminder")
            reminded.append(len((await connection.execute(found)).all()))
    assert reminded == [0, 0, 1, 1, 1, 2, 2, 2]


async def test_nobody_is_reminded_of_a_letter_that_changed(drafting: Drafting) -> None:
    await drafting.draft()
    await drafting.patch(billing_name="Magic Box Inc")
    async with system_transaction(drafting.world.system) as connection:
        mine = deliveries.c.order_id == drafting.order_id
        await connection.execute(deliveries.update().where(mine).values(state="sent"))
        await sign_reminders.remind(connection, drafting.world.parts.envelope, drafting.world.clock() + timedelta(days=3))
        found = select(deliveries.c.id).where(mine, deliveries.c.message == "sign_reminder")
        assert (await connection.execute(found)).all() == []


async def test_the_holder_of_a_link_sees_nothing_else(drafting: Drafting) -> None:
    browser = await opened(drafting, await link_of(drafting))
    for path in (drafting.path(), drafting.path("/loa"), drafting.path("/loa/invitations"), f"/orders/{drafting.order_id}/draft/sign"):
        assert (await browser.get(path, follow_redirects=False)).status_code in {303, 401}, path


async def test_letters_are_served_as_attachments_that_nothing_keeps_or_runs(drafting: Drafting) -> None:
    link = await link_of(drafting)
    browser = await opened(drafting, link)
    served = [await browser.get(f"{link}/letter"), await drafting.admin.get(drafting.path("/loa/content"))]
    copy = re.search(r"/sign/[\w-]+/copy", (await sign(browser, link)).text)
    assert copy
    signed = (await drafting.admin.get(drafting.path("/loa"))).json()["signature"]
    served += [await browser.get(copy[0]), await drafting.admin.get(f"/v1/documents/{signed['document_id']}/content")]
    for answer in served:
        assert answer.content.startswith(b"%PDF-")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_only_those_who_may_ask_can_read_who_was_asked(drafting: Drafting) -> None:
    other = await drafting.world.signed_in(await drafting.world.organisation(), Role.CUSTOMER_ADMIN)
    assert (await other.get(drafting.path("/loa/invitations"))).status_code == 404
