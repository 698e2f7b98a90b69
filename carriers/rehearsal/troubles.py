"""What goes wrong between an effect and its answer: by script once per request, by chaos whenever the dice say so."""

import asyncio
import random
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from .ledger import Ledger
from .options import RehearsalOptions
from .scripts import Script


class AnswerDropped(Exception):
    """Raised into the server in the middle of an answer, so that it cuts the connection."""


class DroppedAnswer(Response):
    """Promises a body and never sends it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})
        raise AnswerDropped


class Troubles:
    def __init__(self, ledger: Ledger, options: RehearsalOptions) -> None:
        self._ledger, self._options = ledger, options
        self._chance = random.Random(options.chaos.seed + 1)

    def throttles(self, script: Script, request_key: str) -> bool:
        """Whether this request is told to wait, which happens once and before any effect."""
        return script is Script.THROTTLE and self._first_time(request_key, script)

    async def answer(self, script: Script, request_key: str, answer: dict[str, Any]) -> Response:
        """The answer to a request that took effect, as late and as broken as script and chaos want it."""
        if script in (Script.FAIL_AFTER_EFFECT, Script.DROP_ANSWER, Script.SLOW) and self._first_time(request_key, script):
            return await self._scripted(script, answer)
        chaos = self._options.chaos
        if self._chance.random() < chaos.delay:
            await asyncio.sleep(self._chance.random() * chaos.delay_seconds)
        if self._chance.random() < chaos.fail:
            return _failure()
        if self._chance.random() < chaos.drop:
            return DroppedAnswer()
        return JSONResponse(answer, 202)

    async def _scripted(self, script: Script, answer: dict[str, Any]) -> Response:
        match script:
            case Script.FAIL_AFTER_EFFECT:
                return _failure()
            case Script.DROP_ANSWER:
                return DroppedAnswer()
        await asyncio.sleep(self._options.slow_seconds)
        return JSONResponse(answer, 202)

    def _first_time(self, request_key: str, script: Script) -> bool:
        key = f"{request_key}#{script}"
        with self._ledger.transaction():
            known = self._ledger.rows("SELECT 1 FROM troubles WHERE request_key = ?", key)
            if not known:
                self._ledger.add("troubles", request_key=key, trouble=script)
        return not known


def _failure() -> JSONResponse:
    return JSONResponse({"code": "internal_error"}, 500)
