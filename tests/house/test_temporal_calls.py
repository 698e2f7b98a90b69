"""Nothing about an order in plain text, no client without the codec, no worker that stops abruptly."""

import ast
from pathlib import Path

import pytest

from tests.house.checkout import ROOMS, place, sources, tree_of
from tests.house.temporal_calls import abrupt, told_plainly, unencrypted

# They set up the namespace, or ask whether it is well, and never touch a payload.
WITHOUT_PAYLOADS = ("runtime/machine/temporal_server.py", "runtime/doctor.py")
USERS = [path for path in sources(*ROOMS) if "temporalio" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", USERS, ids=place)
def test_temporal_is_told_nothing_in_plain_text_but_the_carrier(path: Path) -> None:
    assert told_plainly(tree_of(path)) == []


def test_every_client_encrypts() -> None:
    assert [place(path) for path in USERS if unencrypted(tree_of(path)) and place(path) not in WITHOUT_PAYLOADS] == []
    assert "runtime/wiring.py" in [place(path) for path in USERS]


def test_every_worker_lets_its_activities_end() -> None:
    assert [place(path) for path in USERS if abrupt(tree_of(path))] == []


def test_the_checkers_find_what_is_told_locked_and_stopped_wrongly() -> None:
    bad = ast.parse("client.start_workflow(W.run, x, id=i, memo={'number': n})\nSearchAttributePair(NUMBER, n)")
    assert told_plainly(bad) == ["memo", "NUMBER"]
    assert unencrypted(ast.parse("Client.connect(address)\nReplayer(workflows=w)")) == [1, 2]
    assert abrupt(ast.parse("Worker(client, task_queue=q)")) == [1]
