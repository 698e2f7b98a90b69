"""API tokens of integrators. Times are real."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import insert, many, one, reading
from store.schema.access import api_tokens


@dataclass(frozen=True, slots=True)
class ApiToken:
    id: str
    organisation_id: str
    user_id: str
    name: str
    token_hash: bytes
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None


async def add(connection: AsyncConnection, token: ApiToken) -> None:
    await insert(connection, api_tokens, [token])


_WORKING = reading(api_tokens, ApiToken).where(
    api_tokens.c.token_hash == bindparam("hashed"), api_tokens.c.revoked_at.is_(None), api_tokens.c.expires_at > bindparam("now")
)


async def by_hash(connection: AsyncConnection, token_hash: bytes, now: datetime) -> ApiToken | None:
    """The token if it still works; in a credential transaction the hash is the credential."""
    return one(await connection.execute(_WORKING, {"hashed": token_hash, "now": now}), ApiToken)


async def listed(connection: AsyncConnection, organisation_id: str) -> tuple[ApiToken, ...]:
    query = reading(api_tokens, ApiToken).where(api_tokens.c.organisation_id == organisation_id)
    return many(await connection.execute(query.order_by(api_tokens.c.created_at, api_tokens.c.id)), ApiToken)


async def revoke(connection: AsyncConnection, token_id: str, organisation_id: str, now: datetime) -> bool:
    """Whether there was one to revoke."""
    working = (api_tokens.c.id == token_id, api_tokens.c.organisation_id == organisation_id, api_tokens.c.revoked_at.is_(None))
    return (await connection.execute(update(api_tokens).where(*working).values(revoked_at=now))).rowcount == 1
