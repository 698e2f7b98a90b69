"""Webhooks of the rehearsal carrier: proven, repeated, reordered, lost, and the same as what the list of changes tells."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import permutations

import httpx
import pytest

from carriers.protocol import WebhookForged
from carriers.rehearsal.delivery import TRIES, Delivery
from carriers.rehearsal.options import Chaos, RehearsalOptions, WebhookTarget
from carriers.rehearsal.signing import signed_headers
from domain.porting.notices import CarrierNotice, NoticeKind

from .in_process import API_KEY, WEBHOOK_SECRET, InProcessCarrier
from .lsrs import MONDAY, lsr, window

URL = "http://portwright.test/webhooks/rehearsal"
NOW = datetime(2031, 3, 3, 17, 0, tzinfo=UTC)
NOTICE = {"type": "port.foc", "reference": "RB-000001", "version": 1, "foc": "2031-03-12T18:30:00+00:00", "occurred_at": NOW.isoformat()}
BODY = json.dumps({"notices": [NOTICE]}).encode()
GOOD = signed_headers(WEBHOOK_SECRET, "msg_1", NOW, BODY)
ANOTHER_SECRET = "whsec_" + base64.b64encode(b"somebody-elses-secret").decode()


def read(headers: dict[str, str], body: bytes = BODY, at: datetime = NOW) -> tuple[CarrierNotice, ...]:
    return InProcessCarrier(lambda: MONDAY).adapter.read_webhook(headers, body, at)


def _plain_sha1() -> str:
    digest = hmac.new(base64.b64decode(WEBHOOK_SECRET[6:]), b"msg_1." + GOOD["webhook-timestamp"].encode() + b"." + BODY, hashlib.sha1)
    return "v1," + base64.b64encode(digest.digest()).decode()


LATE = signed_headers(WEBHOOK_SECRET, "msg_1", NOW - timedelta(minutes=6), BODY)
FORGED: dict[str, tuple[dict[str, str], bytes]] = {
    "none": ({}, BODY),
    "wrong key": (signed_headers(ANOTHER_SECRET, "msg_1", NOW, BODY), BODY),
    "old": (LATE, BODY),
    "from the future": (signed_headers(WEBHOOK_SECRET, "msg_1", NOW + timedelta(minutes=6), BODY), BODY),
    "changed body": (GOOD, BODY.replace(b"000001", b"000002")),
    "serialised again": (GOOD, json.dumps(json.loads(BODY), separators=(",", ":")).encode()),
    "wrong header": (
        {**{name: GOOD[name] for name in ("webhook-id", "webhook-timestamp")}, "x-signature": GOOD["webhook-signature"]},
        BODY,
    ),
    "two foreign keys": (
        {**GOOD, "webhook-signature": " ".join(signed_headers(ANOTHER_SECRET, "msg_1", NOW, BODY)["webhook-signature"] for _ in range(2))},
        BODY,
    ),
    "truncated": ({**GOOD, "webhook-signature": GOOD["webhook-signature"][:-6]}, BODY),
    "wrong algorithm": ({**GOOD, "webhook-signature": _plain_sha1()}, BODY),
    "another carrier's": ({"telnyx-signature-ed25519": "A" * 86 + "==", "telnyx-timestamp": GOOD["webhook-timestamp"]}, BODY),
    "replayed under a new time": ({**LATE, "webhook-timestamp": GOOD["webhook-timestamp"]}, BODY),
    "another message's id": ({**GOOD, "webhook-id": "msg_2"}, BODY),
    "no time": ({**GOOD, "webhook-timestamp": "now"}, BODY),
    "a time of other digits": ({**GOOD, "webhook-timestamp": "²" * 10}, BODY),
    "a signature beyond ASCII": ({**GOOD, "webhook-signature": "v1,é"}, BODY),
    "the version of another scheme": ({**GOOD, "webhook-signature": GOOD["webhook-signature"].replace("v1,", "v1a,")}, BODY),
}


@pytest.mark.parametrize(("headers", "body"), FORGED.values(), ids=FORGED.keys())
def test_a_forged_webhook_tells_nothing(headers: dict[str, str], body: bytes) -> None:
    with pytest.raises(WebhookForged):
        read(headers, body)


def test_a_good_webhook_is_read_whatever_the_case_of_its_headers_and_beside_an_older_key() -> None:
    (notice,) = read(GOOD)
    assert notice.kind is NoticeKind.FOC
    both = {name.title(): value for name, value in GOOD.items()}
    both["Webhook-Signature"] = f"v1,{'A' * 43}= {GOOD['webhook-signature']}"
    assert read(both) == (notice,)
    assert read(GOOD, at=NOW + timedelta(minutes=5)) == (notice,)


STRANGE = [
    {"type": "port.sings", "reference": "RB-1", "occurred_at": NOW.isoformat()},
    {"type": "port.foc", "reference": "RB-1", "occurred_at": NOW.isoformat()},
    {"type": 7, "reference": "RB-1", "occurred_at": NOW.isoformat()},
    {"type": "port.foc", "reference": "RB-1", "occurred_at": NOW.isoformat(), "foc": "soon"},
    {"type": "number.active", "reference": "RB-1", "occurred_at": NOW.isoformat(), "numbers": ["call me"]},
    {"type": "port.rejected", "reference": "RB-1", "occurred_at": NOW.isoformat(), "codes": [None]},
    {"type": "port.rejected", "reference": "RB-1", "occurred_at": NOW.isoformat(), "version": -1},
]


def test_what_nobody_understands_is_unrecognised_and_hides_nothing_else() -> None:
    body = json.dumps({"notices": [*STRANGE, NOTICE]}).encode()
    notices = read(signed_headers(WEBHOOK_SECRET, "msg_1", NOW, body), body)
    assert [notice.kind for notice in notices] == [NoticeKind.UNRECOGNISED] * len(STRANGE) + [NoticeKind.FOC]
    assert len({notice.notice_id for notice in notices}) == len(notices)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"notices": 5}', b'{"notices": [5]}', b"\xff", b'{"notices": [{}]}'])
def test_a_signed_body_without_sense_tells_nothing(body: bytes) -> None:
    assert read(signed_headers(WEBHOOK_SECRET, "msg_1", NOW, body), body) == ()


class Receiver:
    """The platform's end: reads what arrives, refuses as often as told."""

    def __init__(self, account: str = "WT-4711", *, refuse: int = 0, chaos: Chaos | None = None) -> None:
        self._time, self._refuse, self._account = MONDAY, refuse, account
        self.heard: list[tuple[CarrierNotice, ...]] = []
        target = WebhookTarget(URL, WEBHOOK_SECRET)
        options = RehearsalOptions(API_KEY, slow_seconds=0, chaos=chaos or Chaos())
        self.carrier = InProcessCarrier(lambda: self._time, options=options, webhooks=target)
        http = httpx.AsyncClient(transport=httpx.MockTransport(self._take))
        self.delivery = Delivery(self.carrier.ledger, http, target, self.carrier.now)

    def _take(self, request: httpx.Request) -> httpx.Response:
        if self._refuse:
            self._refuse -= 1
            return httpx.Response(503)
        self.heard.append(self.carrier.adapter.read_webhook(request.headers, request.content, self.carrier.now()))
        return httpx.Response(204)

    async def play(self) -> tuple[CarrierNotice, ...]:
        """An order from LSR to activation, every webhook sent; what the list of changes tells."""
        await self.carrier.adapter.submit_lsr(lsr(account_number=self._account), window("lsr"))
        told = await self.carrier.advance(MONDAY + timedelta(days=40))
        await self.until_quiet(self.carrier.now)
        return told

    async def until_quiet(self, now: Callable[[], datetime]) -> None:
        open_webhooks = "SELECT 1 FROM webhooks WHERE fate IS NULL"
        while self.carrier.ledger.rows(open_webhooks):
            if not await self.delivery.deliver_due():
                self._time = now() + timedelta(seconds=1)


def ids(deliveries: list[tuple[CarrierNotice, ...]]) -> list[str]:
    return [notice.notice_id for notices in deliveries for notice in notices]


async def test_webhooks_and_the_list_of_changes_tell_the_same() -> None:
    receiver = Receiver("STAGGERED")
    told = await receiver.play()
    assert [notice for notices in receiver.heard for notice in notices] == list(told)


async def test_a_webhook_is_sent_again_until_it_is_taken() -> None:
    receiver = Receiver(refuse=7)
    told = await receiver.play()
    assert sorted(ids(receiver.heard)) == sorted(notice.notice_id for notice in told)
    assert sum(row["tries"] for row in receiver.carrier.ledger.rows("SELECT tries FROM webhooks")) == 7 + len(told)


async def test_nobody_is_asked_for_ever() -> None:
    receiver = Receiver(refuse=10_000)
    await receiver.play()
    assert {(row["tries"], row["fate"]) for row in receiver.carrier.ledger.rows("SELECT * FROM webhooks")} == {(TRIES, "given up")}


async def test_doubled_webhooks_are_one_notice() -> None:
    receiver = Receiver("DUPLICATE")
    told = await receiver.play()
    assert len(ids(receiver.heard)) == 2 * len(told)
    assert set(ids(receiver.heard)) == {notice.notice_id for notice in told}


async def test_reordered_webhooks_arrive_the_other_way_round() -> None:
    receiver = Receiver("REORDER")
    told = await receiver.play()
    assert ids(receiver.heard) == [notice.notice_id for notice in reversed(told)]


async def test_lost_webhooks_are_in_the_list_of_changes() -> None:
    receiver = Receiver("LOSE-WEBHOOKS")
    assert len(await receiver.play()) == 2
    assert not receiver.heard


async def test_chaos_doubles_and_reorders_but_says_nothing_new() -> None:
    receiver = Receiver("STAGGERED", chaos=Chaos(seed=4, duplicate=0.5, reorder=0.5))
    told = await receiver.play()
    expected = [notice.notice_id for notice in told]
    assert set(ids(receiver.heard)) == set(expected)
    assert len(ids(receiver.heard)) > len(expected)
    assert list(dict.fromkeys(ids(receiver.heard))) != expected


async def test_a_notices_id_does_not_depend_on_how_and_when_it_came() -> None:
    receiver = Receiver("WITHDRAW-FOC")
    told = await receiver.play()
    for order in permutations(receiver.heard):
        assert set(ids(list(order))) == {notice.notice_id for notice in told}
