"""The page about the rehearsal carrier says what its code does."""

import re
from pathlib import Path

from carriers.rehearsal import portability, scripts
from carriers.rehearsal.ledger import Ledger
from carriers.rehearsal.options import RehearsalOptions
from carriers.rehearsal.server import create_app
from carriers.rehearsal.steps import Step

from .lsrs import MONDAY

PAGE = (Path(__file__).parents[2] / "docs/carriers/rehearsal.md").read_text()
CELLS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in PAGE.splitlines() if line.startswith("|")]


def test_the_page_holds_both_tables_row_by_row() -> None:
    orders = [(f"`{row.script}`", row.ending, row.plays) for row in scripts.TABLE]
    numbers = [(row.ending, row.says) for row in portability.TABLE]
    told = [cells for cells in CELLS if cells in orders or cells in numbers]
    assert told == orders + numbers


def test_the_page_names_every_route_and_no_other() -> None:
    paths = create_app(Ledger(), RehearsalOptions("key"), now=lambda: MONDAY).openapi()["paths"]
    routes = {f"{method.upper()} {_plain(path)}" for path, methods in paths.items() for method in methods}
    told = {cells[0].strip("`").split("?")[0] for cells in CELLS if re.match(r"`(GET|PUT|POST) ", cells[0])}
    assert told == routes


def _plain(path: str) -> str:
    return path.replace("{reference}", "R").replace("{customer_reference}", "ORGANISATION")


def test_the_page_names_every_step() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE[PAGE.index("Steps: ") :].split("```")[0]))
    assert {step.value for step in Step} <= named
