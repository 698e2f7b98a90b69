"""Fifty orders through a longer fire, and the bait."""

from pathlib import Path

import pytest

from tests.kill.battle import Battle
from tests.kill.run import doubled, survived

pytestmark = pytest.mark.timeout(900)


async def test_fifty_orders_survive_thirty_kills(tmp_path: Path) -> None:
    print(await survived(tmp_path, Battle(seed=20261201, orders=50, kills=5, pause=4, within=600)))


async def test_without_the_carriers_fence_orders_are_doubled(tmp_path: Path) -> None:
    found, said = await doubled(tmp_path, Battle(seed=20261202, orders=20, kills=2, pause=3, within=240, honours_keys=False))
    assert any("took effect" in line for line in found), said
    print(said)
