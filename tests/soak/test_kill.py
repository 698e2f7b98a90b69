"""Fifty orders through a longer fire, the bait, and everything killed at once."""

import asyncio
from pathlib import Path

import pytest

from tests.kill.battle import Battle
from tests.kill.run import compared, doubled, field_of, fight, survived
from tests.kill.whole import whole

pytestmark = pytest.mark.timeout(900)


async def test_fifty_orders_survive_thirty_kills(tmp_path: Path) -> None:
    print(await survived(tmp_path, Battle(seed=20261201, orders=50, kills=5, pause=4, within=600)))


async def test_without_the_carriers_fence_orders_are_doubled(tmp_path: Path) -> None:
    """The bait: a harness that sees nothing here would see nothing above."""
    found, said = await doubled(tmp_path, Battle(seed=20261202, orders=20, kills=2, pause=3, within=240, honours_keys=False))
    assert any("took effect" in line for line in found), said
    print(said)


async def test_everything_killed_at_once_goes_on_where_it_was(tmp_path: Path) -> None:
    battle = Battle(seed=20261123, orders=3, kills=0, pause=0, within=120)
    with whole(tmp_path) as up:
        async with field_of(battle, up) as ground:
            await fight(ground, ground.submit())
            await asyncio.to_thread(up.kill)
            up.start()
            await fight(ground, ground.drive())
            print(await compared(ground))
