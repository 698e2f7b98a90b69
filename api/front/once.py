"""One effect for one Idempotency-Key: the same POST again gets the answer of the first, also after a crash (reliability R9)."""

import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.calls import ANSWER, Call
from api.front.authentication import ORGANISATION_HEADER
from api.front.problems import Problem, ProblemKind
from store.access import idempotency
from store.access.idempotency import Asked, Earlier, KeyUse
from store.database import tenant_transaction

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


async def once(call: Call, handle: Callable[[Request], Awaitable[Response]]) -> Response:
    """Handle the request, or answer as it was answered before. Raises Problem KEY_IN_PROGRESS, KEY_REUSED."""
    use = await _use(call)
    if use is None:
        return await handle(call.request)
    async with _own_rows(call) as connection:
        earlier = await idempotency.begin(connection, use)
    match earlier.asked:
        case Asked.ANSWERED:
            return JSONResponse(await _opened(call, use, earlier), earlier.status, {REPLAYED: "true"})
        case Asked.RUNNING:
            raise Problem(ProblemKind.KEY_IN_PROGRESS, {"Retry-After": "1"})
        case Asked.OTHER_BODY:
            raise Problem(ProblemKind.KEY_REUSED)
        case Asked.FIRST:
            call.key_use = use
            return await _first(call, use, handle)


async def _first(call: Call, use: KeyUse, handle: Callable[[Request], Awaitable[Response]]) -> Response:
    """If the handler kept no answer itself, what it answered is kept; if it failed, the key is free again."""
    try:
        response = await handle(call.request)
    except Exception:
        await _free(call, use)
        raise
    if call.kept:
        return response
    if response.status_code < 300 and response.media_type == "application/json":
        async with _own_rows(call) as connection:
            await idempotency.answer(connection, use, response.status_code, await call.sealed(use, json.loads(bytes(response.body))))
    else:
        await _free(call, use)
    return response


async def _opened(call: Call, use: KeyUse, earlier: Earlier) -> Any:
    box = await call.parts.envelope.box(earlier.organisation_id)
    return json.loads(box.open(*ANSWER, use.row_id, earlier.response_sealed))


async def _free(call: Call, use: KeyUse) -> None:
    async with _own_rows(call) as connection:
        await idempotency.give_up(connection, use)


async def _use(call: Call) -> KeyUse | None:
    sent, who = call.request.headers.get(HEADER), call.who
    if sent is None or call.request.method != "POST" or who is None or not who.posts or call.rule.page:
        return None
    if not _KEY.fullmatch(sent):
        raise Problem(ProblemKind.BAD_REQUEST)
    what = f"{call.request.url.path}?{call.request.url.query}\n{call.request.headers.get(ORGANISATION_HEADER, '')}\n"
    digest = hashlib.sha256(what.encode() + await call.request.body()).digest()
    tenants = (who.tenants_for(call.rule.allow) if call.rule.allow else None) or (who.posts[0].organisation_id,)
    return KeyUse(who.actor, f"POST {call.request.scope['route'].path}", sent, tenants[0], digest, call.parts.clock())


def _own_rows(call: Call) -> AbstractAsyncContextManager[AsyncConnection]:
    return tenant_transaction(call.parts.app, [post.organisation_id for post in call.principal.posts], staff=call.is_staff)
