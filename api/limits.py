"""How often may somebody ask? Counters in PostgreSQL, for a principal, a tenant and a target; 429 with Retry-After beyond."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from api.parts import ApiParts
from api.principals import Principal
from api.problems import Problem, ProblemKind
from api.tokens import token_hash
from store import rates
from store.database import credential_transaction


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in a window."""

    most: int
    window: timedelta


READS = Limit(600, timedelta(minutes=1))
WRITES = Limit(120, timedelta(minutes=1))
TENANT = Limit(3_000, timedelta(minutes=1))
STRANGER = Limit(120, timedelta(minutes=1))
SIGN_IN_PER_ADDRESS = Limit(10, timedelta(minutes=15))
SIGN_IN_PER_CLIENT = Limit(60, timedelta(minutes=15))
MAIL_PER_ADDRESS = Limit(5, timedelta(minutes=15))


async def require_below(parts: ApiParts, *counted: tuple[str, Limit]) -> None:
    """Count one more in each bucket. Raises Problem TOO_MANY. A bucket's name holds ids or hashes only."""
    async with credential_transaction(parts.app) as connection:
        over = await _over(connection, counted, parts.clock())
    _refuse(over, parts.clock())


async def require_stranger_rate(parts: ApiParts, client: str) -> None:
    """The limit on everybody whom we do not know, by where they come from."""
    await require_below(parts, (f"client/{hidden(parts, client)}", STRANGER))


async def require_rate(connection: AsyncConnection, principal: Principal, now: datetime, *, writes: bool) -> None:
    """The limits that every route has, counted in the transaction that found out who asks. Raises Problem TOO_MANY."""
    kind, limit = ("write", WRITES) if writes else ("read", READS)
    own = (f"principal/{principal.actor}/{kind}", limit)
    tenant = principal.chosen or (principal.posts[0].organisation_id if len(principal.posts) == 1 else "")
    _refuse(await _over(connection, (own, *([(f"tenant/{tenant}", TENANT)] if tenant else [])), now), now)


async def _over(connection: AsyncConnection, counted: Sequence[tuple[str, Limit]], now: datetime) -> list[Limit]:
    found = await rates.count_each(connection, [(bucket, limit.window) for bucket, limit in counted], now)
    return [limit for bucket, limit in counted if found[bucket] > limit.most]


def _refuse(over: Sequence[Limit], now: datetime) -> None:
    if over:
        raise Problem(ProblemKind.TOO_MANY, {"Retry-After": str(max(_left(limit, now) for limit in over))})


def hidden(parts: ApiParts, value: str) -> str:
    """A name for a bucket that tells nothing of what is counted."""
    return token_hash(parts.settings.session_secret, "rate", value).hex()[:32]


def _left(limit: Limit, now: datetime) -> int:
    seconds = limit.window.total_seconds()
    return int(seconds - now.timestamp() % seconds) + 1
