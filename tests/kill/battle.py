"""The plan of one run: how many orders, who is killed when, all of it from one seed."""

import random
from dataclasses import dataclass

KINDS = ("postgres", "temporal", "carrier", "worker", "relay", "api")
# Of all kills so many follow the one before without a pause.
BACK_TO_BACK = 0.2


@dataclass(frozen=True, slots=True)
class Kill:
    """pause: seconds since the kill before."""

    pause: float
    name: str


@dataclass(frozen=True, slots=True)
class Battle:
    """kills: of each kind. pause: mean seconds between kills. within: seconds until the orders must all have ended."""

    seed: int
    orders: int
    kills: int
    pause: float
    within: float
    honours_keys: bool = True

    def plan(self) -> tuple[Kill, ...]:
        chance = random.Random(self.seed)
        names = [*KINDS] * self.kills
        chance.shuffle(names)
        spread = self.pause / (1 - BACK_TO_BACK)
        return tuple(Kill(0.0 if chance.random() < BACK_TO_BACK else chance.uniform(0.5, 1.5) * spread, name) for name in names)

    def moments(self, count: int) -> tuple[float, ...]:
        """When each of so many customers submits: seconds from the beginning, spread over most of the kills."""
        chance = random.Random(self.seed + 1)
        last = 0.7 * sum(kill.pause for kill in self.plan())
        return tuple(sorted(chance.uniform(0, last) for _ in range(count)))
