"""The rehearsal carrier over real HTTP: it loses nothing when killed, and its chaos shows whether a fence holds."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from carriers.errors import CarrierUnreachable, TooLate
from carriers.protocol import CarrierReceipt, LsrContent, SendWindow
from carriers.rehearsal.adapter import RehearsalCarrier
from carriers.rehearsal.ledger import Ledger
from domain.porting.notices import CarrierNotice, NoticeKind

from .lsrs import lsr, window
from .rehearsal_process import RehearsalProcess


@pytest.fixture
def process(tmp_path: Path) -> Iterator[RehearsalProcess]:
    process = RehearsalProcess(tmp_path / "ledger.sqlite")
    yield process
    process.kill()


def order(count: int, account: str = "WT-4711") -> tuple[LsrContent, SendWindow]:
    key = SendWindow(f"po_{count}/1/submit/1", datetime.now(UTC) + timedelta(minutes=1))
    return lsr(pon=f"po_{count}/1", account_number=account, requested_foc=None), key


async def until_accepted(adapter: RehearsalCarrier, count: int, account: str = "WT-4711") -> CarrierReceipt:
    while True:
        try:
            return await adapter.submit_lsr(*order(count, account))
        except CarrierUnreachable:
            await asyncio.sleep(0.05)


async def test_what_was_answered_outlives_a_kill(process: RehearsalProcess) -> None:
    """Killed with eight requests under way, twice: each answer given is found, none is doubled."""
    await process.start()
    adapter = process.adapter()
    answered: dict[int, CarrierReceipt] = {}

    async def write(first: int) -> None:
        for count in range(first, 120, 8):
            answered[count] = await until_accepted(adapter, count)

    writers = [asyncio.create_task(write(first)) for first in range(8)]
    for _ in range(2):
        before = len(answered)
        while len(answered) < before + 20:
            await asyncio.sleep(0.01)
        process.kill()
        await process.start()
    await asyncio.gather(*writers)
    for count, receipt in answered.items():
        assert await adapter.find_by_request(order(count)[1].request_key) == receipt
    process.kill()
    ledger = Ledger(process.ledger_path)
    assert (len(ledger.writes()), ledger.doubles()) == (120, [])
    assert ledger.rows("PRAGMA integrity_check")[0]["integrity_check"] == "ok"
    assert ledger.counts()["orders"] == 120


async def test_happenings_wait_for_their_clock_and_outlive_a_kill(process: RehearsalProcess) -> None:
    await process.start()
    adapter = process.adapter()
    await adapter.submit_lsr(*order(1))
    process.kill()
    await process.start()
    assert await adapter.changes_since("") == ((), "0")
    await adapter.set_clock("org_wonderland", 60 * 86_400)
    notices, cursor = await adapter.changes_since("")
    process.kill()
    await process.start()
    assert [notice.kind for notice in notices] == [NoticeKind.FOC, NoticeKind.NUMBER_ACTIVE]
    assert await adapter.changes_since("") == (notices, cursor)


@pytest.mark.parametrize(("honours_keys", "doubles"), [(True, False), (False, True)])
async def test_chaos_doubles_only_where_the_fence_is_off(tmp_path: Path, honours_keys: bool, doubles: bool) -> None:
    chaos = {"seed": 7, "delay": 0.3, "delay_seconds": 0.02, "fail": 0.2, "drop": 0.2}
    process = RehearsalProcess(tmp_path / "ledger.sqlite", options={"honours_keys": honours_keys}, chaos=chaos)
    await process.start()
    try:
        await asyncio.gather(*(until_accepted(process.adapter(), count) for count in range(40)))
    finally:
        process.kill()
    ledger = Ledger(process.ledger_path)
    assert len({write["request_key"] for write in ledger.writes()}) == 40
    assert bool(ledger.doubles()) is doubles


async def test_an_answer_after_the_time_out_is_found_by_its_key(tmp_path: Path) -> None:
    process = RehearsalProcess(tmp_path / "ledger.sqlite", options={"slow_seconds": 1.0})
    await process.start()
    try:
        with pytest.raises(CarrierUnreachable):
            await process.adapter(total_timeout=timedelta(seconds=0.5)).submit_lsr(*order(1, "SLOW"))
        adapter = process.adapter()
        found = await adapter.find_by_request(order(1)[1].request_key)
        assert found == await adapter.submit_lsr(*order(1, "SLOW"))
    finally:
        process.kill()


async def test_an_attempt_frozen_while_connecting_writes_nothing(process: RehearsalProcess) -> None:
    """The deadline is asked again when the connection stands, right before the first byte of the request."""
    await process.start()
    attempt = window("lsr")
    clock = iter([attempt.deadline - timedelta(seconds=1), attempt.deadline])
    with pytest.raises(TooLate):
        await process.adapter(now=lambda: next(clock)).submit_lsr(lsr(), attempt)
    await process.adapter().submit_lsr(lsr(), window("lsr"))
    process.kill()
    assert [write["kind"] for write in Ledger(process.ledger_path).writes()] == ["lsr"]


async def test_webhooks_go_on_after_a_kill_of_the_carrier(tmp_path: Path) -> None:
    heard: list[CarrierNotice] = []
    with receiver(heard) as url:
        process = RehearsalProcess(tmp_path / "ledger.sqlite", webhook_url=url, options={"tick_seconds": 0.02, "hold_seconds": 0.5})
        await process.start()
        try:
            adapter = process.adapter()
            await adapter.submit_lsr(*order(1, "REORDER"))
            await adapter.set_clock("org_wonderland", 60 * 86_400)
            process.kill()
            await process.start()
            told, _ = await adapter.changes_since("")
            async with asyncio.timeout(60):
                while {notice.notice_id for notice in heard} != {notice.notice_id for notice in told}:
                    await asyncio.sleep(0.02)
        finally:
            process.kill()
    assert len(told) == 2


@contextmanager
def receiver(heard: list[CarrierNotice]) -> Iterator[str]:
    adapter = RehearsalProcess(Path("unused")).adapter()

    class Platform(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.extend(adapter.read_webhook(dict(self.headers), body, datetime.now(UTC)))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Platform)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/webhooks/rehearsal"
    finally:
        server.shutdown()
        server.server_close()


async def test_no_secret_is_in_the_ledger(process: RehearsalProcess) -> None:
    await process.start()
    content, attempt = order(1)
    secret = replace(content, account_number="ACCT-90125-CANARY", pin="PIN-CANARY-77")
    await process.adapter().submit_lsr(secret, attempt)
    process.kill()
    base = sqlite3.connect(process.ledger_path)
    dump = "\n".join(base.iterdump())
    base.close()
    assert "CANARY" not in dump
    assert "Alice" not in dump
    (write,) = Ledger(process.ledger_path).writes()
    assert write["account_hash"] and write["pin_hash"] and write["account_hash"] != write["pin_hash"]
