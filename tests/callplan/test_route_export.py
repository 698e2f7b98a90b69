"""What is exported says the same as the plan, in a form that no spreadsheet or dial plan misreads."""

import csv
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from callplan.route_export import COLUMNS, as_csv, as_json
from callplan.route_plan import Gateway, Site, route_plan
from domain.numbers.ranges import matched

GATEWAY = Gateway(trunk="cloudTrunk", partition="interSite")
NUMBERS = st.sets(st.integers(100, 199).map(lambda line: f"+1303555{line:04d}"), max_size=60)
SITE = Site("81", 4, {})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@given(NUMBERS)
@settings(deadline=None)
def test_csv_and_json_hold_the_same_patterns(numbers: set[str]) -> None:
    plan = route_plan(numbers, GATEWAY, SITE)
    exported = json.loads(as_json(plan))
    told = [row["pattern"].removeprefix("\\") for row in rows(as_csv(plan)) if row["kind"] == "route_pattern"]
    assert told == [pattern["pattern"] for pattern in exported["route_patterns"]]
    assert matched(told) == tuple(sorted(numbers))
    assert all(row["partition"] == "interSite" for row in rows(as_csv(plan)) if row["kind"] == "route_pattern")


@given(NUMBERS)
@settings(deadline=None)
def test_no_cell_begins_like_a_formula(numbers: set[str]) -> None:
    table = list(csv.reader(as_csv(route_plan(numbers, GATEWAY, SITE)).splitlines()))
    assert not [cell for row in table for cell in row if cell[:1] in tuple("=+-@\t\r")]
    assert {len(row) for row in table} == {len(COLUMNS)}


def test_the_list_leads_to_the_group_and_the_group_to_the_trunk() -> None:
    plan = route_plan(["+13035550100"], GATEWAY)
    assert [(row["kind"], row["target"]) for row in rows(as_csv(plan))] == [
        ("route_group", "cloudGateway > cloudTrunk"),
        ("route_list", "cloudCalling > cloudGateway"),
        ("route_pattern", "cloudCalling"),
        ("translation_pattern", ""),
    ]


def test_normalisation_is_told_as_what_to_drop_and_what_to_put_before() -> None:
    rule = rows(as_csv(route_plan(["+13035550100"], GATEWAY, SITE)))[-1]
    assert (rule["pattern"], rule["discard"], rule["prefix"]) == ("81.0100", "PreDot", "\\+1303555")


def test_without_an_outside_code_nothing_is_dropped() -> None:
    told = rows(as_csv(route_plan((), Gateway(trunk="cloudTrunk", outside_code=""))))[-1]
    assert (told["pattern"], told["discard"], told["prefix"]) == ("1[2-9]XX[2-9]XXXXXX", "", "\\+")
