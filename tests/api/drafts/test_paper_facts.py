"""What a paper says, fact by fact; beside the draft; and taken into it."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from domain.access import Role
from tests.api.drafting import ACCOUNT, PICTURE, TYPED, Drafting, bill, with_carrier
from tests.api.world import Browser, World

NUMBERS = tuple(f"+1303555013{last}" for last in range(3))
ELSEWHERE = {"street": "77 Other Road", "unit": "", "city": "Denver", "state": "CO", "zip_code": "80202"}


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


async def drafted(place: World, **typed: Any) -> tuple[Drafting, str]:
    """A draft with its bill read; the bill's id."""
    drafting = await Drafting.begin(place)
    await drafting.complete(NUMBERS, **typed)
    (document,) = (await drafting.admin.get(drafting.path("/documents"))).json()["items"]
    return drafting, document["id"]


async def comparisons(drafting: Drafting) -> list[dict[str, Any]]:
    answer = await drafting.admin.get(drafting.path("/comparisons"))
    assert answer.status_code == 200, answer.text
    return list(answer.json()["comparisons"])


async def difference(drafting: Drafting, field: str) -> dict[str, Any]:
    (found,) = [each for each in await comparisons(drafting) if each["field"] == field and not each["agrees"]]
    return found


async def take(drafting: Drafting, document_id: str, field: str, *facts: str, by: Browser | None = None, **headers: str) -> httpx.Response:
    body = {"document_id": document_id, "field": field, "facts": list(facts)}
    answer = await (by or drafting.admin).post(drafting.path("/taken"), json=body, headers={"If-Match": drafting.etag, **headers})
    drafting.seen(answer)
    return answer


async def test_every_fact_has_its_place_and_no_account_number_is_told(place: World) -> None:
    drafting, document_id = await drafted(place)
    answer = await drafting.admin.get(f"/v1/documents/{document_id}/facts")
    assert ACCOUNT not in answer.text
    shown = answer.json()
    assert (shown["kind"], shown["country"]) == ("bill", "US")
    facts = {fact["name"]: fact for fact in shown["facts"]}
    assert facts["account.1"]["value"] == "••••••2779"
    assert {fact["value"] for fact in shown["facts"] if fact["kind"] == "number"} >= set(NUMBERS)
    for fact in shown["facts"]:
        place_of = fact["place"]
        assert fact["page"] == 1 and 0 <= place_of["left"] < place_of["right"] <= 612 and 0 <= place_of["top"] < place_of["bottom"] <= 792
    assert [(page["number"], page["width"], page["height"]) for page in shown["pages"]] == [(1, 612.0, 792.0)]


async def test_a_page_is_shown_as_our_own_picture_and_to_nobody_else(place: World) -> None:
    drafting, document_id = await drafted(place)
    (page,) = (await drafting.admin.get(f"/v1/documents/{document_id}/facts")).json()["pages"]
    answer = await drafting.admin.get(page["image"])
    assert (answer.content, answer.headers["Content-Type"]) == (PICTURE, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    stranger = await place.signed_in(await place.organisation(), Role.CUSTOMER_ADMIN)
    others, absent = await stranger.get(page["image"]), await stranger.get("/v1/documents/doc_absent/pages/1")
    assert (others.status_code, absent.status_code) == (404, 404)
    assert {**others.json(), "request_id": ""} == {**absent.json(), "request_id": ""}
    assert (await drafting.admin.get(f"/v1/documents/{document_id}/pages/2")).status_code == 404
    assert (await drafting.admin.get(f"/v1/documents/{document_id}/pages/0")).status_code == 422


async def test_a_paper_that_is_not_read_yet_says_nothing(place: World) -> None:
    drafting = await Drafting.begin(place)
    made = (await drafting.upload(bill(NUMBERS, place.clock().date()))).json()
    shown = (await drafting.admin.get(f"/v1/documents/{made['id']}/facts")).json()
    assert (shown["kind"], shown["facts"], shown["pages"]) == (None, [], [])
    (told,) = [each for each in await comparisons(drafting) if each["code"] == "bill.being_read"]
    assert told["facts"] == []


async def test_fields_are_told_side_by_side_with_what_proves_them(place: World) -> None:
    drafting, document_id = await drafted(place, service_address=ELSEWHERE, account_number="555000111")
    answer = await drafting.admin.get(drafting.path("/comparisons"))
    assert ACCOUNT not in answer.text and "555000111" not in answer.text
    address = await difference(drafting, "service_address")
    assert (address["severity"], address["document_id"]) == ("confirm", document_id)
    assert "77 Other Road" in address["typed"] and "1200 Larimer" in address["found"]
    assert address["facts"] == address["takeable"] == ["service_address.1"]
    account = await difference(drafting, "account_number")
    assert (account["typed"], account["found"]) == ("••••••0111", "••••••2779")
    agreeing = {each["field"] for each in await comparisons(drafting) if each["agrees"]}
    assert {"billing_name", "losing_carrier", "numbers", "btn"} <= agreeing
    forecast = answer.json()["forecast"]
    assert forecast["bill_in_time"] and forecast["resubmission"] < forecast["bill_until"]
    assert forecast["loa_until"] is None


async def test_the_bills_address_is_taken_and_agrees_then(place: World) -> None:
    drafting, document_id = await drafted(place, service_address=ELSEWHERE)
    before = await drafting.draft()
    answer = await take(drafting, document_id, "service_address", "service_address.1")
    assert answer.status_code == 200, answer.text
    assert answer.json()["service_address"] == TYPED["service_address"]
    assert (answer.json()["version"], answer.json()["revision"]) == (before["version"] + 1, before["revision"] + 1)
    assert "service_address.differs" not in {each["code"] for each in await comparisons(drafting)}


@pytest.mark.parametrize(
    "typed, field, fact, shown",
    [
        ({"billing_name": "Magic Box"}, "billing_name", "billing_name.1", ("billing_name", "Sunnydale Books LLC")),
        ({"losing_carrier": "Another Bell"}, "losing_carrier", "provider.1", ("losing_carrier", "Rehearsal Bell")),
        ({"btn": NUMBERS[2]}, "btn", "btn.1", ("btn", NUMBERS[0])),
    ],
    ids=["billing name", "carrier", "billing number"],
)
async def test_other_fields_are_taken_as_well(place: World, typed: dict[str, Any], field: str, fact: str, shown: tuple[str, str]) -> None:
    drafting, document_id = await drafted(place, **typed)
    assert fact in (await difference(drafting, field))["takeable"]
    answer = await take(drafting, document_id, field, fact)
    assert answer.json()[shown[0]] == shown[1], answer.text


async def test_the_account_number_is_taken_without_being_seen(place: World) -> None:
    drafting, document_id = await drafted(place, account_number="555000111")
    answer = await take(drafting, document_id, "account_number", "account.1")
    assert answer.status_code == 200 and ACCOUNT not in answer.text
    assert [each["agrees"] for each in await comparisons(drafting) if each["field"] == "account_number"] == [True]


async def test_missing_numbers_are_added_and_checked(place: World) -> None:
    drafting, document_id = await drafted(place)
    await drafting.put_numbers(NUMBERS[0])
    missing = await difference(drafting, "numbers")
    assert missing["code"] == "number.not_in_order"
    assert (await take(drafting, document_id, "numbers", *missing["takeable"])).status_code == 200
    rows = (await drafting.admin.get(drafting.path("/numbers"))).json()["numbers"]
    assert [(row["number"], row["portable"]) for row in rows] == [(number, True) for number in NUMBERS]


async def test_taking_needs_the_version_and_happens_once(place: World) -> None:
    drafting, document_id = await drafted(place, billing_name="Magic Box")
    body = {"document_id": document_id, "field": "billing_name", "facts": ["billing_name.1"]}
    assert (await drafting.admin.post(drafting.path("/taken"), json=body)).status_code == 428
    stale = {"If-Match": '"1"'}
    assert (await drafting.admin.post(drafting.path("/taken"), json=body, headers=stale)).status_code == 412
    once = {"If-Match": drafting.etag, "Idempotency-Key": "take-1"}
    first, again = [await drafting.admin.post(drafting.path("/taken"), json=body, headers=once) for _ in range(2)]
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert (await drafting.draft())["version"] == first.json()["version"]


@pytest.mark.parametrize(
    "field, facts",
    [
        ("billing_name", ["account.1"]),
        ("customer_reference", ["account.1"]),
        ("service_address", ["billing_name.1"]),
        ("billing_name", ["name.99"]),
        ("btn", ["number.1", "number.2"]),
        ("bill_date", ["bill_date.1"]),
    ],
)
async def test_a_value_goes_only_where_it_belongs(place: World, field: str, facts: list[str]) -> None:
    drafting, document_id = await drafted(place)
    answer = await take(drafting, document_id, field, *facts)
    assert answer.status_code == 422, answer.text
    assert ACCOUNT not in answer.text


async def test_another_orders_paper_is_as_one_that_is_not_there(place: World) -> None:
    drafting, _ = await drafted(place)
    _, others_document = await drafted(place)
    second = await drafting.admin.post("/v1/port-orders", json={"location_id": drafting.location})
    files = {"file": ("bill.pdf", bill(NUMBERS, place.clock().date()), "application/pdf")}
    own = await drafting.admin.post(f"/v1/port-orders/{second.json()['id']}/documents", files=files, data={"kind": "bill"})
    await drafting.read_papers()
    answers = [await take(drafting, each, "billing_name", "billing_name.1") for each in (others_document, own.json()["id"], "doc_absent")]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert len({answer.json()["code"] for answer in answers}) == 1


async def test_who_may_only_look_takes_nothing(place: World) -> None:
    drafting, document_id = await drafted(place)
    viewer = await place.signed_in(drafting.organisation, Role.VIEWER)
    assert (await viewer.get(f"/v1/documents/{document_id}/facts")).status_code == 200
    assert (await viewer.get(drafting.path("/comparisons"))).status_code == 200
    assert (await take(drafting, document_id, "billing_name", "billing_name.1", by=viewer)).status_code == 403


async def test_a_taken_value_that_the_letter_states_voids_the_signature(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.complete(NUMBERS, service_address=ELSEWHERE)
    assert (await drafting.sign()).status_code == 201
    (document,) = [each for each in (await drafting.admin.get(drafting.path("/documents"))).json()["items"] if each["kind"] == "bill"]
    assert (await drafting.draft())["state"] == "ready"
    taken = await take(drafting, document["id"], "service_address", "service_address.1")
    assert taken.json()["state"] == "draft"
    assert "loa.missing" in await drafting.codes() or "loa.void" in await drafting.codes()


async def test_a_service_record_may_be_text_and_a_bill_may_not(place: World) -> None:
    drafting, _ = await drafted(place, billing_name="Magic Box")
    record = "CUSTOMER SERVICE RECORD\nBilling name: Sunnydale Books LLC\nAccount number: 000412779\nBTN: 303-555-0130\n"
    refused = await drafting.upload(record.encode())
    assert refused.status_code == 422
    place.clock.pass_by(timedelta(seconds=1))
    taken = await drafting.upload(record.encode(), kind="csr")
    assert (taken.status_code, taken.json()["media_type"]) == (202, "text/plain")
    await drafting.read_papers()
    told = {each["field"]: each["code"] for each in await comparisons(drafting) if each["paper"] == "csr"}
    assert told["billing_name"] == "csr.billing_name_differs" and told["account_number"] == "paper.agrees", told
    saved = await drafting.admin.get(f"/v1/documents/{taken.json()['id']}/content")
    assert saved.headers["Content-Disposition"].endswith('.txt"')


async def test_a_service_record_is_compared_too(place: World) -> None:
    drafting, _ = await drafted(place)
    place.clock.pass_by(timedelta(seconds=1))
    uploaded = await drafting.upload(bill(NUMBERS, place.clock().date() - timedelta(days=1)), kind="csr")
    assert uploaded.status_code == 202
    await drafting.read_papers()
    told = [each for each in await comparisons(drafting) if each["paper"] == "csr"]
    assert [each["code"] for each in told] == ["csr.not_a_csr"]
    assert told[0]["document_id"] == uploaded.json()["id"]
