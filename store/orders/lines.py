"""Which order has claimed which number: one open line a number, whoever's it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.porting.line import LineState
from store.rows import among, any_of, table_of
from store.schema.orders import lines


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of a claim. It took only if both are empty; then roll back.

    in_own_order: numbers in another open order of the same organisation. elsewhere: numbers that cannot be had; whose they are
    is not told (design rule 11).
    """

    in_own_order: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def took(self) -> bool:
        return not self.in_own_order and not self.elsewhere


_CLAIMED_BY_OTHERS = (
    select(lines.c.number)
    .where(lines.c.organisation_id == bindparam("organisation_id"), lines.c.number == among("numbers"))
    .where(lines.c.open, lines.c.order_id != bindparam("order_id"))
    .order_by(lines.c.number)
)


async def claim(connection: AsyncConnection, order_id: str, organisation_id: str, numbers: Sequence[str]) -> Claim:
    """Open a line for each number. Of many who try at once exactly one gets a number; the others wait for its commit."""
    wanted = sorted(set(numbers))
    rows = table_of("wanted", [[number] for number in wanted], number="text")
    opened = select(literal(order_id), rows.c.number, literal(organisation_id), literal(LineState.WAITING), literal(True))
    inserted = upsert(lines).from_select(["order_id", "number", "organisation_id", "state", "open"], opened.order_by(rows.c.number))
    taken = await connection.scalars(inserted.on_conflict_do_nothing().returning(lines.c.number))
    got = frozenset(taken)
    missing = [number for number in wanted if number not in got]
    return await _lost(connection, order_id, organisation_id, missing) if missing else Claim()


async def _lost(connection: AsyncConnection, order_id: str, organisation_id: str, missing: list[str]) -> Claim:
    own = select(lines.c.number, lines.c.order_id).where(
        lines.c.organisation_id == organisation_id, lines.c.number == any_of(missing), lines.c.open
    )
    holders = {row.number: row.order_id for row in await connection.execute(own)}
    return Claim(
        tuple(number for number in missing if number in holders and holders[number] != order_id),
        tuple(number for number in missing if number not in holders),
    )


async def claimed_by_others(connection: AsyncConnection, order_id: str, organisation_id: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Of these numbers, those in another open order of the same organisation: for a draft's findings, claims nothing."""
    asked = {"organisation_id": organisation_id, "numbers": list(numbers), "order_id": order_id}
    return tuple(await connection.scalars(_CLAIMED_BY_OTHERS, asked))


async def release(connection: AsyncConnection, order_id: str, numbers: Sequence[str]) -> None:
    """Give up claims that no carrier order has taken on: numbers that a correction took out."""
    unsent = (lines.c.order_id == order_id, lines.c.number == any_of(numbers), lines.c.n.is_(None))
    await connection.execute(update(lines).where(*unsent).values(state=LineState.CANCELLED, open=False))
