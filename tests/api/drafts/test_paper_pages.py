"""The pages on which a paper is looked at: the customer's, with its values one click away, and our staff's."""

import re
from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from tests.api.drafting import ACCOUNT, Drafting, bill, with_carrier
from tests.api.drafts.test_draft_pages import fill
from tests.api.drafts.test_paper_facts import ELSEWHERE, NUMBERS
from tests.api.pages import mails, said, token_in
from tests.api.world import Browser, World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


async def drafted(place: World, **typed: Any) -> tuple[Drafting, str]:
    """A draft with its bill read; the bill page."""
    drafting = await Drafting.begin(place)
    await drafting.complete(NUMBERS, **typed)
    return drafting, f"/orders/{drafting.order_id}/draft/bill"


async def newer(drafting: Drafting, content: bytes, kind: str = "bill") -> None:
    drafting.world.clock.pass_by(timedelta(minutes=1))
    assert (await drafting.upload(content, kind)).status_code == 202
    await drafting.read_papers()


async def undated(place: World) -> tuple[Drafting, str]:
    drafting, page = await drafted(place)
    await newer(drafting, bill(NUMBERS, None))
    return drafting, page


async def support(place: World) -> Browser:
    return await place.signed_in(await place.organisation("staff"), Role.SUPPORT)


def offered(page: str, field: str) -> dict[str, str]:
    """The form that takes this field's value."""
    (form,) = [each for each in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'name="field" value="{field}"' in each]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


async def test_a_difference_is_shown_with_its_mark_and_taken_with_one_click(place: World) -> None:
    drafting, page = await drafted(place, service_address=ELSEWHERE)
    shown = await drafting.admin.get(page)
    text = said(shown)
    assert "77 Other Road, Denver, CO 80202" in text and "1200 Larimer Street, Denver, CO 80204" in text
    assert "One thing differs" not in text or "Use the bill" in text
    assert re.search(r'<rect class="warn" x="[\d.-]+" y="[\d.-]+" width="[\d.]+" height="[\d.]+"', shown.text)
    assert 'style="' not in shown.text and ACCOUNT not in shown.text
    taken = await drafting.admin.post(f"{page}/take", data=offered(shown.text, "service_address"))
    assert taken.headers["Location"] == f"{page}?taken=service_address"
    after = await drafting.admin.get(taken.headers["Location"])
    assert "Taken into your order: service address." in said(after)
    assert "77 Other Road" not in after.text


async def test_a_page_from_before_takes_nothing_and_says_so(place: World) -> None:
    drafting, page = await drafted(place, service_address=ELSEWHERE)
    fields = offered((await drafting.admin.get(page)).text, "service_address")
    await drafting.draft()
    await drafting.patch(customer_reference="Somebody was faster")
    stale = await drafting.admin.post(f"{page}/take", data=fields)
    assert stale.status_code == 422 and "saved this draft meanwhile" in stale.text
    forged = await drafting.admin.post(f"{page}/take", data=fields | {"field": "billing_name", "facts": "account.1"})
    assert forged.status_code == 422 and ACCOUNT not in forged.text


async def test_a_paper_that_is_being_read_is_asked_for_until_it_is(place: World) -> None:
    drafting = await Drafting.begin(place)
    page = f"/orders/{drafting.order_id}/draft/bill"
    await drafting.upload(bill(NUMBERS, place.clock().date() - timedelta(days=1)))
    assert f'data-poll="{page}"' in (await drafting.admin.get(page)).text
    await drafting.read_papers()
    assert "data-poll" not in (await drafting.admin.get(page)).text


async def test_a_service_record_is_uploaded_on_the_same_page(place: World) -> None:
    drafting, page = await drafted(place)
    place.clock.pass_by(timedelta(minutes=1))
    opened = await drafting.admin.get(page)
    fields, files = {"csrf": token_in(opened), "kind": "csr"}, {"file": ("csr.pdf", bill(NUMBERS, place.clock().date()))}
    assert (await drafting.admin.post(page, data=fields, files=files)).status_code == 303
    await drafting.read_papers()
    assert "Customer service record" in said(await drafting.admin.get(page))
    assert "csr.not_a_csr" in await drafting.codes("confirm")


async def test_a_viewer_sees_the_paper_and_no_button(place: World) -> None:
    drafting, page = await drafted(place, service_address=ELSEWHERE)
    viewer = await place.signed_in(drafting.organisation, Role.VIEWER)
    shown = await viewer.get(page)
    assert shown.status_code == 200 and "/draft/bill/take" not in shown.text and 'type="file"' not in shown.text


async def test_what_a_bill_prints_never_becomes_markup(place: World) -> None:
    drafting, page = await drafted(place)
    await newer(drafting, bill(NUMBERS, place.clock().date(), billing_name="<script>alert(1)</script> {{ 7*7 }} LLC"))
    shown = await drafting.admin.get(page)
    assert "<script>alert" not in shown.text and " 49 " not in said(shown)


async def test_staff_look_at_the_page_and_let_it_pass(place: World) -> None:
    drafting, page = await undated(place)
    assert "Our staff look at this paper" in said(await drafting.admin.get(page))
    staff, desk = await support(place), f"/desk/orders/{drafting.order_id}/papers"
    assert desk in (await staff.get("/desk")).text
    shown = await staff.get(desk)
    assert "No date was found on the bill" in said(shown) and ACCOUNT not in shown.text
    (image,) = set(re.findall(r'src="(/v1/documents/[^"]+)"', shown.text))
    assert (await staff.get(image)).headers["Content-Type"] == "image/png"
    done = await fill(staff, desk, {"codes": "bill.undated", "reason": "The carrier named the date.", "outcome": "passed"})
    assert done.headers["Location"] == desk
    assert "let pass" in said(await staff.get(desk))
    told = said(await drafting.admin.get(page))
    assert "let pass what they were asked about" in told and "The carrier named the date." not in told
    assert "bill.undated" not in await drafting.codes()


async def test_staff_refuse_with_a_reason_that_the_customer_reads(place: World) -> None:
    drafting, page = await undated(place)
    staff, desk = await support(place), f"/desk/orders/{drafting.order_id}/papers"
    empty = await fill(staff, desk, {"codes": "bill.undated", "reason": "", "outcome": "refused"})
    assert empty.status_code == 422 and 'id="reason-error"' in empty.text
    reason = "The page with the date is missing."
    assert (await fill(staff, desk, {"codes": "bill.undated", "reason": reason, "outcome": "refused"})).status_code == 303
    told = said(await drafting.admin.get(page))
    assert "Our staff could not accept a paper" in told and reason in told and "Our staff look at this paper" not in told
    assert "bill.undated" in await drafting.codes()
    (mail,) = [each for each in await mails(place, "papers_refused") if each["order_id"] == drafting.order_id]
    assert (mail["codes"], mail["reason"]) == (["bill.undated"], reason)


async def test_nobody_looks_at_a_paper_that_was_replaced(place: World) -> None:
    drafting, page = await undated(place)
    assert "Our staff look at this paper" in said(await drafting.admin.get(page))
    await newer(drafting, bill(NUMBERS, place.clock().date() - timedelta(days=1)))
    assert "Our staff look at this paper" not in said(await drafting.admin.get(page))
    assert f"/desk/orders/{drafting.order_id}/papers" not in (await (await support(place)).get("/desk")).text


async def test_a_newer_paper_is_looked_at_anew(place: World) -> None:
    drafting, _ = await undated(place)
    staff, path = await support(place), f"/v1/desk/orders/{drafting.order_id}/reviews"
    body = {"codes": ["bill.undated"], "reason": "The carrier named the date."}
    assert (await staff.post(path, json=body)).json()["outcome"] == "passed"
    assert "bill.undated" not in await drafting.codes()
    await newer(drafting, bill(NUMBERS, None))
    assert "bill.undated" in await drafting.codes()


async def test_the_last_word_of_staff_counts(place: World) -> None:
    drafting, _ = await undated(place)
    staff, path = await support(place), f"/v1/desk/orders/{drafting.order_id}/reviews"
    body = {"codes": ["bill.undated"], "reason": "On second thoughts."}
    for outcome, blocked in (("passed", False), ("refused", True), ("passed", False)):
        place.clock.pass_by(timedelta(minutes=1))
        assert (await staff.post(path, json={**body, "outcome": outcome})).status_code == 200
        assert ("bill.undated" in await drafting.codes()) is blocked


async def test_customers_do_not_get_to_the_desk(place: World) -> None:
    drafting, _ = await drafted(place)
    assert (await drafting.admin.get(f"/desk/orders/{drafting.order_id}/papers")).status_code == 403
