"""No adapter without the contract."""

import importlib
from pathlib import Path

from tests.carriers.lsrs import lsr

from .contract import PortsContract

HERE = Path(__file__).parent
CARRIERS = HERE.parents[1] / "carriers"


def test_every_adapter_is_held_to_the_contract() -> None:
    for path in HERE.glob("test_*_contract.py"):
        importlib.import_module(f"tests.carriers.{path.stem}")
    held = {contract.carrier for contract in PortsContract.__subclasses__()}
    assert {path.parent.name for path in CARRIERS.glob("*/adapter.py")} == held


def test_an_lsr_prints_neither_account_number_nor_pin() -> None:
    shown = repr(lsr(account_number="WT-77120", pin="4417"))
    assert "Rehearsal Bell" in shown
    assert "77120" not in shown and "4417" not in shown
