"""A page that says what went wrong stands within the console of who is signed in, so that they can go on from there."""

from domain.access import Role
from tests.api.pages import said
from tests.api.world import World


async def test_who_is_lost_has_the_menu_to_go_on(world: World) -> None:
    home = await world.organisation(name="Sunnydale Books")
    admin = await world.signed_in(home, Role.CUSTOMER_ADMIN)
    for path in ("/nowhere", "/orders/po_none"):
        lost = await admin.get(path, headers={"Accept": "text/html"})
        assert lost.status_code == 404
        assert "Sunnydale Books" in said(lost)
        assert 'href="/orders"' in lost.text


async def test_who_may_not_is_told_within_their_own_console(world: World) -> None:
    viewer = await world.signed_in(await world.organisation(name="Espresso Pump"), Role.VIEWER)
    refused = await viewer.get("/settings/tokens", headers={"Accept": "text/html"})
    assert refused.status_code == 403
    assert "Espresso Pump" in said(refused)


async def test_who_acts_for_many_is_led_to_the_choice(world: World) -> None:
    partner = await world.signed_in(await world.partner_of(await world.organisation(), await world.organisation()), Role.PARTNER)
    asked = await partner.get("/terms", headers={"Accept": "text/html"})
    assert asked.status_code == 422
    assert "Portwright-Organisation" not in asked.text
    assert 'href="/organisations">Choose an organization' in asked.text


async def test_a_stranger_sees_no_menu(world: World) -> None:
    lost = await world.stranger().get("/nowhere", headers={"Accept": "text/html"})
    assert (lost.status_code, "Sign out" in lost.text) == (404, False)
