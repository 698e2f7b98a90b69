"""Orders through a fire: everything is killed by -9 on a seeded plan, and nothing is lost or doubled."""

from pathlib import Path

import pytest

from tests.kill.battle import Battle
from tests.kill.run import survived

pytestmark = pytest.mark.timeout(600)


async def test_twenty_orders_survive_every_kind_of_kill(tmp_path: Path) -> None:
    print(await survived(tmp_path, Battle(seed=20261121, orders=20, kills=2, pause=3.5, within=540)))
