"""The rehearsal adapter under the common contract, and against the rehearsal carrier itself."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx
import pytest

from carriers.errors import CarrierRefused, CarrierThrottled, CarrierUnreachable, OrderInvalid, OrderUnknown
from carriers.protocol import (
    ActivatesOnDemand,
    ChecksPortability,
    FollowsClock,
    Idempotency,
    ListsChanges,
    OffersFocWindows,
    PortsNumbers,
    SendsWebhooks,
)
from carriers.rehearsal.adapter import RehearsalCarrier, rehearsal_client
from carriers.rehearsal.options import RehearsalOptions
from domain.porting.notices import NoticeKind

from .contract import Handler, PortsContract
from .in_process import API_KEY, WEBHOOK_SECRET, InProcessCarrier
from .lsrs import MONDAY, lsr, numbers, window


class TestRehearsal(PortsContract):
    carrier = "rehearsal"

    def adapter(self, handler: Handler, now: Callable[[], datetime]) -> PortsNumbers:
        http = rehearsal_client("http://rehearsal.test", API_KEY, httpx.MockTransport(handler))
        return RehearsalCarrier(http, WEBHOOK_SECRET, now=now)


@pytest.fixture
def carrier() -> InProcessCarrier:
    return InProcessCarrier(lambda: MONDAY)


def carrier_of(idempotency: Idempotency) -> InProcessCarrier:
    options = RehearsalOptions(
        API_KEY,
        honours_keys=idempotency is Idempotency.KEY,
        searchable=idempotency is not Idempotency.NEITHER,
        slow_seconds=0,
    )
    return InProcessCarrier(lambda: MONDAY, options=options, idempotency=idempotency)


def test_it_has_every_ability(carrier: InProcessCarrier) -> None:
    for ability in (ChecksPortability, OffersFocWindows, PortsNumbers, ListsChanges, SendsWebhooks, ActivatesOnDemand, FollowsClock):
        assert isinstance(carrier.adapter, ability)


async def test_the_same_key_sends_once(carrier: InProcessCarrier) -> None:
    receipts = [await carrier.adapter.submit_lsr(lsr(), window("lsr")) for _ in range(3)]
    assert len(set(receipts)) == 1
    await carrier.adapter.cancel_lsr(receipts[0].carrier_reference, window("cancel"))
    await carrier.adapter.cancel_lsr(receipts[0].carrier_reference, window("cancel"))
    assert [write["kind"] for write in carrier.ledger.writes()] == ["lsr", "cancel"]
    assert not carrier.ledger.doubles()


async def test_a_key_is_not_good_for_another_request(carrier: InProcessCarrier) -> None:
    await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    with pytest.raises(CarrierRefused):
        await carrier.adapter.submit_lsr(lsr(account_number="another"), window("lsr"))
    assert len(carrier.ledger.writes()) == 1


@pytest.mark.parametrize("account", ["FAIL-AFTER-EFFECT", "DROP-ANSWER"])
@pytest.mark.parametrize("idempotency", [Idempotency.KEY, Idempotency.SEARCHABLE_REFERENCE])
async def test_what_took_effect_behind_a_failure_is_found(account: str, idempotency: Idempotency) -> None:
    carrier = carrier_of(idempotency)
    with pytest.raises(CarrierUnreachable):
        await carrier.adapter.submit_lsr(lsr(account_number=account), window("lsr"))
    found = await carrier.adapter.find_by_request(window("lsr").request_key)
    assert found is not None
    if idempotency is Idempotency.KEY:
        assert await carrier.adapter.submit_lsr(lsr(account_number=account), window("lsr")) == found
    assert [write["reference"] for write in carrier.ledger.writes()] == [found.carrier_reference]


async def test_an_attempt_that_made_nothing_is_not_found(carrier: InProcessCarrier) -> None:
    assert await carrier.adapter.find_by_request("po_nobody/1/lsr/1") is None


async def test_where_nothing_can_be_looked_up_it_says_so() -> None:
    carrier = carrier_of(Idempotency.NEITHER)
    await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    with pytest.raises(CarrierRefused):
        await carrier.adapter.find_by_request(window("lsr").request_key)


async def test_without_keys_a_retry_is_a_double_that_the_ledger_shows() -> None:
    """The negative control: this harness can see doubles."""
    carrier = InProcessCarrier(lambda: MONDAY, options=RehearsalOptions(API_KEY, honours_keys=False))
    for _ in range(2):
        await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    assert [(double["request_key"], double["times"]) for double in carrier.ledger.doubles()] == [(window("lsr").request_key, 2)]


async def test_a_throttled_request_had_no_effect_and_may_come_again(carrier: InProcessCarrier) -> None:
    with pytest.raises(CarrierThrottled) as caught:
        await carrier.adapter.submit_lsr(lsr(account_number="THROTTLE"), window("lsr"))
    assert caught.value.retry_after == timedelta(seconds=2)
    assert not carrier.ledger.writes()
    await carrier.adapter.submit_lsr(lsr(account_number="THROTTLE"), window("lsr"))
    assert len(carrier.ledger.writes()) == 1


async def test_an_unknown_order_and_wrong_fields_are_named(carrier: InProcessCarrier) -> None:
    with pytest.raises(OrderUnknown):
        await carrier.adapter.cancel_lsr("RB-999999", window("cancel"))
    with pytest.raises(OrderInvalid) as caught:
        await carrier.adapter.submit_lsr(lsr(btn="12", time_zone="Denver"), window("lsr"))
    assert caught.value.fields == ("btn",)
    with pytest.raises(OrderInvalid) as caught:
        await carrier.adapter.submit_lsr(lsr(partial=True), window("lsr"))
    assert caught.value.fields == ("replacement_btn",)


async def test_a_wrong_key_to_the_house_is_refused(carrier: InProcessCarrier) -> None:
    carrier.http.headers["X-Api-Key"] = "guess"
    with pytest.raises(CarrierRefused):
        await carrier.adapter.check_portability(numbers(1))
    assert (await carrier.http.get("/rehearsal/orders")).status_code == 401
    assert (await carrier.http.get("/health")).status_code == 200


async def test_portability_of_500_numbers_is_one_request() -> None:
    seen: list[str] = []
    carrier = InProcessCarrier(lambda: MONDAY)
    carrier.http.event_hooks["request"] = [_noted(seen)]
    asked = tuple(number for area in (303, 408, 212, 415, 512) for number in numbers(100, area=area))
    verdicts = await carrier.adapter.check_portability(asked)
    assert tuple(verdict.number for verdict in verdicts) == asked
    assert seen == ["/portability"]


def _noted(seen: list[str]) -> Callable[[httpx.Request], Awaitable[None]]:
    async def note(request: httpx.Request) -> None:
        seen.append(request.url.path)

    return note


async def test_windows_start_at_the_interval_and_hold_business_days_only(carrier: InProcessCarrier) -> None:
    simple = await carrier.adapter.foc_windows(numbers(1), MONDAY)
    several = await carrier.adapter.foc_windows(numbers(2), MONDAY)
    assert (simple[0].first.isoformat(), several[0].first.isoformat()) == ("2031-03-04", "2031-03-07")
    assert all(window.first.weekday() < 5 and window.last.weekday() < 5 for window in several)
    assert all(before.last < after.first for before, after in pairwise(several))
    assert several[-1].last <= (MONDAY + timedelta(days=30)).date()


async def test_changes_come_in_pages_and_completely(carrier: InProcessCarrier) -> None:
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    for _ in range(1203):
        carrier.ledger.run(
            "INSERT INTO notices (reference, type, told, body) VALUES (?, 'port.rejected', '', json_object('type', 'port.rejected',"
            " 'reference', ?, 'version', (SELECT count(*) FROM notices), 'occurred_at', ?))",
            receipt.carrier_reference,
            receipt.carrier_reference,
            MONDAY.isoformat(),
        )
    notices, cursor = await carrier.adapter.changes_since("")
    assert len({notice.notice_id for notice in notices}) == 1203
    assert await carrier.adapter.changes_since(cursor) == ((), cursor)


async def test_a_customers_clock_only_goes_ahead_and_what_is_due_happens_at_once(carrier: InProcessCarrier) -> None:
    await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    await carrier.adapter.submit_lsr(lsr(customer_reference="org_looking_glass", pon="po_2/1"), window("lsr2"))
    await carrier.adapter.set_clock("org_wonderland", 86_400 * 2)
    await carrier.adapter.set_clock("org_wonderland", 5)
    notices = await carrier.heard()
    assert [notice.kind for notice in notices] == [NoticeKind.FOC]
    later = await carrier.adapter.submit_lsr(lsr(pon="po_3/1"), window("lsr3"))
    assert later.accepted_at == MONDAY + timedelta(days=2)


async def test_it_says_when_something_happens_next(carrier: InProcessCarrier) -> None:
    assert await carrier.adapter.next_due("org_wonderland") is None
    await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    due = await carrier.adapter.next_due("org_wonderland")
    assert due is not None
    await carrier.adapter.set_clock("org_wonderland", int((due - MONDAY).total_seconds()) - 1)
    assert await carrier.heard() == ()
    await carrier.adapter.set_clock("org_wonderland", int((due - MONDAY).total_seconds()))
    assert [notice.happened_at for notice in await carrier.heard()] == [due]


@pytest.mark.parametrize("zone", ["Denver", "America", "../etc/passwd", "\x00"])
async def test_a_time_zone_that_is_none_is_a_wrong_field(carrier: InProcessCarrier, zone: str) -> None:
    with pytest.raises(OrderInvalid) as caught:
        await carrier.adapter.submit_lsr(lsr(time_zone=zone), window("lsr"))
    assert caught.value.fields == ("time_zone",)


async def test_times_are_told_in_utc(carrier: InProcessCarrier) -> None:
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    assert receipt.accepted_at == MONDAY
    assert receipt.accepted_at.tzinfo is UTC
