"""A location's route plan as CSV and JSON for a premises gateway (rule 72)."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict

from callplan.route_plan import RoutePlan

COLUMNS = ("kind", "pattern", "partition", "discard", "prefix", "target")


def as_json(plan: RoutePlan) -> str:
    """The plan with patterns in +E.164, keys in a fixed order."""
    gateway = plan.gateway
    exported = {
        "partition": gateway.partition,
        "route_group": {"name": gateway.route_group, "trunks": [gateway.trunk]},
        "route_list": {"name": gateway.route_list, "route_groups": [gateway.route_group]},
        "route_patterns": [asdict(pattern) for pattern in plan.patterns],
        "normalisations": [asdict(rule) for rule in plan.normalisations],
    }
    return json.dumps(exported, indent=2)


def as_csv(plan: RoutePlan) -> str:
    r"""One row a thing to make, in the order in which they can be made.

    A leading plus is written `\+`: dial plans read a bare one as a wildcard, and spreadsheets as a formula.
    """
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(tuple(_escaped(cell) for cell in row) for row in _rows(plan))
    return written.getvalue()


def _rows(plan: RoutePlan) -> Iterator[tuple[str, ...]]:
    gateway = plan.gateway
    yield "route_group", "", "", "", "", f"{gateway.route_group} > {gateway.trunk}"
    yield "route_list", "", "", "", "", f"{gateway.route_list} > {gateway.route_group}"
    for pattern in plan.patterns:
        yield "route_pattern", pattern.pattern, pattern.partition, "", "", pattern.route_list
    for rule in plan.normalisations:
        discard = "PreDot" if not rule.pattern.startswith(".") else ""
        yield "translation_pattern", rule.pattern.removeprefix("."), rule.partition, discard, rule.prefix, ""


def _escaped(cell: str) -> str:
    return f"\\{cell}" if cell.startswith("+") else cell
