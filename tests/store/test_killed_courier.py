"""A webhook courier is killed by -9 between sending and noting it: nothing is lost, and what comes again has the same id."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from domain.porting.published import EventKind
from tests.notifications.outbound import OK, Talk, listening
from tests.store.courier_process import courier
from tests.store.test_webhooks import Post, order_of, owner, post
from tests.store.world import Tenant

__all__ = ["owner", "post"]
ROOT = Path(__file__).parents[2]


async def test_what_was_sent_and_not_noted_comes_again_under_the_same_id(post: Post, owner: Tenant, urls: Mapping[str, str]) -> None:
    answers: list[Talk] = []

    async def dies(_: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        os.kill(process.pid, signal.SIGKILL)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await (answers.pop(0) if answers else OK)(reader, writer)

    async with listening(talk) as listener:
        answers.append(dies)
        endpoint = await post.endpoint(owner, [EventKind.SUBMITTED], url=f"http://localhost:{listener.port}/hook")
        await order_of(post.engines, owner)
        environment = {**os.environ, "DATABASE_URL": urls["system"]}
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.store.courier_process", cwd=ROOT, env=environment)
        assert await asyncio.wait_for(process.wait(), 30) == -signal.SIGKILL
        (waiting,) = await post.log(endpoint)
        assert (waiting.state, waiting.tries, listener.connections) == ("waiting", 0, 1)
        for ahead, begun in ((timedelta(0), 0), (timedelta(seconds=61), 1)):
            next_one = courier(post.engines.system, ahead)
            assert await next_one.send_due() == begun
            await next_one.landed()
        (sent,) = await post.log(endpoint)
        assert (sent.state, sent.tries, listener.connections) == ("sent", 1, 2)
        assert listener.bodies[0] == listener.bodies[1]
        assert [listener.header("webhook-id", at) for at in (0, 1)] == [sent.event_id] * 2
