"""Orders through a fire: everything is killed by -9 on a seeded plan, and nothing is lost or doubled."""

import asyncio
from pathlib import Path

import pytest

from tests.kill.battle import Battle
from tests.kill.run import compared, doubled, field_of, fight, survived
from tests.kill.whole import whole

pytestmark = pytest.mark.timeout(300)


async def test_twenty_orders_survive_every_kind_of_kill(tmp_path: Path) -> None:
    print(await survived(tmp_path, Battle(seed=20261121, orders=20, kills=2, pause=3.5, within=200)))


async def test_without_the_carriers_fence_an_order_is_doubled(tmp_path: Path) -> None:
    """The bait: a harness that sees nothing here would see nothing above."""
    found, said = await doubled(tmp_path, Battle(seed=20261122, orders=10, kills=1, pause=2.5, within=120, honours_keys=False))
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
