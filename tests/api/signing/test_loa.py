"""The letter is signed by the person it names, by the very letter they were shown, and falls when the order changes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from documents.loa.evidence import Identified
from domain.access import Role
from store.schema.crossings import deliveries
from store.schema.orders import tasks
from store.schema.papers import signatures
from tests.api.drafting import SIGNER, Drafting, bill, with_carrier
from tests.api.world import Browser, World
from tests.documents.sealed import rehearsal

NUMBERS = ("+13035550120", "+13035550121")


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


@pytest.fixture
async def drafting(place: World) -> Drafting:
    made = await Drafting.begin(place)
    await made.complete(NUMBERS)
    return made


async def test_the_letter_says_what_is_typed_and_that_it_lacks_what_is_not(place: World) -> None:
    bare = await Drafting.begin(place)
    missing = await bare.admin.get(bare.path("/loa"))
    assert missing.status_code == 422
    assert {"signer.missing", "numbers.none", "btn.missing"} <= {each["code"] for each in missing.json()["findings"]}
    await bare.complete(NUMBERS)
    shown = (await bare.admin.get(bare.path("/loa"))).json()
    assert shown["signer"] == " ".join(SIGNER)
    assert shown["numbers"] == list(NUMBERS)
    assert len(shown["consent"]["paragraphs"]) > 3 and shown["signature"] is None
    pdf = await bare.admin.get(bare.path("/loa/content"))
    assert pdf.content.startswith(b"%PDF-") and pdf.headers["Content-Disposition"].startswith("attachment")


async def test_the_person_named_signs_and_the_draft_is_ready(drafting: Drafting) -> None:
    answer = await drafting.sign()
    assert answer.status_code == 201, answer.text
    assert (await drafting.draft())["state"] == "ready"
    assert not {code for code in await drafting.codes() if code.startswith("loa")}
    sealed = await drafting.admin.get(f"/v1/documents/{answer.json()['document_id']}/content")
    assert sealed.content.startswith(b"%PDF-")
    assert b"/ByteRange" in sealed.content
    row = (await drafting.execute(select(signatures).where(signatures.c.order_id == drafting.order_id))).one()
    assert row.method == Identified.SESSION
    assert "Willow" not in str(row)


@pytest.mark.parametrize(
    "more, status, code",
    [
        ({"first_name": "Xander"}, 422, "loa.other_name"),
        ({"consent": False}, 422, "loa.consent_missing"),
        ({"consent_version": "1999"}, 422, "loa.consent_missing"),
        ({"document_sha256": "0" * 64}, 409, "loa.changed"),
    ],
)
async def test_a_signature_that_does_not_fit_is_refused(drafting: Drafting, more: dict[str, Any], status: int, code: str) -> None:
    answer = await drafting.sign(**more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await drafting.draft())["state"] == "draft"


async def test_somebody_else_signed_in_cannot_sign_for_the_person_named(drafting: Drafting) -> None:
    await drafting.patch(authorised_person={"first": "Rupert", "last": "Giles", "title": "Owner"})
    answer = await drafting.sign(first_name="Rupert", last_name="Giles")
    assert (answer.status_code, answer.json()["code"]) == (409, "loa.other_signer")


async def test_partners_viewers_and_tokens_cannot_sign(drafting: Drafting) -> None:
    partner = await drafting.world.partner_of(drafting.organisation)
    callers: list[Browser] = [
        await drafting.world.signed_in(partner, Role.PARTNER, acting_for=drafting.organisation),
        await drafting.world.signed_in(drafting.organisation, Role.VIEWER),
        await drafting.world.integrator(drafting.organisation),
    ]
    assert [(await drafting.sign(by=caller)).status_code for caller in callers] == [403, 403, 403]


@pytest.mark.parametrize(
    "change, voids",
    [
        ({"billing_name": "Sunnydale Book Shop LLC"}, True),
        ({"account_number": "000412770"}, False),
        ({"customer_reference": "still the same"}, False),
        ({"requested_foc": None}, False),
    ],
)
async def test_a_change_of_what_counts_voids_the_signature(drafting: Drafting, change: dict[str, Any], voids: bool) -> None:
    await drafting.sign()
    await drafting.draft()
    await drafting.patch(**change)
    assert (await drafting.draft())["state"] == ("draft" if voids else "ready")
    assert ("loa.missing" in await drafting.codes()) is voids
    voided = select(signatures.c.void_at).where(signatures.c.order_id == drafting.order_id)
    assert [moment is not None for moment in (await drafting.execute(voided)).scalars()] == [voids]


async def test_another_number_voids_the_signature_and_the_same_ones_do_not(drafting: Drafting) -> None:
    await drafting.sign()
    await drafting.draft()
    await drafting.put_numbers("(303) 555-0121, 303 555 0120")
    assert (await drafting.draft())["state"] == "ready"
    await drafting.put_numbers("303-555-0120")
    assert (await drafting.draft())["state"] == "draft"
    assert (await drafting.sign()).status_code == 201


async def test_a_letter_is_signed_once(drafting: Drafting) -> None:
    assert (await drafting.sign()).status_code == 201
    assert (await drafting.sign()).json()["code"] == "loa.signed"


async def test_where_the_bill_names_only_a_company_an_officer_attests_and_staff_look(place: World) -> None:
    made = await Drafting.begin(place)
    await made.complete(NUMBERS, authorised_person={"first": SIGNER[0], "last": SIGNER[1], "title": ""})
    made.world.clock.pass_by(timedelta(minutes=1))
    await made.upload(bill(NUMBERS, place.clock().date(), contact=""))
    await made.read_papers()
    assert "signer.company_only" in await made.codes()
    assert (await made.sign()).json()["code"] == "signer.title_missing"
    assert (await made.sign(title="Director")).json()["code"] == "loa.attestation_missing"
    signed = await made.sign(title="Director", attested=True)
    assert signed.status_code == 201
    rows = (await made.execute(select(tasks.c.kind, tasks.c.codes).where(tasks.c.order_id == made.order_id))).all()
    assert ("paper_to_review", ["signer.company_only"]) in rows


async def test_a_mailed_link_is_kept_as_a_hash_only(drafting: Drafting) -> None:
    answer = await drafting.admin.post(drafting.path("/loa/invitation"), json={"email": "willow@example.com"})
    assert answer.status_code == 202, answer.text
    assert (await drafting.draft())["state"] == "awaiting_signature"
    token = await drafting.mailed_token()
    assert len(token) > 30
    row = (await drafting.execute(select(deliveries).where(deliveries.c.order_id == drafting.order_id))).one()
    assert token not in str(row) and "willow" not in str(row).casefold()


async def test_an_address_that_is_none_is_refused(drafting: Drafting) -> None:
    answer = await drafting.admin.post(drafting.path("/loa/invitation"), json={"email": "nobody"})
    assert answer.status_code == 422


async def test_letters_that_no_font_draws_are_named_before_anybody_signs(drafting: Drafting) -> None:
    await drafting.draft()
    await drafting.patch(authorised_person={"first": "\u16a0\u16a2", "last": "Rosenberg", "title": "Owner"})
    refused = await drafting.admin.get(drafting.path("/loa"))
    assert refused.status_code == 422
    [finding] = [each for each in refused.json()["findings"] if each["code"] == "loa.letters_not_drawable"]
    assert "\u16a0\u16a2" in finding["detail"]
    page = await drafting.admin.get(f"/orders/{drafting.order_id}/draft/letter")
    assert "The letters are: \u16a0\u16a2" in page.text
    assert "before the order can go on" not in page.text, "whoever reads it acts"
    asked = await drafting.admin.post(drafting.path("/loa/invitation"), json={"email": "willow@example.com"})
    assert asked.status_code == 422


async def test_a_name_with_marks_of_reading_order_is_shown_as_it_reads(drafting: Drafting) -> None:
    await drafting.draft()
    answer = await drafting.patch(billing_name="Sunnydale\u202e Books\u2066 LLC")
    shown = (await drafting.admin.get(drafting.path("/loa"))).json()
    assert answer.status_code in {200, 422}
    assert {"label": "Customer (billing name)", "value": "Sunnydale Books LLC"} in shown["particulars"]


async def test_what_nobody_would_believe_is_not_kept(drafting: Drafting) -> None:
    """The seal is verified before it counts: with roots that do not know it, signing says to come back."""
    strangers = World(replace(drafting.world.parts, trust=rehearsal()[1]), drafting.world.system)
    admin = await strangers.signed_in(drafting.organisation, Role.CUSTOMER_ADMIN)
    answer = await drafting.sign(by=admin)
    assert answer.status_code == 503
    assert (await drafting.draft())["state"] == "draft"
    papers = (await drafting.admin.get(drafting.path("/documents"))).json()["items"]
    assert "loa" not in {each["kind"] for each in papers}


async def test_the_letter_names_the_new_carrier_as_contracts_do(drafting: Drafting) -> None:
    shown = (await drafting.admin.get(drafting.path("/loa"))).json()
    assert {"label": "New service provider", "value": "Rehearsal Carrier"} in shown["particulars"]
