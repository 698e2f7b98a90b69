"""A carrier's answer is waited for less long than the activity that waits may take (reliability R4)."""

import importlib
from datetime import timedelta

import pytest

from tests.house.checkout import ROOT, module_name
from workflows.steps import CARRIER_TIMEOUT, asking_carrier

ADAPTERS = [module_name(path) for path in sorted((ROOT / "carriers").glob("*/adapter.py"))]
BETWEEN = timedelta(seconds=5)


def test_there_are_adapters() -> None:
    assert "carriers.rehearsal.adapter" in ADAPTERS


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_an_attempt_outlives_its_http_request(adapter: str) -> None:
    waited: timedelta = importlib.import_module(adapter).HTTP_TIMEOUT
    assert waited + BETWEEN <= CARRIER_TIMEOUT


def test_the_time_out_that_is_compared_is_the_one_in_use() -> None:
    assert asking_carrier().get("start_to_close_timeout") == CARRIER_TIMEOUT
