"""Whether a file is a letter that we sealed, and what it says. Nothing of it is kept, and nothing is looked up: only the file speaks."""

import asyncio
from datetime import timedelta

from api.front.limits import Limit, hidden, require_below
from api.front.problems import Problem, ProblemKind
from api.parts import ApiParts
from documents.loa.verification import LoaVerdict, verify_loa

CHECKS = Limit(20, timedelta(minutes=1))


async def check(parts: ApiParts, client: str, content: bytes) -> LoaVerdict:
    """The verdict on this file. Raises Problem TOO_MANY, UNAVAILABLE."""
    await require_below(parts, (f"letter-check/{hidden(parts, client)}", CHECKS))
    if parts.trust is None:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "60"})
    return await asyncio.to_thread(verify_loa, content, parts.trust)
