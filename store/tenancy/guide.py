"""How far an organisation is with its first steps: read from what is there, in one query; and which steps it set aside."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Boolean, Select, bindparam, delete, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import many
from store.schema.access import memberships, users
from store.schema.call_treatments import call_treatments, set_asides
from store.schema.orders import port_orders
from store.schema.organisations import locations
from store.schema.people import inventory, people

# Word for word as in the index of such orders, which is not used for a parameter.
_NAMES_MAIN_NUMBER = literal_column("port_orders.typed ->> 'main_number' <> ''", Boolean)


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """place: the location that has least, where a next step is to be done. main_coming: an order under way brings the main number.

    numbered: whether anybody has a number or waits for one; mine: whether the asking user does. drafted: the newest open draft.
    set_aside: names of steps.
    """

    confirmed: bool
    plan_enabled: bool
    place: str
    live_number: bool
    main_number: bool
    main_coming: bool
    people: int
    numbered: bool
    mine: bool
    main_treated: bool
    unassigned_treated: bool
    ported: bool
    drafted: str
    set_aside: list[str]


def _first_steps() -> Select[Any]:
    """Built once: it is longer to build than to answer."""
    mine: BindParameter[str] = bindparam("organisation_id")
    here, persons, orders = locations.c.organisation_id == mine, people.c, port_orders.c
    admins = users.join(memberships, memberships.c.user_id == users.c.id)
    confirmed = select(users.c.id).select_from(admins).where(
        memberships.c.organisation_id == mine, memberships.c.role == "customer_admin", users.c.validated_at.is_not(None)
    )  # fmt: skip
    place = select(locations.c.id).where(here, locations.c.pstn_option.in_(("none", "calling_plan")))
    least = place.order_by(locations.c.plan_enabled_at.is_not(None), locations.c.main_number != "", locations.c.created_at, locations.c.id)
    numbered = persons.number.is_not(None) | persons.waiting_number.is_not(None)
    of_org, begun = orders.organisation_id == mine, orders.submitted_at.is_(None) & orders.closed_at.is_(None)
    treated = call_treatments.c.organisation_id == mine
    coming = exists().where(of_org, orders.closed_at.is_(None), orders.submitted_at.is_not(None), _NAMES_MAIN_NUMBER)
    facts = {
        "confirmed": confirmed.exists(),
        "plan_enabled": exists().where(here, locations.c.plan_enabled_at.is_not(None)),
        "place": func.coalesce(least.limit(1).scalar_subquery(), ""),
        "live_number": exists().where(inventory.c.organisation_id == mine, inventory.c.state == "active"),
        "main_number": exists().where(here, locations.c.main_number != ""),
        "main_coming": coming,
        "people": select(func.count()).where(persons.organisation_id == mine).scalar_subquery(),
        "numbered": exists().where(persons.organisation_id == mine, numbered),
        "mine": exists().where(persons.organisation_id == mine, persons.user_id == bindparam("user_id"), numbered),
        "main_treated": exists().where(treated, call_treatments.c.location_id.is_not(None)),
        "unassigned_treated": exists().where(treated, call_treatments.c.location_id.is_(None)),
        "ported": exists().where(of_org, orders.submitted_at.is_not(None)),
        "drafted": func.coalesce(select(orders.id).where(of_org, begun).order_by(orders.created_at.desc()).limit(1).scalar_subquery(), ""),
        "set_aside": func.array(select(set_asides.c.step).where(set_asides.c.organisation_id == mine).scalar_subquery()),
    }
    return select(*(facts[field.name].label(field.name) for field in fields(FirstSteps)))


_FIRST_STEPS = _first_steps()


async def first_steps(connection: AsyncConnection, organisation_id: str, user_id: str) -> FirstSteps:
    """user_id: who asks."""
    return many(await connection.execute(_FIRST_STEPS, {"organisation_id": organisation_id, "user_id": user_id}), FirstSteps)[0]


async def set_aside(connection: AsyncConnection, organisation_id: str, step: str, at: datetime, actor: str) -> None:
    """Again changes nothing."""
    row = upsert(set_asides).values(organisation_id=organisation_id, step=step, at=at, actor=actor)
    await connection.execute(row.on_conflict_do_nothing())


async def take_up(connection: AsyncConnection, organisation_id: str) -> None:
    """All that was set aside is to be done again."""
    await connection.execute(delete(set_asides).where(set_asides.c.organisation_id == organisation_id))
