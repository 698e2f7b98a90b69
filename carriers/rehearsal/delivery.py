"""Sends the rehearsal carrier's webhooks, again and again with longer waits, until one is taken or forty tries are over."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import httpx

from .ledger import Ledger, Row
from .options import WebhookTarget
from .signing import signed_headers

TRIES, FIRST_WAIT, LONGEST_WAIT = 40, 0.5, 30.0
BATCH = 50


class Delivery:
    def __init__(self, ledger: Ledger, http: httpx.AsyncClient, target: WebhookTarget, now: Callable[[], datetime]) -> None:
        self._ledger, self._http, self._target, self._now = ledger, http, target, now

    async def deliver_due(self) -> int:
        """Try each webhook that is due; those of one order one after the other. How many were tried."""
        due = self._ledger.rows(
            "SELECT * FROM webhooks WHERE fate IS NULL AND next_try <= ? ORDER BY next_try, id LIMIT ?", self._now().timestamp(), BATCH
        )
        orders: dict[str, list[Row]] = {}
        for row in due:
            orders.setdefault(row["reference"], []).append(row)
        await asyncio.gather(*(self._deliver_in_turn(rows) for rows in orders.values()))
        return len(due)

    async def _deliver_in_turn(self, rows: list[Row]) -> None:
        for row in rows:
            taken = await self._taken(row)
            self._note(row, taken)

    async def _taken(self, row: Row) -> bool:
        body = str(row["body"]).encode()
        headers = signed_headers(self._target.secret, row["message_id"], self._now(), body)
        try:
            answer = await self._http.post(self._target.url, content=body, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.is_success

    def _note(self, row: Row, taken: bool) -> None:
        tries = int(row["tries"]) + 1
        fate = "taken" if taken else "given up" if tries >= TRIES else None
        wait = min(FIRST_WAIT * 2 ** min(tries, 10), LONGEST_WAIT)
        self._ledger.run(
            "UPDATE webhooks SET tries = ?, fate = ?, next_try = ? WHERE id = ?", tries, fate, self._now().timestamp() + wait, row["id"]
        )
