"""Watching a rehearsal from its page, and its mails as they were sent."""

from domain.porting import facts as f
from tests.api.orders_world import answering, customer
from tests.api.pages import said, send
from tests.api.rehearsal.test_rehearsal import letter, with_carrier
from tests.api.world import World
from tests.carriers.in_process import InProcessCarrier


async def test_the_page_stays_and_tells_what_has_happened_since(world: World) -> None:
    owner = await customer(with_carrier(answering(world), InProcessCarrier(world.clock).adapter))
    order = await owner.order()
    told = said(await owner.admin.get("/rehearsal"))
    assert "Orders under way" in told
    assert "With the carriers" in told
    jumped = await send(owner.admin, "/rehearsal", {"jump": "hour", "order_id": order.id}, to="/rehearsal/clock")
    after = jumped.headers["location"]
    assert after.startswith(f"/rehearsal?order_id={order.id}&since=")
    assert "Nothing yet." in said(await owner.admin.get(after))
    await owner.tell(order, f.LsrRejected(("account_number_mismatch",), world.clock(), answers=1, notice_id="n1"))
    since = said(await owner.admin.get(after))
    assert "Nothing yet." not in since
    assert "Needs a correction" in since
    assert "MST" in since or "MDT" in since
    assert "UTC" not in since


async def test_a_mail_is_shown_in_a_frame_that_runs_and_fetches_nothing(world: World) -> None:
    owner, other = await customer(world), await customer(world)
    sent = await letter(owner, "Your activation code")
    page = await owner.admin.get(f"/mailbox/{sent}")
    assert f'src="/mailbox/{sent}/html" sandbox' in page.text
    assert page.headers["Content-Security-Policy"].endswith("frame-src 'self'")
    frame = await owner.admin.get(f"/mailbox/{sent}/html")
    policy = frame.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none';")
    assert "script-src" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "alert(1)" in frame.text
    assert (await other.admin.get(f"/mailbox/{sent}/html")).status_code == 404
