"""Workflow code comes to the same each time it is replayed, handlers only record, and every step has its time-out."""

import ast
import inspect
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.workflow import ActivityConfig

from tests.house import workflow_rules as rules
from tests.house.checkout import place, sources, tree_of
from workflows import steps

DEFINITIONS = [path for path in sources("workflows") if rules.defines_workflows(tree_of(path))]
REPLAYED = [*DEFINITIONS, *(path for path in sources("domain") if "porting" in path.parts)]
POLICIES = frozenset(
    name
    for name, function in inspect.getmembers(steps, inspect.isfunction)
    if inspect.signature(function).return_annotation is ActivityConfig and not name.startswith("_")
)


def test_there_are_workflows_and_policies_to_look_at() -> None:
    assert len(DEFINITIONS) >= 2
    assert {"recording", "asking_carrier"} <= POLICIES


@pytest.mark.parametrize("path", DEFINITIONS, ids=place)
def test_a_workflow_imports_only_what_is_on_the_list(path: Path) -> None:
    assert rules.strays(tree_of(path)) == []


def test_nothing_that_is_replayed_asks_for_what_changes() -> None:
    assert {place(path): found for path in REPLAYED if (found := rules.changing(tree_of(path)))} == {}


def test_nothing_that_is_replayed_goes_through_a_set() -> None:
    assert {place(path): found for path in REPLAYED if (found := rules.unordered(tree_of(path)))} == {}


def test_handlers_record_and_the_loop_acts() -> None:
    found = [each.name for path in DEFINITIONS for each in rules.handlers(tree_of(path))]
    assert len(found) >= 5
    assert {place(path): waiting for path in DEFINITIONS if (waiting := rules.waiting_handlers(tree_of(path)))} == {}


def test_a_workflow_module_only_defines() -> None:
    assert {place(path): found for path in DEFINITIONS if (found := rules.at_import(tree_of(path)))} == {}


def test_every_activity_is_run_under_a_policy() -> None:
    assert {place(path): found for path in DEFINITIONS if (found := rules.unmeasured_steps(tree_of(path), POLICIES))} == {}


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_policy_ends_an_attempt_within_a_minute(name: str) -> None:
    config: ActivityConfig = getattr(steps, name)()
    attempt = config.get("start_to_close_timeout")
    assert attempt is not None
    assert timedelta(0) < attempt <= timedelta(seconds=60)
    assert config.get("retry_policy") is not None


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from temporalio.client import Client",
        "import asyncio",
        "from store.facts import record",
        "import httpx",
        "import os",
    ],
)
def test_the_checker_finds_an_import_that_is_not_on_the_list(line: str) -> None:
    assert rules.strays(ast.parse(line))


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "date.today()", "uuid4()", "open('x')", "random.choice([1])", "os.environ['x']"])
def test_the_checker_finds_what_changes(line: str) -> None:
    assert rules.changing(ast.parse(line))
    assert not rules.changing(ast.parse("workflow.now()"))


@pytest.mark.parametrize(
    "text",
    [
        "for number in {1, 2}: pass",
        "seen = set()\nfor one in seen: pass",
        "def f(numbers: frozenset[str]): return [n for n in numbers]",
        "class C:\n    numbers: set[str]\n    def f(self): return tuple(self.numbers)",
        "A = frozenset((1, 2))\nB = ','.join(A - {1})",
        "print(*{1, 2})",
    ],
)
def test_the_checker_finds_a_walk_through_a_set(text: str) -> None:
    assert rules.unordered(ast.parse(text))


@pytest.mark.parametrize(
    "text", ["A = {1}\nprint(2 in A)", "for one in sorted({1, 2}): pass", "A = frozenset(B) - {x for x in C}", "for a in {'k': 1}: pass"]
)
def test_the_checker_lets_a_set_be_looked_into(text: str) -> None:
    assert not rules.unordered(ast.parse(text))


def test_the_checkers_find_a_handler_that_waits_and_a_step_without_policy() -> None:
    bad = ast.parse("class W:\n    @workflow.signal\n    async def heard(self, notice):\n        await self.act()\n")
    assert rules.waiting_handlers(bad) == ["heard"]
    validator = ast.parse("class W:\n    @command.validator\n    async def fits(self, command): ...\n")
    assert rules.waiting_handlers(validator) == ["fits"]
    bare = ast.parse("workflow.execute_activity_method(A.b, c, start_to_close_timeout=x)")
    assert rules.unmeasured_steps(bare, POLICIES) == [1]
    assert rules.at_import(ast.parse("run()\nfor a in b: pass")) == [1, 2]
