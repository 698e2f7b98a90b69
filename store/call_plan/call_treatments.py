"""What callers meet who dial a main number, or a number that is assigned to nobody."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import many, reading
from store.schema.call_treatments import call_treatments


@dataclass(frozen=True, slots=True)
class CallTreatment:
    """id: the location's for its main number, the organisation's for numbers of nobody's. treatment: of `domain/call_treatments.py`."""

    id: str
    organisation_id: str
    location_id: str | None
    treatment: str
    person_id: str | None
    chosen_at: datetime


async def choose(connection: AsyncConnection, chosen: CallTreatment) -> None:
    """In place of what was chosen before."""
    values = asdict(chosen)
    row = upsert(call_treatments).values(values)
    changed = {name: row.excluded[name] for name in ("treatment", "person_id", "chosen_at")}
    await connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=changed))


async def chosen(connection: AsyncConnection, organisation_id: str) -> tuple[CallTreatment, ...]:
    """All of the organisation: its own first, then its locations'."""
    mine = reading(call_treatments, CallTreatment).where(call_treatments.c.organisation_id == organisation_id)
    return many(await connection.execute(mine.order_by(call_treatments.c.location_id.nulls_first())), CallTreatment)


async def rings(connection: AsyncConnection, person_id: str) -> bool:
    """Whether calls to a main number or to nobody go to this person."""
    return bool((await connection.execute(select(exists().where(call_treatments.c.person_id == person_id)))).scalar_one())
