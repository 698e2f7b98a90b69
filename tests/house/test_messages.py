"""What crosses Temporal: frozen dataclasses that come back as what they were, locked, small, and without anybody's name in them."""

import asyncio
import importlib
import inspect
import pkgutil
import typing
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from temporalio.api.common.v1 import Payload

import activities
from activities import messages
from activities.messages import OrderProgress, PortOpened, Progress
from domain.porting import commands, facts
from domain.porting.facts import Entry, FocReceived, NumbersActivated, OrderSplit, OrderSubmitted, Part, WaitingFor
from domain.porting.steps import Wait
from runtime.processes.registry import workflows
from tests.house.instances import instances, types_within
from tests.vault.rows import MASTER_1
from vault.codec import ENCODING, data_converter
from vault.keys import KeyRing

CONVERTER = data_converter(KeyRing.parse(MASTER_1), "portwright")
KILOBYTES_A_PAYLOAD = 32 * 1024
PERSONAL = frozenset(
    (
        "pin",
        "account_number",
        "name",
        "first",
        "last",
        "billing_name",
        "email",
        "address",
        "service_address",
        "street",
        "authorised_person",
        "btn",
    )
)


def dataclasses_of(module: Any) -> list[type]:
    """The dataclasses that a module defines itself."""
    return [each for _, each in inspect.getmembers(module, inspect.isclass) if is_dataclass(each) and each.__module__ == module.__name__]


def handed_over() -> set[Any]:
    """Every type in the signatures of workflows' runs and handlers, and of activities."""
    marks = (
        "__temporal_workflow_run",
        "__temporal_signal_definition",
        "__temporal_query_definition",
        "_defn",
        "__temporal_activity_definition",
    )
    methods = [method for each in (*workflows(), *classes_with_activities()) for method in vars(each).values()]
    marked = [method for method in methods if any(hasattr(method, mark) for mark in marks)]
    functions = [getattr(method, "__wrapped__", method) for method in marked]
    return {hint for each in functions if inspect.isfunction(each) for hint in typing.get_type_hints(each).values()} - {type(None)}


def classes_with_activities() -> list[type]:
    modules = [importlib.import_module(f"activities.{found.name}") for found in pkgutil.iter_modules(activities.__path__)]
    return [each for module in modules for name, each in inspect.getmembers(module, inspect.isclass) if name.endswith("Activities")]


MODULES = (messages, facts, commands)
CROSSING = sorted(
    {kind for module in MODULES for message in dataclasses_of(module) for kind in types_within(message)}, key=lambda each: each.__qualname__
)


def locked(value: object) -> Payload:
    [payload] = asyncio.run(CONVERTER.encode([value]))
    return payload


def unlocked(payload: Payload, kind: Any) -> Any:
    [value] = asyncio.run(CONVERTER.decode([payload], [kind]))
    return value


def test_whatever_a_workflow_is_handed_or_answers_is_looked_at_here() -> None:
    crossing = {kind for hint in handed_over() for kind in types_within(hint)}
    assert {messages.OpenPort, messages.OpenOrder, messages.NoticeBatch, commands.Command} <= crossing <= set(CROSSING)


@pytest.mark.parametrize("kind", CROSSING, ids=lambda each: each.__qualname__)
def test_a_message_is_a_frozen_slotted_dataclass(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert "__slots__" in vars(kind)


@pytest.mark.parametrize("union", [facts.Fact, commands.Ask], ids=["Fact", "Ask"])
def test_every_member_of_a_union_carries_a_kind_of_its_own(union: Any) -> None:
    kinds = [typing.get_type_hints(member).get("kind") for member in typing.get_args(union)]
    assert all(typing.get_origin(kind) is Literal for kind in kinds)
    values = [typing.get_args(kind) for kind in kinds]
    assert len(set(values)) == len(values)
    defaults = {member.__name__: [each.default for each in fields(member) if each.name == "kind"] for member in typing.get_args(union)}
    assert [list(value) for value in values] == list(defaults.values())


def test_every_fact_and_every_ask_is_in_its_union() -> None:
    told = [each for module in (facts, commands) for each in dataclasses_of(module) if "kind" in typing.get_type_hints(each)]
    assert set(told) == {*typing.get_args(facts.Fact), *typing.get_args(commands.Ask)}


@pytest.mark.parametrize("kind", CROSSING, ids=lambda each: each.__qualname__)
@given(data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_message_comes_back_as_what_it_was(kind: Any, data: st.DataObject) -> None:
    message = data.draw(instances(kind))
    payload = locked(message)
    assert payload.metadata["encoding"] == ENCODING
    assert unlocked(payload, kind) == message


@pytest.mark.parametrize("fact", typing.get_args(facts.Fact), ids=lambda each: each.__name__)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_a_fact_in_an_entry_comes_back_as_its_own_class(fact: Any, data: st.DataObject) -> None:
    entry = Entry(1, datetime(2031, 4, 1, tzinfo=UTC), "usr_a", data.draw(instances(fact)))
    assert type(unlocked(locked(entry), Entry).fact) is fact


@dataclass(frozen=True, slots=True)
class Opened:
    at: datetime


@dataclass(frozen=True, slots=True)
class Shut:
    at: datetime


def test_without_a_kind_a_union_becomes_the_wrong_class_without_a_word() -> None:
    assert type(unlocked(locked(Shut(datetime(2031, 4, 1, tzinfo=UTC))), Opened | Shut)) is Opened


def test_a_payload_shows_no_word_of_the_message() -> None:
    payload = locked(Entry(1, datetime(2031, 4, 1, tzinfo=UTC), "usr_canary", facts.CancelSent("po_canary/1/cancel/2")))
    assert b"canary" not in payload.SerializeToString()


def test_no_message_has_a_place_for_what_is_personal() -> None:
    assert {kind.__qualname__: found for kind in CROSSING if (found := PERSONAL & typing.get_type_hints(kind).keys())} == {}


def test_the_largest_order_fits_a_payload() -> None:
    numbers, at = tuple(f"+1303{exchange}{line:04d}" for exchange in ("555", "556", "557") for line in range(200))[:500], datetime.now(UTC)
    part = Part(1, "rehearsal", numbers, "0000", simple=False)
    entries = (Entry(1, at, "usr_a", OrderSubmitted(1, "2031-04", numbers)), Entry(2, at, "system", OrderSplit(1, (part,))))
    assert locked(OrderProgress(entries, (1,))).ByteSize() < KILOBYTES_A_PAYLOAD


def test_an_order_whose_numbers_each_came_alone_fits_a_payload_when_it_is_read_again() -> None:
    numbers, at = tuple(f"+1303555{line:04d}" for line in range(500)), datetime.now(UTC)
    ids = [f"{seq * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128:032x}" for seq in range(1, 502)]
    told = [Entry(seq, at, "rehearsal", NumbersActivated((number,), at, ids[seq])) for seq, number in enumerate(numbers)]
    progress = Progress((Entry(501, at, "rehearsal", FocReceived(at, at)), *told), Wait(WaitingFor.SNAPBACK_WINDOW, at), 0)
    assert locked(PortOpened(Part(1, "rehearsal", numbers, "0000", simple=False), progress)).ByteSize() < KILOBYTES_A_PAYLOAD
