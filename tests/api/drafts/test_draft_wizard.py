"""What the steps of a draft do for people: sort numbers, keep what cannot be read, tell what others saved, submit once."""

import asyncio
import re
import time

import httpx
import pytest

from api.actions.entrance.newcomers import Newcomer, new_person
from domain.access import Role
from domain.porting.request import PortRequest
from store.call_plan import people
from store.database import system_transaction, tenant_transaction
from store.drafts import requests
from tests.api.drafting import ACCOUNT, PIN, Drafting, with_carrier
from tests.api.drafts.test_draft_pages import FORM, fill, hidden
from tests.api.orders_world import unused
from tests.api.pages import said, token_in
from tests.api.world import Browser, World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


async def steps_of(place: World) -> tuple[Drafting, str]:
    drafting = await Drafting.begin(place)
    return drafting, f"/orders/{drafting.order_id}/draft"


async def kept_request(drafting: Drafting) -> PortRequest:
    async with tenant_transaction(drafting.world.parts.app, (drafting.organisation,)) as connection:
        found = await requests.load(
            connection, drafting.world.parts.envelope, drafting.order_id, (drafting.organisation,), with_secrets=True
        )
    assert found is not None
    return found[1]


def group(answer: httpx.Response, name: str) -> str:
    """The text of one group of verdicts."""
    found = re.search(rf'aria-labelledby="{name}-title">(.*?)</section>', answer.text, re.DOTALL)
    return found.group(1) if found else ""


async def test_numbers_are_sorted_while_they_are_typed_and_nothing_is_saved(place: World) -> None:
    drafting, steps = await steps_of(place)
    typed = {"numbers": "512-555-0122, 512-555-0190, 512-555-0122, 800-555-0101, 51255", "set_aside": "+15125550190"}
    answer = await fill(drafting.admin, f"{steps}/numbers", typed, f"{steps}/numbers/preview")
    assert answer.status_code == 200
    assert "(512) 555-0122" in group(answer, "go") and "(512) 555-0190" in group(answer, "review")
    assert 'value="+15125550190" aria-label="Set (512) 555-0190 aside" checked' in answer.text
    assert "Toll-free" in answer.text and "in the list already" in answer.text and "fewer" in answer.text
    assert 'data-said="One number can move. One is for review. 3 are to be put right."' in answer.text
    assert (await drafting.draft())["number_count"] == 0


async def test_five_hundred_numbers_are_judged_within_the_budget(place: World) -> None:
    drafting, steps = await steps_of(place)
    paste = ", ".join(f"{area}-555-{line:04d}" for area in (303, 408, 212, 312, 512) for line in range(100, 200))
    opened = await drafting.admin.get(f"{steps}/numbers")
    began = time.process_time()
    answer = await drafting.admin.post(f"{steps}/numbers/preview", data={"csrf": token_in(opened), "numbers": paste})
    assert time.process_time() - began < 4
    assert answer.status_code == 200 and answer.text.count('scope="row"') == 500


async def test_what_cannot_be_read_is_still_there_on_coming_back(place: World) -> None:
    drafting, steps = await steps_of(place)
    long = "not a number at all, whatever anybody says about the printed list of ours"
    await fill(drafting.admin, f"{steps}/numbers", {"numbers": f"512-555-0123\n303555\n{long.replace(',', '')}"})
    back = await drafting.admin.get(f"{steps}/numbers")
    field = re.search(r"<textarea[^>]*>(.*?)</textarea>", back.text, re.DOTALL)
    assert field and field.group(1).splitlines() == ["(512) 555-0123", "303555", long.replace(",", "")]
    assert "2 items could not be taken" in back.text
    assert "could not be read" in (await drafting.admin.get(f"{steps}/review")).text
    await fill(drafting.admin, f"{steps}/numbers", {"numbers": "512-555-0123"})
    assert "303555" not in (await drafting.admin.get(f"{steps}/numbers")).text


async def test_a_number_in_another_order_is_to_be_put_right(place: World) -> None:
    first, _ = await steps_of(place)
    await first.ready(("+15125550124",))
    assert (await first.submit()).status_code == 202
    answer = await first.admin.post("/v1/port-orders", json={"location_id": first.location})
    second = f"/orders/{answer.json()['id']}/draft/numbers"
    shown = await fill(first.admin, second, {"numbers": "512-555-0124"}, f"{second}/preview")
    assert "another open order" in group(shown, "fix")


async def test_a_typed_secret_is_kept_when_another_field_is_refused(place: World) -> None:
    drafting, steps = await steps_of(place)
    refused = await fill(drafting.admin, f"{steps}/account", FORM | {"billing_name": "Sunnydale <b>"})
    assert refused.status_code == 422 and "Your account number and PIN are kept" in refused.text
    assert ACCOUNT not in refused.text and PIN not in refused.text
    request = await kept_request(drafting)
    assert (request.account_number, request.pin, request.billing_name) == (ACCOUNT, PIN, "")
    fields = {"csrf": token_in(refused), "version": hidden(refused, "version"), **FORM, "account_number": "", "pin": ""}
    assert (await drafting.admin.post(f"{steps}/account", data=fields)).status_code == 303


async def test_two_people_see_what_the_other_saved_and_lose_nothing(place: World) -> None:
    drafting, steps = await steps_of(place)
    opened = await drafting.admin.get(f"{steps}/account")
    other = await place.signed_in(drafting.organisation, Role.CUSTOMER_ADMIN)
    theirs = FORM | {"service_address_city": "Boulder", "losing_carrier": "Another Bell", "scope": "partial"}
    assert (await fill(other, f"{steps}/account", theirs)).status_code == 303
    fields = {"csrf": token_in(opened), "version": hidden(opened, "version"), **FORM, "btn": "(512) 555-0110"}
    late = await drafting.admin.post(f"{steps}/account", data=fields)
    assert late.status_code == 422 and "Willow Rosenberg saved this draft meanwhile" in late.text
    assert re.findall(r'id="(\w+)-saved"', late.text) == ["losing_carrier", "scope", "service_address_city"]
    assert "Now saved: Another Bell" in said(late) and 'value="Denver"' in late.text and "Some of them" in said(late)
    again = fields | {"csrf": token_in(late), "version": hidden(late, "version")}
    assert (await drafting.admin.post(f"{steps}/account", data=again)).status_code == 303
    assert (await kept_request(drafting)).service_address.city == "Denver"


async def test_a_form_sent_twice_has_done_its_work_once(place: World) -> None:
    drafting, steps = await steps_of(place)
    opened = await drafting.admin.get(f"{steps}/account")
    fields = {"csrf": token_in(opened), "version": hidden(opened, "version"), **FORM}
    answers = [await drafting.admin.post(f"{steps}/account", data=fields) for _ in range(2)]
    assert [answer.headers.get("location") for answer in answers] == [f"{steps}/numbers"] * 2


async def test_submitting_twice_makes_one_order_and_one_summary(place: World) -> None:
    drafting, steps = await steps_of(place)
    await drafting.ready(("+15125550126", "+15125550127"))
    opened = await drafting.admin.get(f"{steps}/review")
    ticks = {f"declare_{code}": "yes" for code in ("accurate", "ours", "authorised", "lawful")}
    fields = {"csrf": token_in(opened), "declarations_version": hidden(opened, "declarations_version"), **ticks}
    answers = await asyncio.gather(*(drafting.admin.post(f"{steps}/review", data=fields) for _ in range(2)))
    answers.append(await drafting.admin.post(f"{steps}/review", data=fields))
    assert {answer.headers.get("location") for answer in answers} == {f"/orders/{drafting.order_id}/submitted"}
    summary = await drafting.admin.get(f"/orders/{drafting.order_id}/submitted")
    assert "Your order is submitted" in summary.text and "(512) 555-0127" in summary.text and "Whose turn" in summary.text
    assert (await drafting.admin.get(f"{steps}/numbers")).headers["location"] == f"/orders/{drafting.order_id}"


async def test_days_stand_in_a_calendar_each_with_its_reason(place: World) -> None:
    drafting, steps = await steps_of(place)
    page = await drafting.admin.get(f"{steps}/date")
    assert "<caption>" in page.text and page.text.count('scope="col"') % 7 == 0
    allowed = re.findall(r'<input type="radio" id="([^"]+)" name="requested_foc" value="([^"]+)"', page.text)
    assert allowed[0][0] == "requested_foc" and all(f'for="{field}"' in page.text for field, _ in allowed)
    assert '<span class="why">weekend</span>' in page.text and "Carriers do not move numbers at the weekend." in page.text
    opened = {"csrf": token_in(page), "version": hidden(page, "version")}
    bad = await drafting.admin.post(f"{steps}/date", data=opened | {"requested_foc": "someday"})
    assert bad.status_code == 422 and 'id="requested_foc-error"' in bad.text
    assert (await drafting.admin.post(f"{steps}/date", data=opened | {"requested_foc": allowed[-1][1]})).status_code == 303
    assert f'value="{allowed[-1][1]}" checked' in (await drafting.admin.get(f"{steps}/date")).text


async def test_a_draft_can_move_to_another_location(place: World) -> None:
    drafting, steps = await steps_of(place)
    other, closed = await place.location(drafting.organisation, enabled=True), await place.location(drafting.organisation)
    page = await drafting.admin.get(f"{steps}/location")
    assert "1 Main Street, Denver, CO 80202" in page.text and f'value="{other}"' in page.text and f"/locations/{closed}/plan" in page.text
    assert (await fill(drafting.admin, f"{steps}/location", {"location_id": other})).headers["location"] == f"{steps}/account"
    assert (await drafting.draft())["location_id"] == other
    assert (await fill(drafting.admin, f"{steps}/location", {"location_id": closed})).status_code == 422


async def test_a_trial_is_told_at_once_and_may_prepare(place: World) -> None:
    drafting = await Drafting.begin(place, standing="trial")
    assert "cannot be ported during a trial" in (await drafting.admin.get("/orders/new")).text
    first = await drafting.admin.get(f"/orders/{drafting.order_id}/draft")
    assert first.headers["location"].endswith("/draft/location")
    assert "ask your partner" in (await drafting.admin.get(first.headers["location"])).text


async def test_who_has_many_colleagues_types_their_names(place: World) -> None:
    drafting, steps = await steps_of(place)
    await drafting.put_numbers("512-555-0128, 512-555-0129")
    ids = [await person(drafting, number) for number in range(26)]
    page = await drafting.admin.get(f"{steps}/people")
    assert '<datalist id="people">' in page.text and "Cordelia 3 Chase (ext. 1003)" in page.text
    chosen = {"who_+15125550128": "Cordelia 3 Chase (ext. 1003)", "who_+15125550129": "", "main_number": "+15125550129"}
    assert (await fill(drafting.admin, f"{steps}/people", chosen)).headers["location"] == f"{steps}/date"
    request = await kept_request(drafting)
    assert request.lines[0].person_id == ids[3] and request.main_number == "+15125550129"
    wrong = await fill(drafting.admin, f"{steps}/people", chosen | {"who_+15125550128": "Nobody At All"})
    assert wrong.status_code == 422 and 'value="Nobody At All"' in wrong.text


async def person(drafting: Drafting, number: int) -> str:
    body = {
        "first_name": f"Cordelia {number}", "last_name": "Chase", "email": f"cordelia{number}@example.com",
        "location_id": drafting.location, "extension": str(1000 + number), "invite": False,
    }  # fmt: skip
    answer = await drafting.admin.post("/v1/people", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_who_may_only_read_sees_every_step_and_no_form(place: World) -> None:
    drafting, steps = await steps_of(place)
    viewer: Browser = await place.signed_in(drafting.organisation, Role.VIEWER)
    pages = [await viewer.get(f"{steps}/{name}") for name in ("location", "account", "numbers", "people", "date", "review")]
    assert [page.status_code for page in pages] == [200] * 6


async def crowd(drafting: Drafting, count: int) -> None:
    """So many people that no page offers all of them."""
    box, at = await drafting.world.parts.envelope.box(drafting.organisation), drafting.world.clock()
    named = [Newcomer("Cordelia", f"Chase {number:04d}", f"cordelia{number}@example.com") for number in range(count)]
    rows = [new_person(drafting.world.parts, box, who, drafting.location, at) for who in named]
    async with system_transaction(drafting.world.system) as connection:
        await people.add(connection, rows)


async def test_one_of_a_crowd_is_found_by_name_with_and_without_a_script(place: World) -> None:
    drafting, steps = await steps_of(place)
    numbers = [each.number for each in unused(2)]
    await drafting.put_numbers(", ".join(numbers))
    await crowd(drafting, 510)
    page = await drafting.admin.get(f"{steps}/people")
    assert ('data-find="' in page.text, page.text.count("<option") < 10, len(page.content) < 30_000) == (True, True, True)
    found = await drafting.admin.post(f"{steps}/people/find", data={"csrf": token_in(page), "q": "chase 0507"})
    assert re.findall('<option value="([^"]+)"', found.text) == ["Cordelia Chase 0507"]
    unclear = await fill(drafting.admin, f"{steps}/people", {f"who_{numbers[0]}": "chase 050", f"who_{numbers[1]}": "0509"})
    assert (unclear.status_code, "Several people fit what was typed." in said(unclear)) == (422, True)
    assert "You typed “chase 050”." in said(unclear) and f'<select id="who_{numbers[0]}"' in unclear.text
    assert 'value="Cordelia Chase 0509"' in unclear.text, "who was clear is chosen"
    chosen = unclear.text.split("Cordelia Chase 0504</option>")[0].rpartition('value="')[2].split('"')[0]
    assert (await fill(drafting.admin, f"{steps}/people", {f"who_{numbers[0]}": chosen, f"who_{numbers[1]}": "0509"})).status_code == 303
    assert 'value="Cordelia Chase 0504"' in (await drafting.admin.get(f"{steps}/people")).text
