"""How long does the server take for each page of a large customer, against nothing but that page's own statements?

In this process: the product's app with all that a page costs (session, limits, row-level security, words, template), and by turns the same
statements in the same transactions over one open psycopg connection, whose rows nobody reads. And: how much a first visit loads.
"""

import asyncio
import re
import time
from collections.abc import Mapping
from datetime import timedelta
from statistics import median
from typing import Any

import psycopg
from fastapi import FastAPI
from sqlalchemy import event
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
# For all that comes over this connection: the app says it at the begin of each transaction.
_AS_THE_READER = """
SELECT set_config('portwright.tenants', %(tenants)s, false), set_config('portwright.staff', 'off', false),
       set_config('portwright.principal', %(principal)s, false), set_config('portwright.credential', '', false)
"""
Asked = tuple[str, Any]
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


class Heard:
    """What the app says to the database, in the order in which it does."""

    def __init__(self, world: World) -> None:
        self.said: list[Asked] = []
        for name, word in (("begin", "BEGIN"), ("commit", "COMMIT"), ("rollback", "ROLLBACK")):
            event.listen(world.parts.app.sync_engine, name, lambda *_, word=word: self.said.append((word, None)))
        event.listen(world.parts.app.sync_engine, "before_cursor_execute", self._hear)

    def _hear(self, connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        self.said.append((statement, parameters))


async def _bare(connection: psycopg.AsyncConnection[Any], said: list[Asked]) -> float:
    began = time.perf_counter()
    for statement, parameters in said:
        cursor = await connection.execute(statement, parameters)
        if cursor.description:
            await cursor.fetchall()
    return time.perf_counter() - began


async def _measured(of: Console, url: str) -> list[Figure]:
    timed, heard, found = Timed(of.world.app), Heard(of.world), list[Figure]()
    of.admin._transport.app = timed  # type: ignore[attr-defined]
    of.admin.event_hooks = {}
    async with await psycopg.AsyncConnection.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        await connection.execute(_AS_THE_READER, {"tenants": of.organisation, "principal": of.user})
        for name, path in _PATHS.items():
            asked = path.format(order=of.order, draft=of.draft)
            pairs = []
            for _ in range(WARM_UP + TURNS):
                of.world.clock.now += _PAUSE
                heard.said.clear()
                answer = await of.admin.get(asked)
                said = list(heard.said)
                if answer.status_code != 200:
                    break
                pairs.append((timed.took, await _bare(connection, said)))
            found += _told(name, answer.status_code, pairs[WARM_UP:], said, len(answer.content))
    return [*found, await _first_load(of)]


def _told(name: str, status: int, pairs: list[tuple[float, float]], said: list[Asked], size: int) -> list[Figure]:
    if not pairs:
        return [Figure(f"{name}", f"answered {status}", holds=False)]
    mine, bare = median(one for one, _ in pairs), median(other for _, other in pairs)
    queries = sum(parameters is not None for _, parameters in said)
    shown = f"{mine / bare:.2f} ({1000 * mine:.1f} ms, {1000 * bare:.1f} ms; {queries} statements, {size:,} bytes)"
    return [at_most(f"{name}: ours against its statements", mine / bare, MOST_RATIO, shown)]


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
