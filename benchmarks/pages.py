"""How long does the server take for each page of a large customer, against nothing but that page's own statements?

In this process: the product's app with all that a page costs (session, limits, row-level security, words, template), and by turns the same
statements in the same transactions over one open psycopg connection, whose rows nobody reads. And: how much a first visit loads.
"""

import asyncio
import gc
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any
from unittest.mock import patch

import psycopg
from fastapi import FastAPI
from psycopg.pq import TransactionStatus
from starlette.types import Receive, Scope, Send

from benchmarks import servers
from benchmarks.figures import Figure, at_most
from benchmarks.stored_console import IN_AN_ORDER, NUMBERS, ORDERS, Console, console
from store.database import engine
from tests.api.world import Silence, World, make_parts

TURNS, WARM_UP, MOST_RATIO, FIRST_LOAD = 15, 4, 3, 60_000
_PATHS = {
    "home": "/",
    "orders": "/orders",
    "orders by a text": "/orders?text=REF-4711",
    "orders by a text that none has": "/orders?text=Hellmouth",
    "an order": "/orders/{order}",
    "numbers of a draft": "/orders/{draft}/draft/numbers",
    "date of a draft": "/orders/{draft}/draft/date",
    "people of a draft": "/orders/{draft}/draft/people",
    "review of a draft": "/orders/{draft}/draft/review",
    "people": "/people",
    "locations": "/locations",
    "users": "/users",
    "settings": "/settings",
    "webhooks": "/settings/webhooks",
    "tokens": "/settings/tokens",
    "mailbox": "/mailbox",
    "rehearsal": "/rehearsal",
}
Cursor = type[psycopg.AsyncCursor[Any]]
# Nobody may ask too often.
_PAUSE = timedelta(seconds=5)


class Timed:
    """The app, and how long it worked on its last answer."""

    def __init__(self, app: FastAPI) -> None:
        self._app, self.took = app, 0.0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        await self._app(scope, receive, send)
        self.took = time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the driver got it, and the kind of cursor that sent it."""

    cursor: Cursor
    statement: Any
    parameters: Any

    @property
    def is_query(self) -> bool:
        return not str(self.statement).startswith(("BEGIN", "COMMIT"))


class Heard:
    """All that goes to the database while `listening`, in its order: heard at the driver, so nothing is in it that was not sent."""

    def __init__(self) -> None:
        self.said: list[Said] = []
        self.listening = False
        self._execute, self._commit = psycopg.AsyncCursor.execute, psycopg.AsyncConnection.commit

    @contextmanager
    def tapped(self) -> Iterator[None]:
        async def execute(cursor: Any, statement: Any, parameters: Any = None, **more: Any) -> Any:
            if self.listening:
                self.said.append(Said(type(cursor), statement, parameters))
            return await self._execute(cursor, statement, parameters, **more)

        async def commit(connection: Any) -> None:
            if self.listening and connection.info.transaction_status != TransactionStatus.IDLE:
                self.said.append(Said(psycopg.AsyncCursor, "COMMIT", None))
            await self._commit(connection)

        with patch.object(psycopg.AsyncCursor, "execute", execute), patch.object(psycopg.AsyncConnection, "commit", commit):
            yield

    async def again(self, connection: psycopg.AsyncConnection[Any]) -> float:
        """Seconds for the same once more over this connection; rows are fetched and not looked at."""
        began = time.perf_counter()
        for each in self.said:
            cursor = each.cursor(connection)
            await self._execute(cursor, each.statement, each.parameters)
            if cursor.description:
                await cursor.fetchall()
        return time.perf_counter() - began


async def _measured(of: Console, url: str) -> list[Figure]:
    timed, heard, found = Timed(of.world.app), Heard(), list[Figure]()
    of.admin._transport.app = timed  # type: ignore[attr-defined]
    of.admin.event_hooks = {}
    # As the product's own process does once it is put together.
    gc.collect()
    gc.freeze()
    async with await psycopg.AsyncConnection.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        with heard.tapped():
            for name, path in _PATHS.items():
                found.append(await _page(of, name, path.format(order=of.order, draft=of.draft), timed, heard, connection))
    return [*found, await _first_load(of)]


async def _page(of: Console, name: str, path: str, timed: Timed, heard: Heard, connection: psycopg.AsyncConnection[Any]) -> Figure:
    pairs, size = [], 0
    for _ in range(WARM_UP + TURNS):
        of.world.clock.now += _PAUSE
        heard.said, heard.listening = [], True
        answer = await of.admin.get(path)
        heard.listening = False
        if answer.status_code != 200:
            return Figure(name, f"answered {answer.status_code}", holds=False)
        size = len(answer.content)
        pairs.append((timed.took, await heard.again(connection)))
    mine, bare = (median(each) for each in zip(*pairs[WARM_UP:], strict=True))
    queries = sum(each.is_query for each in heard.said)
    shown = f"{mine / bare:.2f} ({1000 * mine:.1f} ms, {1000 * bare:.1f} ms; {queries} statements, {size:,} bytes)"
    return at_most(f"{name}: ours against its statements", mine / bare, MOST_RATIO, shown)


async def _first_load(of: Console) -> Figure:
    page = (await of.admin.get("/")).text
    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    total = len(page.encode()) + sum([len((await of.admin.get(part)).content) for part in parts])
    return at_most("bytes of the first visit", total, FIRST_LOAD, f"{total:,}")


async def _all(urls: Mapping[str, str]) -> list[Figure]:
    app, system = engine(urls["app"], pool_size=5), engine(urls["system"], pool_size=5)
    try:
        return await _measured(await console(World(make_parts(app, Silence()), system), urls), urls["app"])
    finally:
        await app.dispose()
        await system.dispose()


def figures() -> list[Figure]:
    with servers.database() as urls:
        return [Figure("stored", f"{ORDERS:,} orders, {NUMBERS:,} numbers, {IN_AN_ORDER} in an order"), *asyncio.run(_all(urls))]
