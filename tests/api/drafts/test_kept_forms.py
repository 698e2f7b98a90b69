"""What was typed when a session had ended is there again after signing in: for who typed it, on that page, for an hour."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from sqlalchemy import func, select

from api.front.local_paths import local_path
from domain.access import Role
from store.access import kept_forms
from store.database import system_transaction
from store.schema import kept_forms as schema
from tests.api.drafting import ACCOUNT, PIN, Drafting, with_carrier
from tests.api.drafts.test_draft_pages import FORM, hidden
from tests.api.pages import token_in
from tests.api.world import Browser, World


@pytest.fixture
def place(world: World) -> World:
    return with_carrier(world)


async def sent_too_late(place: World, admin: Browser, page: str, fields: dict[str, str], **headers: str) -> httpx.Response:
    """The page is opened, the session ends idle, the form is sent."""
    opened = await admin.get(page)
    assert opened.status_code == 200, opened.text
    place.clock.pass_by(place.parts.settings.session_idle + timedelta(minutes=1))
    return await admin.post(page, data={"csrf": token_in(opened), "version": hidden(opened, "version"), **fields}, headers=headers)


async def someone_drafting(place: World) -> tuple[Drafting, str]:
    """A draft in the hands of somebody whose id is known, so that they can come back."""
    drafting = await Drafting.begin(place)
    user_id = await place.user(drafting.organisation, Role.CUSTOMER_ADMIN)
    drafting.admin = await place.browser(user_id)
    return drafting, user_id


async def test_what_was_typed_is_there_again_and_no_secret_is(place: World) -> None:
    drafting, user_id = await someone_drafting(place)
    page = f"/orders/{drafting.order_id}/draft/account"
    late = await sent_too_late(place, drafting.admin, page, FORM)
    assert late.status_code == 303, late.text
    following = parse_qs(urlsplit(late.headers["location"]).query)["next"][0]
    assert following.startswith(f"{page}?kept=kpt_") and "Sunnydale" not in following
    shown = await (await place.browser(user_id)).get(following)
    assert shown.status_code == 200
    assert "You were signed out." in shown.text and "1200 Larimer Street" in shown.text and "Sunnydale Books LLC" in shown.text
    assert ACCOUNT not in shown.text and PIN not in shown.text
    other = await place.signed_in(drafting.organisation, Role.CUSTOMER_ADMIN)
    seen = await other.get(following)
    assert "1200 Larimer Street" not in seen.text and "You were signed out." not in seen.text
    elsewhere = await (await place.browser(user_id)).get(following.replace("/account", "/date"))
    assert "You were signed out." not in elsewhere.text


async def test_nothing_is_kept_of_a_forged_form_of_a_script_or_of_a_stranger(place: World) -> None:
    drafting, _ = await someone_drafting(place)
    page = f"/orders/{drafting.order_id}/draft/account"
    forged = await sent_too_late(place, drafting.admin, page, FORM, **{"X-CSRF-Token": "0" * 64})
    script = await drafting.admin.post(page, data=FORM, headers={"Sec-Fetch-Mode": "cors"})
    stranger = await place.stranger().post(page, data=FORM)
    assert [forged.status_code, script.status_code, stranger.status_code] == [401, 401, 401]


async def test_what_is_kept_is_sealed_and_goes_after_an_hour(place: World) -> None:
    drafting, user_id = await someone_drafting(place)
    page = f"/orders/{drafting.order_id}/draft/account"
    following = parse_qs(urlsplit((await sent_too_late(place, drafting.admin, page, FORM)).headers["location"]).query)["next"][0]
    async with system_transaction(place.system) as connection:
        row = (await connection.execute(select(schema.kept_forms).order_by(schema.kept_forms.c.expires_at.desc()).limit(1))).one()
    assert b"Larimer" not in row.fields_sealed and row.path == page
    place.clock.pass_by(timedelta(hours=1, minutes=1))
    assert "1200 Larimer" not in (await (await place.browser(user_id)).get(following)).text
    async with system_transaction(place.system) as connection:
        await kept_forms.forget_expired(connection, place.clock())
        left = select(func.count()).where(schema.kept_forms.c.id == row.id)
        assert (await connection.execute(left)).scalar_one() == 0


async def test_a_form_left_open_is_kept_when_its_owner_signs_out_in_another_tab(place: World) -> None:
    drafting, user_id = await someone_drafting(place)
    page = f"/orders/{drafting.order_id}/draft/account"
    opened = await drafting.admin.get(page)
    filled = {"csrf": token_in(opened), "version": hidden(opened, "version"), **FORM}
    left = await drafting.admin.post("/sign-out", data={"csrf": token_in(opened)})
    assert left.headers["location"] == "/sign-in"
    sent = await drafting.admin.post(page, data=filled)
    following = parse_qs(urlsplit(sent.headers["location"]).query)["next"][0]
    assert following.startswith(f"{page}?kept=kpt_")
    assert "1200 Larimer Street" in (await (await place.browser(user_id)).get(following)).text
    forged = await drafting.admin.post(page, data=filled, headers={"X-CSRF-Token": "0" * 64})
    assert forged.status_code == 401
    back = await place.browser(user_id)
    drafting.admin.cookies.update(back.cookies)
    again = await drafting.admin.post(page, data=filled)
    assert (again.status_code, again.headers["location"].startswith(f"{page}?kept=kpt_")) == (303, True)
    assert "1200 Larimer Street" in (await drafting.admin.get(again.headers["location"])).text
    other = await place.signed_in(drafting.organisation, Role.CUSTOMER_ADMIN)
    drafting.admin.cookies.update(other.cookies)
    assert (await drafting.admin.post(page, data=filled)).status_code == 403, "somebody else is signed in here now"


async def test_who_must_sign_in_is_taken_to_the_page_they_asked_for(place: World) -> None:
    asked = await place.stranger().get("/orders?status=draft")
    assert asked.headers["location"] == "/sign-in?next=%2Forders%3Fstatus%3Ddraft"
    assert 'name="next" value="/orders?status=draft"' in (await place.stranger().get(asked.headers["location"])).text
    assert 'name="next"' not in (await place.stranger().get("/sign-in?next=https://example.com/")).text


@pytest.mark.parametrize(
    "bad",
    ["", "orders", "//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", "/\t/evil", "/" + "a" * 2000],
)
def test_only_pages_of_ours_are_gone_to(bad: str) -> None:
    assert local_path(bad) == ""
    assert local_path("/orders/x?kept=1") == "/orders/x?kept=1"


async def test_what_others_saved_meanwhile_stands_beside_what_is_there_again(place: World) -> None:
    drafting, user_id = await someone_drafting(place)
    steps = f"/orders/{drafting.order_id}/draft"
    late = await sent_too_late(place, drafting.admin, f"{steps}/numbers", {"numbers": "512-555-0130\n303555", "set_aside": ""})
    following = parse_qs(urlsplit(late.headers["location"]).query)["next"][0]
    drafting.admin = await place.signed_in(drafting.organisation, Role.CUSTOMER_ADMIN)
    await drafting.draft()
    assert (await drafting.put_numbers("512-555-0131")).status_code == 200
    shown = await (await place.browser(user_id)).get(following)
    assert "512-555-0130\n303555</textarea>" in shown.text
    assert "not in your list: (512) 555-0131" in shown.text and "only in your list: (512) 555-0130" in shown.text
