import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from runtime.machine.process import ProcessPlan
from runtime.machine.status import AlreadyRunning, StatusFile
from runtime.machine.supervisor import ProcessFailed, Supervisor
from tests.runtime.standing import SLEEPER, at_once

ENVIRONMENT = {"PATH": os.environ["PATH"]}


def plan(name: str, code: str = "", ready: Callable[[], bool] | None = None, **more: float) -> ProcessPlan:
    async def is_ready() -> bool:
        return ready is None or ready()

    return ProcessPlan(name, (sys.executable, "-c", code) if code else SLEEPER, is_ready, ENVIRONMENT, **more)  # type: ignore[arg-type]


@asynccontextmanager
async def supervised(folder: Path, *plans: ProcessPlan) -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(folder, plans, lambda _: None)
    await supervisor.start()
    try:
        yield supervisor
    finally:
        await supervisor.stop()


async def until(true: Callable[[], bool], within: float = 60) -> None:
    async with asyncio.timeout(within):
        while not true():
            await asyncio.sleep(0.02)


def pid_of(folder: Path, name: str) -> int:
    return next(status.pid for status in StatusFile(folder).read() if status.name == name)


def state_of(folder: Path, name: str) -> str:
    return next(status.state for status in StatusFile(folder).read() if status.name == name)


async def test_each_starts_once_the_one_before_is_ready_and_ends_before_it(tmp_path: Path) -> None:
    order = tmp_path / "order"
    tell = "import signal,sys\ndef say(w):\n open({0!r},'a').write(w+' ')\ndef end(*_):\n say('{1}-ended'); sys.exit()\n"
    tell += "signal.signal(signal.SIGTERM,end)\nsay('{1}-began')\nwhile True: signal.pause()"

    def said(word: str) -> Callable[[], bool]:
        return lambda: order.exists() and word in order.read_text()

    plans = [plan(name, tell.format(str(order), name), said(f"{name}-began")) for name in ("first", "second")]
    async with supervised(tmp_path, *plans):
        assert state_of(tmp_path, "second") == "ready"
    assert order.read_text().split() == ["first-began", "second-began", "second-ended", "first-ended"]


async def test_one_that_is_too_slow_is_told_from_one_that_fails(tmp_path: Path) -> None:
    slow = plan("slow", "import time; time.sleep(60)", lambda: False, ready_within=1)
    with pytest.raises(ProcessFailed, match="slow did not get ready within 1 s; it has said nothing"):
        await Supervisor(tmp_path, [slow], lambda _: None).start()


async def test_those_side_by_side_start_together_and_fail_together(tmp_path: Path) -> None:
    both = [f"{name}-began" for name in ("first", "second")]
    order = tmp_path / "order"
    code = "import signal\nopen({0!r},'a').write('{1}-began ')\nsignal.pause()"

    def both_began() -> bool:
        return order.exists() and all(word in order.read_text() for word in both)

    plans = [plan(name, code.format(str(order), name), both_began) for name in ("first", "second")]
    async with supervised(tmp_path, plans[0], replace(plans[1], beside=True)):
        assert both_began()
    bad = plan("bad", "raise SystemExit(3)", lambda: False, ready_within=30)
    with pytest.raises(ProcessFailed, match="bad did not get ready"):
        async with supervised(tmp_path, plan("good"), replace(bad, beside=True)):
            raise AssertionError("it must not start")
    assert not [status.name for status in StatusFile(tmp_path).read() if status.alive]


async def test_what_is_killed_starts_again(tmp_path: Path) -> None:
    async with supervised(tmp_path, plan("one")):
        before = pid_of(tmp_path, "one")
        os.kill(before, signal.SIGKILL)
        await until(lambda: state_of(tmp_path, "one") == "ready" and pid_of(tmp_path, "one") != before)


async def test_what_never_gets_ready_fails_the_start_with_the_end_of_its_log_and_leaves_nothing(tmp_path: Path) -> None:
    plans = [plan("good"), plan("bad", "print('no such key'); raise SystemExit(3)", lambda: False, ready_within=30)]
    with pytest.raises(ProcessFailed, match=r"bad did not get ready(.|\n)*bad \| no such key"):
        async with supervised(tmp_path, *plans):
            raise AssertionError("it must not start")
    assert [status.alive for status in StatusFile(tmp_path).read()] == [False, False]
    async with supervised(tmp_path, plan("good")):
        assert state_of(tmp_path, "good") == "ready"


async def test_settling_comes_once_after_the_first_start_only(tmp_path: Path) -> None:
    settled: list[str] = []

    async def settle() -> None:
        settled.append(state_of(tmp_path, "one"))

    async with supervised(tmp_path, ProcessPlan("one", SLEEPER, at_once, ENVIRONMENT, settle=settle)):
        before = pid_of(tmp_path, "one")
        os.kill(before, signal.SIGKILL)
        await until(lambda: state_of(tmp_path, "one") == "ready" and pid_of(tmp_path, "one") != before)
    assert settled == ["ready"]


async def test_what_does_not_want_to_end_is_killed(tmp_path: Path) -> None:
    deaf = "import signal,sys\nsignal.signal(signal.SIGTERM,signal.SIG_IGN)\nprint('deaf',flush=True)\nwhile True: signal.pause()"
    log = tmp_path / "logs" / "deaf.log"
    async with supervised(tmp_path, plan("deaf", deaf, lambda: log.exists() and "deaf" in log.read_text(), stop_within=0.2)):
        pid = pid_of(tmp_path, "deaf")
    assert not psutil.pid_exists(pid)
    assert "was killed" in log.read_text()


async def test_lines_of_a_process_carry_its_name_and_a_time(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "one.log"
    async with supervised(tmp_path, plan("one")):
        await until(lambda: log.exists() and "asleep" in log.read_text())
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ one \| asleep", log.read_text().splitlines()[0])


async def test_one_data_folder_has_one_supervisor(tmp_path: Path) -> None:
    async with supervised(tmp_path, plan("one")):
        with pytest.raises(AlreadyRunning, match=str(os.getpid())):
            await Supervisor(tmp_path, [plan("one")], lambda _: None).start()


async def test_a_child_gets_no_environment_but_its_own(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "one.log"
    code = "import os,signal; print(sorted(os.environ),flush=True); signal.pause()"
    async with supervised(tmp_path, plan("one", code)):
        await until(lambda: log.exists() and "PATH" in log.read_text())
    assert "HOME" not in log.read_text()
