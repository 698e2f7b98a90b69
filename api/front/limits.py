"""How often may somebody ask? Counters in PostgreSQL, for a principal, a tenant and a target; 429 with Retry-After beyond."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from api.front.principals import Principal
from api.front.problems import Problem, ProblemKind
from api.front.tokens import token_hash
from api.parts import ApiParts
from store.access import rates
from store.database import lone_statement


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
    now = parts.clock()
    async with lone_statement(parts.app) as connection:
        counts = await rates.count_each(connection, [(bucket, limit.window) for bucket, limit in counted], now)
    over = [limit for bucket, limit in counted if counts[bucket] > limit.most]
    if over:
        raise Problem(ProblemKind.TOO_MANY, {"Retry-After": str(max(_left(limit, now) for limit in over))})


async def require_rate(parts: ApiParts, principal: Principal | None, client: str, *, writes: bool) -> None:
    """The limits that every route has."""
    if principal is None:
        await require_below(parts, (f"client/{hidden(parts, client)}", STRANGER))
        return
    kind, limit = ("write", WRITES) if writes else ("read", READS)
    own = (f"principal/{principal.actor}/{kind}", limit)
    tenant = principal.chosen or (principal.posts[0].organisation_id if len(principal.posts) == 1 else "")
    await require_below(parts, own, *([(f"tenant/{tenant}", TENANT)] if tenant else []))


def hidden(parts: ApiParts, value: str) -> str:
    """A name for a bucket that tells nothing of what is counted."""
    return token_hash(parts.settings.session_secret, "rate", value).hex()[:32]


def _left(limit: Limit, now: datetime) -> int:
    seconds = limit.window.total_seconds()
    return int(seconds - now.timestamp() % seconds) + 1
