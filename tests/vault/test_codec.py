from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from temporalio import activity, workflow
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowFailureError
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from tests.stack import TemporalStack
from tests.vault.rows import MASTER_1, MASTER_2
from vault.codec import ENCODING, EncryptingCodec, data_converter
from vault.envelope import NotAuthentic
from vault.keys import KeyRing, UnknownKey

CANARY = "canary-7f3a9-pin-4417"
PLAIN = Payload(metadata={"encoding": b"json/plain"}, data=b'"10 numbers"')
LONG = Payload(metadata={"encoding": b"json/plain"}, data=b'"' + b"+13035550123 " * 100 + b'"')


def codec(keys: str = MASTER_1, namespace: str = "portwright") -> EncryptingCodec:
    return EncryptingCodec(KeyRing.parse(keys), namespace)


@pytest.mark.parametrize("payload", [PLAIN, LONG, Payload()])
async def test_a_payload_comes_back(payload: Payload) -> None:
    locked = await codec().encode([payload])
    assert locked[0].metadata["encoding"] == ENCODING
    assert await codec().decode(locked) == [payload]


async def test_a_long_payload_is_packed_before_it_is_locked() -> None:
    assert len((await codec().encode([LONG]))[0].data) < len(LONG.data) / 5


async def test_what_nobody_encrypted_passes_through() -> None:
    assert await codec().decode([PLAIN]) == [PLAIN]


async def test_a_new_ring_opens_what_an_old_key_locked_and_not_the_other_way_round() -> None:
    old, both = codec(MASTER_1), codec(f"{MASTER_2},{MASTER_1}")
    locked = await old.encode([PLAIN]) + await both.encode([PLAIN])
    assert await both.decode(locked) == [PLAIN, PLAIN]
    with pytest.raises(UnknownKey, match="k2"):
        await old.decode(locked)


async def test_a_payload_of_another_namespace_does_not_open() -> None:
    with pytest.raises(NotAuthentic):
        await codec(namespace="staging").decode(await codec().encode([PLAIN]))


async def test_a_changed_payload_or_key_id_does_not_open() -> None:
    [locked] = await codec().encode([PLAIN])
    changed = Payload(metadata=locked.metadata, data=locked.data[:-1] + bytes((locked.data[-1] ^ 1,)))
    renamed = Payload(metadata={**locked.metadata, "encryption-key-id": b"k2"}, data=locked.data)
    both = codec(f"{MASTER_1},{MASTER_2}")
    for payload in (changed, renamed, Payload(metadata=locked.metadata, data=b"short")):
        with pytest.raises(NotAuthentic):
            await both.decode([payload])


@dataclass(frozen=True, slots=True)
class Asked:
    word: str
    at: datetime
    price: Decimal


@activity.defn
async def refuse(asked: Asked) -> Asked:
    if asked.price < 0:
        raise ApplicationError(f"refused {asked.word}", asked.word, non_retryable=True)
    return asked


@workflow.defn
class Asks:
    @workflow.run
    async def run(self, asked: Asked) -> Asked:
        return await workflow.execute_activity(
            refuse, asked, start_to_close_timeout=timedelta(seconds=10), retry_policy=RetryPolicy(maximum_attempts=1)
        )


@asynccontextmanager
async def worker(temporal: TemporalStack) -> AsyncIterator[Client]:
    converter = data_converter(KeyRing.parse(MASTER_1), temporal.namespace)
    client = await Client.connect(temporal.address, namespace=temporal.namespace, data_converter=converter)
    runner = UnsandboxedWorkflowRunner()
    async with Worker(client, task_queue="vault", workflows=[Asks], activities=[refuse], workflow_runner=runner):
        yield client


def occurrences(folder: Path) -> int:
    return sum(path.read_bytes().count(CANARY.encode()) for path in folder.glob("temporal.db*"))


async def test_the_servers_files_hold_no_word_of_arguments_results_or_failures(temporal: TemporalStack) -> None:
    database = temporal.server.database
    assert database is not None
    async with worker(temporal) as client:
        asked = Asked(CANARY, datetime(2031, 4, 1, tzinfo=UTC), Decimal("1.50"))
        assert await client.execute_workflow(Asks.run, asked, id="codec-good", task_queue="vault") == asked
        with pytest.raises(WorkflowFailureError) as failed:
            wrong = Asked(CANARY, asked.at, Decimal(-1))
            await client.execute_workflow(Asks.run, wrong, id="codec-bad", task_queue="vault")
        assert isinstance(failed.value.cause, ActivityError)
        assert CANARY in str(failed.value.cause.cause)
    assert occurrences(database.parent) == 0


async def test_without_the_codec_the_same_search_finds_it(temporal: TemporalStack) -> None:
    client = await temporal.server.connect()
    await client.start_workflow("Nobody", CANARY, id="codec-bait", task_queue="nobody")
    database = temporal.server.database
    assert database is not None
    assert occurrences(database.parent) > 0
