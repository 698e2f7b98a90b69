"""Webhook endpoints of customers. Times are real."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, delete, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import LargeBinary

from domain.access import Role
from domain.webhooks import GIVEN_UP_AFTER, OffReason
from store.rows import Tenants, insert, many, one, reading, within
from store.schema.access import memberships
from store.schema.crossings import deliveries
from store.schema.webhooks import webhook_endpoints as endpoints


@dataclass(frozen=True, slots=True)
class Endpoint:
    """event_kinds: those it hears of. previous_secret_sealed signs too until previous_until. failing_since: its first failure in a row.

    quiet_until: it asked to be left alone until then.
    """

    id: str
    organisation_id: str
    host: str
    url_sealed: bytes
    event_kinds: list[str]
    secret_sealed: bytes
    created_by: str
    created_at: datetime
    previous_secret_sealed: bytes | None = None
    previous_until: datetime | None = None
    state: str = "active"
    reason: str = ""
    failing_since: datetime | None = None
    quiet_until: datetime | None = None

    @property
    def active(self) -> bool:
        return self.state == "active"


async def add(connection: AsyncConnection, endpoint: Endpoint) -> None:
    await insert(connection, endpoints, [endpoint])


async def count(connection: AsyncConnection, organisation_id: str) -> int:
    """How many an organisation has; whoever adds one waits until the transaction ends."""
    await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"webhooks/{organisation_id}", 0))))
    found = select(func.count()).select_from(endpoints).where(endpoints.c.organisation_id == organisation_id)
    return int((await connection.execute(found)).scalar_one())


async def listed(connection: AsyncConnection, organisation_id: str) -> tuple[Endpoint, ...]:
    query = reading(endpoints, Endpoint).where(endpoints.c.organisation_id == organisation_id)
    return many(await connection.execute(query.order_by(endpoints.c.created_at, endpoints.c.id)), Endpoint)


async def find(connection: AsyncConnection, endpoint_id: str, tenants: Tenants) -> Endpoint | None:
    query = reading(endpoints, Endpoint).where(endpoints.c.id == endpoint_id, within(endpoints, tenants))
    return one(await connection.execute(query), Endpoint)


async def change(connection: AsyncConnection, endpoint_id: str, host: str, url_sealed: bytes, event_kinds: Sequence[str]) -> None:
    values = {"host": host, "url_sealed": url_sealed, "event_kinds": list(event_kinds)}
    await connection.execute(update(endpoints).where(endpoints.c.id == endpoint_id).values(values))


async def lock(connection: AsyncConnection, endpoint_id: str, tenants: Tenants) -> None:
    """Whoever changes the secrets too waits until the transaction ends."""
    mine = (endpoints.c.id == endpoint_id, within(endpoints, tenants))
    await connection.execute(select(endpoints.c.id).where(*mine).with_for_update())


async def rotate(
    connection: AsyncConnection, endpoint_id: str, secret_sealed: bytes, previous_sealed: bytes | None, until: datetime | None
) -> None:
    """previous_sealed, until: None for none that signs beside the new one."""
    values = {"secret_sealed": secret_sealed, "previous_secret_sealed": previous_sealed, "previous_until": until}
    await connection.execute(update(endpoints).where(endpoints.c.id == endpoint_id).values(values))


async def enable(connection: AsyncConnection, endpoint_id: str) -> None:
    values = {"state": "active", "reason": "", "failing_since": None, "quiet_until": None}
    await connection.execute(update(endpoints).where(endpoints.c.id == endpoint_id).values(values))


async def leave_alone(connection: AsyncConnection, endpoint_id: str, until: datetime) -> None:
    """Nothing is sent there until then, unless somebody asks for it."""
    await connection.execute(update(endpoints).where(endpoints.c.id == endpoint_id).values(quiet_until=until))


async def speak_again(connection: AsyncConnection, endpoint_id: str) -> None:
    """Somebody asked for something to be sent there now. After the deliveries themselves, as a try that is settled locks them."""
    quiet = update(endpoints).where(endpoints.c.id == endpoint_id, endpoints.c.quiet_until.is_not(None))
    await connection.execute(quiet.values(quiet_until=None))


async def disable(connection: AsyncConnection, endpoint_id: str, reason: OffReason) -> bool:
    """What waits for it is not sent any more. Whether it was active until now."""
    # Deliveries before the endpoint, as a try that is settled locks them.
    waiting = (deliveries.c.endpoint_id == endpoint_id, deliveries.c.channel == "webhook", deliveries.c.state == "waiting")
    await connection.execute(update(deliveries).where(*waiting).values(state="dead", last_error="endpoint_disabled"))
    active = update(endpoints).where(endpoints.c.id == endpoint_id, endpoints.c.state == "active")
    return (await connection.execute(active.values(state="disabled", reason=reason))).rowcount == 1


async def remove(connection: AsyncConnection, endpoint_id: str) -> None:
    """With its log."""
    await connection.execute(delete(deliveries).where(deliveries.c.endpoint_id == endpoint_id, deliveries.c.channel == "webhook"))
    await connection.execute(delete(endpoints).where(endpoints.c.id == endpoint_id))


async def give_up(connection: AsyncConnection, now: datetime) -> int:
    """Disable what took nothing for five days, and tell whose it is; how many. Row by row: there are few."""
    dead = select(endpoints.c.id).where(endpoints.c.state == "active", endpoints.c.failing_since <= now - GIVEN_UP_AFTER)
    found = tuple(await connection.scalars(dead.order_by(endpoints.c.id)))
    for endpoint_id in found:
        await switch_off(connection, endpoint_id, OffReason.FAILING, now)
    return len(found)


async def switch_off(connection: AsyncConnection, endpoint_id: str, reason: OffReason, now: datetime) -> None:
    """Disable it for its receiver's sake, and mail its administrators and who made it, in the same commit."""
    if not await disable(connection, endpoint_id, reason):
        return
    user = memberships.c.user_id
    admin = (memberships.c.organisation_id == endpoints.c.organisation_id) & (memberships.c.role == Role.CUSTOMER_ADMIN)
    key = literal(f"{endpoint_id}/webhook_disabled/{now.isoformat()}/") + user
    digest = func.encode(func.sha256(func.convert_to(key, "UTF8"), type_=LargeBinary), "hex", type_=Text)
    row = {
        "id": literal("dlv_") + func.left(digest, 26, type_=Text),
        "organisation_id": endpoints.c.organisation_id,
        "channel": literal("mail"),
        "message": literal("webhook_disabled"),
        "message_key": key,
        "at": literal(now),
        "user_id": user,
        "data": func.jsonb_build_object("endpoint_id", endpoints.c.id, "host", endpoints.c.host, "reason", reason.value),
    }
    told = select(*row.values()).select_from(endpoints).join(memberships, or_(admin, user == endpoints.c.created_by))
    chosen = told.where(endpoints.c.id == endpoint_id).distinct()
    await connection.execute(upsert(deliveries).from_select(list(row), chosen).on_conflict_do_nothing(index_elements=["message_key"]))
