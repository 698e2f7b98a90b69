"""One large customer: 100,000 orders, 5,000 numbers, 2,000 people, 20 locations; an order under way and a draft of 500 numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import psycopg

from domain.access import Role
from store.call_plan import people
from store.call_plan.people import Person
from store.database import system_transaction
from store.drafts import drafts
from store.drafts.drafts import DraftNumber
from store.ids import fresh
from tests.api.drafting import with_carrier
from tests.api.world import Browser, World
from tests.store import world as stored
from tests.store.world import Tenant

ORDERS, NUMBERS, PEOPLE, LOCATIONS, IN_AN_ORDER = 100_000, 5_000, 2_000, 20, 500
# Of twenty orders one is a draft, one is under way, one waits for the customer, one ended badly long ago, sixteen are ported.
_ORDERS = """
INSERT INTO port_orders (id, organisation_id, location_id, draft_state, typed, created_by, created_at, updated_at, submitted_at, closed_at,
                         number_count, losing_carrier, customer_reference, status, ball, waiting_for, foc)
SELECT 'po_' || lpad(n::text, 26, 'a'), %(organisation)s, %(location)s, CASE kind WHEN 0 THEN 'draft' ELSE 'submitted' END, '{}'::jsonb,
       %(admin)s, at, at, CASE WHEN kind > 0 THEN at END, CASE WHEN kind > 2 THEN at + interval '9 days' END, 10, 'Rehearsal Bell',
       'REF-' || n, (ARRAY['draft', 'foc_confirmed', 'needs_input', 'failed'])[least(kind, 3) + 1],
       (ARRAY['customer', 'carrier', 'customer', 'nobody'])[least(kind, 3) + 1], '',
       CASE kind WHEN 1 THEN now() + (n %% 60) * interval '1 day' WHEN 0 THEN NULL WHEN 2 THEN NULL ELSE at + interval '9 days' END
FROM (SELECT n, n %% 20 AS kind, now() - n * interval '10 minutes' AS at FROM generate_series(1, %(orders)s) AS n) AS numbered
"""
_PORTED = "UPDATE port_orders SET status = 'ported' WHERE status = 'failed' AND organisation_id = %(organisation)s AND id NOT LIKE '%%3'"
_INVENTORY = """
INSERT INTO inventory (number, organisation_id, location_id, state, source, carrier, order_id, activated_at)
SELECT unnest(%(numbers)s::text[]), %(organisation)s, %(location)s, 'active', 'ported', 'rehearsal', '', now()
"""


@dataclass(frozen=True, slots=True)
class Console:
    """admin: at a browser, in this process."""

    world: World
    admin: Browser
    user: str
    organisation: str
    order: str
    draft: str


def _every_number(area: int) -> Iterator[str]:
    return (f"+1{area}{exchange}{line:04d}" for exchange in range(220, 310) for line in range(10_000))


async def console(world: World, urls: Mapping[str, str]) -> Console:
    """Large tables in set-based statements, the rest as the tests make it."""
    world = with_carrier(world)
    organisation = await world.organisation()
    admin = await world.user(organisation, Role.CUSTOMER_ADMIN)
    locations = [await world.location(organisation, enabled=True) for _ in range(LOCATIONS)]
    of = Tenant(organisation, admin, locations[0])
    numbers = list(islice(_every_number(303), NUMBERS))
    _fill(urls, of, numbers)
    await _people(world, of, numbers)
    wanted = tuple(DraftNumber(number, place) for place, number in enumerate(islice(_every_number(720), IN_AN_ORDER)))
    order = await stored.under_way(world.parts.app, world.system, of, wanted)
    others = tuple(DraftNumber(number, place) for place, number in enumerate(islice(_every_number(408), IN_AN_ORDER)))
    async with system_transaction(world.system) as connection:
        draft = await stored.draft(connection, of, ())
        await drafts.replace_numbers(connection, draft, organisation, others)
    with psycopg.connect(urls["owner"].replace("+psycopg", ""), autocommit=True) as plain:
        plain.execute("VACUUM ANALYZE")
    return Console(world, await world.browser(admin), admin, organisation, order.id, draft)


def _fill(urls: Mapping[str, str], of: Tenant, numbers: list[str]) -> None:
    named = {"organisation": of.id, "location": of.location, "admin": of.admin, "orders": ORDERS, "numbers": numbers}
    with psycopg.connect(urls["system"].replace("+psycopg", "")) as connection:
        for statement in (_ORDERS, _PORTED, _INVENTORY):
            connection.execute(statement, named)


async def _people(world: World, of: Tenant, numbers: list[str]) -> None:
    box = await world.parts.envelope.box(of.id)
    made = []
    for place, number in enumerate(numbers[:PEOPLE]):
        person = fresh("per")
        name, email = f'{{"first": "Willow", "last": "Rosenberg {place}"}}', f"{person[4:]}@example.com"
        sealed = (box.seal("people", "name_sealed", person, name.encode()), box.seal("people", "email_sealed", person, email.encode()))
        made.append(Person(person, of.id, of.location, *sealed, email.encode(), world.clock(), extension=str(1000 + place), number=number))
    async with system_transaction(world.system) as connection:
        await people.add(connection, made)
