"""No adapter without the contract."""

import importlib
from pathlib import Path

from .contract import PortsContract

HERE = Path(__file__).parent
CARRIERS = HERE.parents[1] / "carriers"


def test_every_adapter_is_held_to_the_contract() -> None:
    for path in HERE.glob("test_*_contract.py"):
        importlib.import_module(f"tests.carriers.{path.stem}")
    held = {contract.carrier for contract in PortsContract.__subclasses__()}
    assert {path.parent.name for path in CARRIERS.glob("*/adapter.py")} == held
