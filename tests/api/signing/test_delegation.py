"""Somebody else signs for the person on the bill: under a written authority, in their own name, and only staff make it count."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from domain.access import Role
from store.schema.access import users
from store.schema.orders import tasks
from store.schema.papers import documents, signatures
from tests.api.drafting import Drafting, bill, with_carrier
from tests.api.pages import said, token_in
from tests.api.signing.test_sign_links import ask, opened, sign
from tests.api.world import Browser, World

NUMBERS = ("+13035550140", "+13035550141")
GILES = {"first": "Rupert", "last": "Giles", "title": "Owner"}


@pytest.fixture
async def drafting(world: World) -> Drafting:
    """Giles is on the bill; Willow Rosenberg is signed in."""
    place = with_carrier(world)
    made = await Drafting.begin(place)
    await made.complete(NUMBERS, authorised_person=GILES)
    place.clock.pass_by(timedelta(minutes=1))
    await made.upload(bill(NUMBERS, place.clock().date() - timedelta(days=3), contact="Rupert Giles"))
    await made.read_papers()
    return made


async def bring(drafting: Drafting, content: bytes = b"") -> httpx.Response:
    paper = content or bill(("+13035550199",), None)
    return await drafting.admin.post(drafting.path("/loa/authority"), files={"file": ("authority.pdf", paper, "application/pdf")})


async def staff(drafting: Drafting) -> Browser:
    return await drafting.world.signed_in(await drafting.world.organisation("staff"), Role.SUPPORT)


async def giles(drafting: Drafting) -> Browser:
    user_id = await drafting.world.user(drafting.organisation, Role.CUSTOMER_ADMIN)
    box = await drafting.world.parts.envelope.box(drafting.organisation)
    name = box.seal("users", "name_sealed", user_id, b"Rupert Giles")
    await drafting.execute(users.update().where(users.c.id == user_id).values(name_sealed=name))
    return await drafting.world.browser(user_id)


async def test_without_a_written_authority_nobody_signs_for_somebody_else(drafting: Drafting) -> None:
    answer = await drafting.sign(delegated=True)
    assert (answer.status_code, answer.json()["code"]) == (422, "loa.authority_missing")


async def test_a_letter_signed_under_an_authority_waits_for_staff_and_then_counts(drafting: Drafting) -> None:
    assert (await bring(drafting)).status_code == 202
    answer = await drafting.sign(delegated=True)
    assert answer.status_code == 201, answer.text
    assert answer.json()["authority_id"].startswith("doc_")
    assert (await drafting.draft())["state"] == "ready"
    assert "signer.delegated" in await drafting.codes()
    assert "was signed for Rupert Giles under a written authority" in said(
        await drafting.admin.get(f"/orders/{drafting.order_id}/draft/letter")
    )
    rows = (await drafting.execute(select(tasks.c.kind, tasks.c.codes).where(tasks.c.order_id == drafting.order_id))).all()
    assert ("paper_to_review", ["signer.delegated"]) in rows
    await drafting.declare()
    assert (await drafting.submit()).status_code == 422
    passed = await (await staff(drafting)).post(
        f"/v1/desk/orders/{drafting.order_id}/reviews", json={"codes": ["signer.delegated"], "reason": "Power of attorney of this year."}
    )
    assert passed.status_code == 200, passed.text
    assert not {code for code in await drafting.codes() if code.startswith(("signer", "loa"))}
    submitted = await drafting.submit()
    assert submitted.status_code == 202, submitted.text


async def test_the_delegate_signs_in_their_own_name(drafting: Drafting) -> None:
    await bring(drafting)
    answer = await drafting.sign(delegated=True, first_name="Rupert", last_name="Giles")
    assert (answer.status_code, answer.json()["code"]) == (422, "loa.not_your_name")


async def test_the_person_themself_may_still_sign_and_then_nobody_needs_to_look(drafting: Drafting) -> None:
    await bring(drafting)
    assert (await drafting.sign(delegated=True)).status_code == 201
    await drafting.draft()
    signed = await drafting.sign(by=await giles(drafting), first_name="Rupert", last_name="Giles")
    assert signed.status_code == 201, signed.text
    assert not {code for code in await drafting.codes() if code.startswith(("signer", "loa"))}
    rows = (await drafting.execute(select(signatures.c.void_reason).where(signatures.c.order_id == drafting.order_id))).scalars().all()
    assert sorted(rows) == ["", "signed_in_person"]
    assert (await drafting.sign(delegated=True)).json()["code"] == "loa.signed"


async def test_an_authority_that_staff_refused_is_followed_by_another(drafting: Drafting) -> None:
    await bring(drafting)
    assert (await drafting.sign(delegated=True)).status_code == 201
    assert (await drafting.sign(delegated=True)).json()["code"] == "loa.signed"
    desk, reviewed = await staff(drafting), f"/v1/desk/orders/{drafting.order_id}/reviews"
    refused = await desk.post(reviewed, json={"codes": ["signer.delegated"], "reason": "Of another company.", "outcome": "refused"})
    assert refused.status_code == 200, refused.text
    drafting.world.clock.pass_by(timedelta(minutes=1))
    assert (await bring(drafting)).status_code == 202
    again = await drafting.sign(delegated=True)
    assert again.status_code == 201, again.text
    assert "signer.delegated" in await drafting.codes()
    passed = await desk.post(reviewed, json={"codes": ["signer.delegated"], "reason": "Power of attorney of this year."})
    assert passed.status_code == 200, passed.text
    assert not {code for code in await drafting.codes() if code.startswith(("signer", "loa"))}
    rows = (await drafting.execute(select(signatures.c.void_reason).where(signatures.c.order_id == drafting.order_id))).scalars().all()
    assert sorted(rows) == ["", "other_authority"]


async def test_a_mailed_signer_brings_the_authority_along(drafting: Drafting) -> None:
    link = await ask(drafting, "giles@example.com")
    browser = await opened(drafting, link)
    page = await browser.get(link)
    assert "I am not Rupert Giles, but may sign for them" in page.text
    files = {"file": ("authority.pdf", bill(("+13035550199",), None), "application/pdf")}
    brought = await browser.post(f"{link}/authority", data={"csrf": token_in(page)}, files=files)
    assert brought.status_code == 303, said(brought)
    done = await sign(browser, link, "Jenny", "Calendar", delegated="yes")
    assert done.status_code == 200, said(done)
    assert "Our staff look at the written authority" in said(done)
    assert "signer.delegated" in await drafting.codes()


async def test_a_form_without_a_file_or_with_a_wrong_one_is_refused_beside_its_field(drafting: Drafting) -> None:
    page = await drafting.admin.get(f"/orders/{drafting.order_id}/draft/sign")
    for content in (b"", b"\xff\xd8\xff\xe0 a picture"):
        files = {"file": ("authority.pdf", content, "application/pdf")}
        answer = await drafting.admin.post(f"/orders/{drafting.order_id}/draft/authority", data={"csrf": token_in(page)}, files=files)
        assert answer.status_code == 422
        assert 'id="file-error"' in answer.text
    kept = select(documents.c.id).where(documents.c.kind == "authority", documents.c.order_id == drafting.order_id)
    assert (await drafting.execute(kept)).all() == []


async def test_an_authority_that_was_refused_for_what_it_holds_does_not_count(drafting: Drafting) -> None:
    document_id = (await bring(drafting)).json()["id"]
    await drafting.execute(documents.update().where(documents.c.id == document_id).values(state="refused"))
    assert (await drafting.sign(delegated=True)).json()["code"] == "loa.authority_missing"
