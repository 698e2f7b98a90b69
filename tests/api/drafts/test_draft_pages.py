"""The steps of a draft as a person goes through them without JavaScript, from the first page to the submitted order."""

import re
from datetime import timedelta

import httpx
import pytest

from api.pages.drafts.steps import STEPS
from domain.access import Role
from tests.api.drafting import ACCOUNT, PIN, SIGNER, Drafting, bill, with_carrier
from tests.api.pages import token_in
from tests.api.world import Browser, World

NUMBERS = ("+15125550110", "+15125550111")
FORM = {
    "losing_carrier": "Rehearsal Bell", "account_number": ACCOUNT, "pin": PIN, "btn": "512-555-0110", "scope": "full",
    "business": "business", "billing_name": "Sunnydale Books LLC", "service_address_street": "1200 Larimer Street",
    "service_address_city": "Denver", "service_address_state": "co", "service_address_zip_code": "80204",
    "authorised_person_first": SIGNER[0], "authorised_person_last": SIGNER[1], "authorised_person_title": "Owner",
}  # fmt: skip


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


def hidden(answer: httpx.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.text)
    return found.group(1) if found else ""


async def fill(browser: Browser, page: str, fields: dict[str, str], to: str = "") -> httpx.Response:
    """Open a step, fill it, send it."""
    opened = await browser.get(page)
    assert opened.status_code == 200, opened.text
    kept = {name: hidden(opened, name) for name in ("version", "document_sha256", "consent_version", "declarations_version")}
    return await browser.post(to or page, data={"csrf": token_in(opened), **kept, **fields})


async def test_a_draft_goes_from_the_first_page_to_a_submitted_order(place: World) -> None:
    organisation = await place.organisation()
    location = await place.location(organisation, enabled=True)
    admin = await place.signed_in(organisation, Role.CUSTOMER_ADMIN)
    begun = await fill(admin, "/orders/new", {"location_id": location})
    assert begun.status_code == 303
    steps = begun.headers["Location"].removesuffix("/account")
    assert (await fill(admin, f"{steps}/account", FORM)).headers["Location"] == f"{steps}/numbers"
    assert (await fill(admin, f"{steps}/numbers", {"numbers": "512-555-0110 thru 0111"})).status_code == 303
    drafting = Drafting(place, organisation, location, admin, steps.split("/")[2])
    opened = await admin.get(f"{steps}/bill")
    content = bill(NUMBERS, place.clock().date() - timedelta(days=2))
    sent = await admin.post(f"{steps}/bill", data={"csrf": token_in(opened)}, files={"file": ("b.pdf", content)})
    assert sent.status_code == 303
    await drafting.read_papers()
    assert "Bill date" in (await admin.get(f"{steps}/bill")).text
    assert (await fill(admin, f"{steps}/people", {"main_number": ""})).headers["Location"] == f"{steps}/date"
    day = re.findall(r'name="requested_foc" value="(\d{4}-\d\d-\d\d)"', (await admin.get(f"{steps}/date")).text)[0]
    assert (await fill(admin, f"{steps}/date", {"requested_foc": day})).status_code == 303
    signed = await fill(admin, f"{steps}/sign", {"first_name": SIGNER[0], "last_name": SIGNER[1], "title": "", "consent": "yes"})
    assert signed.headers.get("Location") == f"{steps}/review", signed.text
    assert "Signed" in (await admin.get(f"{steps}/letter")).text
    ticks = {f"declare_{code}": "yes" for code in ("accurate", "ours", "authorised", "lawful")}
    done = await fill(admin, f"{steps}/review", ticks)
    assert done.headers.get("Location") == f"{steps.removesuffix('/draft')}/submitted", done.text
    assert (await drafting.draft())["state"] == "submitted"


async def test_no_page_shows_a_secret(place: World) -> None:
    drafting = await Drafting.begin(place)
    steps = f"/orders/{drafting.order_id}/draft"
    await fill(drafting.admin, f"{steps}/account", FORM)
    pages = [await drafting.admin.get(f"{steps}/{step.name}") for step in STEPS]
    assert [page.status_code for page in pages] == [200] * 8
    assert all(secret not in page.text for page in pages for secret in (ACCOUNT, PIN))


async def test_a_refused_save_keeps_everything_that_was_typed(place: World) -> None:
    drafting = await Drafting.begin(place)
    page = f"/orders/{drafting.order_id}/draft/account"
    refused = await fill(drafting.admin, page, FORM | {"billing_name": "Sunnydale <b>"})
    assert refused.status_code == 422
    assert "Sunnydale &lt;b&gt;" in refused.text and "1200 Larimer Street" in refused.text
    assert 'id="billing_name-error"' in refused.text
    opened = await drafting.admin.get(page)
    await drafting.draft()
    assert (await drafting.patch(losing_carrier="Somebody was faster")).status_code == 200
    stale = await drafting.admin.post(page, data={"csrf": token_in(opened), "version": hidden(opened, "version"), **FORM})
    assert stale.status_code == 422
    assert "saved this draft meanwhile" in stale.text and "Sunnydale Books LLC" in stale.text


async def test_what_could_not_be_read_stays_in_the_form_and_the_rest_is_saved(place: World) -> None:
    drafting = await Drafting.begin(place)
    page = f"/orders/{drafting.order_id}/draft/numbers"
    answer = await fill(drafting.admin, page, {"numbers": "512-555-0120, 800-555-0100"})
    assert answer.status_code == 422
    assert "Toll-free" in answer.text and "800-555-0100" in answer.text
    assert (await drafting.draft())["number_count"] == 1


async def test_numbers_are_set_aside_by_their_box(place: World) -> None:
    drafting = await Drafting.begin(place)
    page = f"/orders/{drafting.order_id}/draft/numbers"
    await fill(drafting.admin, page, {"numbers": "512-555-0121, 512-555-0190"})
    sent = {"numbers": "512-555-0121, 512-555-0190", "set_aside": "+15125550190"}
    assert (await fill(drafting.admin, page, sent)).status_code == 303
    assert (await drafting.draft())["set_aside_count"] == 1


async def test_an_upload_that_is_no_paper_says_why(place: World) -> None:
    drafting = await Drafting.begin(place)
    page = f"/orders/{drafting.order_id}/draft/bill"
    opened = await drafting.admin.get(page)
    answer = await drafting.admin.post(page, data={"csrf": token_in(opened)}, files={"file": ("b.jpg", b"\xff\xd8\xff\xe0")})
    assert answer.status_code == 422 and 'id="file-error"' in answer.text


async def test_a_location_without_the_plan_is_shown_with_the_way_to_enable_it(place: World) -> None:
    organisation = await place.organisation()
    location = await place.location(organisation)
    admin = await place.signed_in(organisation, Role.CUSTOMER_ADMIN)
    assert f'href="/locations/{location}/plan"' in (await admin.get("/orders/new")).text


async def test_five_hundred_numbers_can_be_planned_page_by_page(place: World) -> None:
    drafting = await Drafting.begin(place)
    paste = ", ".join(f"{area}-555-{line:04d}" for area in (303, 408, 212, 312, 512) for line in range(100, 200))
    await drafting.put_numbers(paste)
    person = {"first_name": "Xander", "last_name": "Harris", "email": "xander@example.com", "location_id": drafting.location}
    assert (await drafting.admin.post("/v1/people", json=person)).status_code == 201
    page = f"/orders/{drafting.order_id}/draft/people"
    opened = await drafting.admin.get(page)
    names = re.findall(r'name="(who_\+\d+)"', opened.text)
    assert len(names) == 100
    fields = {"csrf": token_in(opened), "version": hidden(opened, "version"), "more": "100", "main_number": "", **dict.fromkeys(names, "")}
    assert (await drafting.admin.post(page, data=fields)).headers["Location"].endswith("/people?start=100")
