"""What every request meets first and every answer last: a request id, known hosts, security headers, one log line, no tracebacks."""

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.front.problems import ProblemKind
from api.parts import ApiSettings
from vault.traces import traced

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    # With no-referrer browsers send our own forms with the origin "null", and none would be taken.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_HSTS = "max-age=63072000; includeSubDomains"
# No text of the database can hold it, and no address of ours has it.
_NUL = re.compile(rb"%00|\x00")
# Anything else that stands in an order's place is a caller's own text, which no log takes.
_ORDER_ID = re.compile(r"po_[a-z2-7]{26}")
_access, _errors = logging.getLogger("portwright.access"), logging.getLogger("portwright.api")


@dataclass(frozen=True, slots=True)
class Edge:
    """answer: makes the answer to a problem that arises outside every route."""

    app: ASGIApp
    settings: ApiSettings
    answer: Callable[[Request, ProblemKind], Response]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = request_id = f"req_{secrets.token_hex(8)}"
        began, sent = time.perf_counter(), _Sent()

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent.status = message["status"]
                self._harden(MutableHeaders(scope=message), request_id)
            await send(message)

        try:
            await self._serve(scope, receive, finish, sent)
        finally:
            _log(scope, sent.status, time.perf_counter() - began)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, sent: "_Sent") -> None:
        if _host(scope) not in self.settings.hosts:
            await self.answer(Request(scope), ProblemKind.UNKNOWN_HOST)(scope, receive, send)
            return
        if "\x00" in scope["path"] or _NUL.search(scope["query_string"]):
            await self.answer(Request(scope), ProblemKind.BAD_REQUEST)(scope, receive, send)
            return
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            _errors.error(json.dumps({"request_id": scope["state"]["request_id"], "error": traced(error)}))
            if sent.status:
                raise
            await self.answer(Request(scope), ProblemKind.BROKEN)(scope, receive, send)

    def _harden(self, headers: MutableHeaders, request_id: str) -> None:
        headers["X-Request-Id"] = request_id
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self.settings.https:
            headers.setdefault("Strict-Transport-Security", _HSTS)


@dataclass(slots=True)
class _Sent:
    status: int = 0


def _host(scope: Scope) -> str:
    host = Headers(scope=scope).get("host", "")
    return host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host


def _log(scope: Scope, status: int, seconds: float) -> None:
    """These fields and no other: the route's template instead of the path, which may hold a link's token; no query, no body."""
    route, state, order_id = scope.get("route"), scope["state"], scope.get("path_params", {}).get("order_id", "")
    line = {
        "request_id": state["request_id"],
        "method": scope["method"],
        "route": getattr(route, "path", "-"),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "actor": state.get("actor", ""),
        "order": order_id if _ORDER_ID.fullmatch(order_id) else "",
    }
    _access.info(json.dumps(line))
