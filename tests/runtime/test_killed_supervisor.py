"""Everything is killed by -9, nothing is left, and the next start finds its way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from runtime.machine.ports import free_port
from runtime.machine.status import StatusFile
from tests.runtime.standing import postgres
from tests.stack import wait_until

ROOT = Path(__file__).parents[2]


@contextmanager
def standing(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    argv = [sys.executable, "-m", "tests.runtime.standing", str(folder), str(port)]
    with subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = []
            while (line := process.stdout.readline()) and "all up" not in line:
                said.append(line)
            assert line, said
            yield process
        finally:
            process.kill()


def pids(folder: Path) -> list[int]:
    """Every supervised process and what it started."""
    mine = [psutil.Process(status.pid) for status in StatusFile(folder).read()]
    return [one.pid for process in mine for one in (process, *process.children(recursive=True))]


@pytest.fixture
def port() -> int:
    return free_port()


def test_children_die_with_a_killed_supervisor_and_a_second_start_finds_what_was_committed(tmp_path: Path, port: int) -> None:
    url = postgres(tmp_path, port).superuser_url()
    with standing(tmp_path, port) as supervisor:
        with psycopg.connect(url) as connection:
            connection.execute("create table kept as select 1 as one")
        running = pids(tmp_path)
        assert len(running) > 3
        supervisor.kill()
        wait_until(lambda: not any(psutil.pid_exists(pid) for pid in running), "the end of every child")
    with standing(tmp_path, port), psycopg.connect(url) as connection:
        assert connection.execute("select one from kept").fetchone() == (1,)


def test_a_start_right_after_everything_was_killed_works(tmp_path: Path, port: int) -> None:
    url = postgres(tmp_path, port).superuser_url()
    for _ in range(3):
        with standing(tmp_path, port) as supervisor:
            with psycopg.connect(url) as connection:
                assert connection.execute("select 1").fetchone() == (1,)
            for pid in (supervisor.pid, *pids(tmp_path)):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue


def test_an_asked_stop_ends_all_in_order(tmp_path: Path, port: int) -> None:
    with standing(tmp_path, port) as supervisor:
        running = pids(tmp_path)
        supervisor.terminate()
        assert supervisor.wait(timeout=20) == 0
    assert not any(psutil.pid_exists(pid) for pid in running)
    assert "database system is shut down" in (tmp_path / "logs" / "postgres.log").read_text()
