"""How is a route declared? With its rule, or not at all; and in which order is a request checked before its handler runs?"""

from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from api.calls import Call
from api.front.authentication import by_itself, identify
from api.front.body_limit import capped
from api.front.cookies import Cookies
from api.front.csrf import UNSAFE, require_own_form
from api.front.kept_forms import kept_for_later
from api.front.language import words_for
from api.front.limits import require_rate
from api.front.once import once
from api.front.problems import Problem
from api.front.rules import RouteWithoutRule, Rule, Tenancy
from api.openapi import PROBLEM_ANSWERS
from api.parts import ApiParts
from domain.access import Action

# A coroutine function, or an async generator for server-sent events.
Handler = Callable[..., Any]


class RuledRoute(APIRoute):
    """Identify, admit, own form, rate, idempotency: in this order, and all before the body is taken apart."""

    rule: Rule

    def __init__(self, path: str, endpoint: Handler, **more: Any) -> None:
        super().__init__(path, endpoint, **more)
        self._lead = path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Of hundreds of routes all but a few are told by how their path begins, which costs far less than their pattern."""
        if not scope["path"].startswith(self._lead, len(scope.get("root_path", ""))):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            parts: ApiParts = request.app.state.parts
            try:
                return await self._answered(parts, request, handle)
            finally:
                if request.method in UNSAFE:
                    parts.recent.forget()

        return checked

    async def _answered(self, parts: ApiParts, request: Request, handle: Callable[[Request], Awaitable[Response]]) -> Response:
        request = capped(request, rule_of(self).body_max or parts.settings.body_max_bytes)
        try:
            call = await self._admitted(parts, request)
        except Problem as problem:
            answer = await kept_for_later(parts, request, rule_of(self), problem)
            if answer is None:
                raise
            return answer
        request.state.call = call
        response = await once(call, handle)
        response.headers.update(call.headers)
        call.cookies.apply(response)
        return response

    async def _admitted(self, parts: ApiParts, request: Request) -> Call:
        rule = rule_of(self)
        request.state.words = words_for(request, None)
        who = await identify(parts, request, active=not by_itself(request))
        request.state.actor = who.actor if who else ""
        request.state.words = words_for(request, who)
        rule.admit(who)
        if not rule.by_machine:
            await require_rate(parts, who, request.client.host if request.client else "", writes=request.method in UNSAFE)
            await require_own_form(parts, request, who)
        return Call(parts, request, rule, who, request.state.words, Cookies.of(parts, request))


@dataclass(slots=True)
class Router:
    """Collects the routes of one topic. `build` puts them on an app.

    Every method takes `allow=Action.…`, `public=True` or `signed_in=True`, `max_body_size=` bytes for a body larger
    than the settings allow, and what FastAPI takes besides.
    """

    prefix: str = ""
    tag: str = ""
    page: bool = False
    _declared: list[tuple[str, str, Handler, Rule, dict[str, Any]]] = field(default_factory=list)

    def get(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        return self._route("GET", path, **more)

    def post(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        return self._route("POST", path, **more)

    def put(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        return self._route("PUT", path, **more)

    def patch(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        return self._route("PATCH", path, **more)

    def delete(self, path: str, **more: Any) -> Callable[[Handler], Handler]:
        return self._route("DELETE", path, **more)

    def _route(
        self,
        method: str,
        path: str,
        *,
        allow: Action | None = None,
        public: bool = False,
        signed_in: bool = False,
        tenancy: Tenancy | None = None,
        before_password: bool = False,
        status_code: int = 200,
        by_machine: bool = False,
        max_body_size: int = 0,
        **more: Any,
    ) -> Callable[[Handler], Handler]:
        whose = tenancy or (Tenancy.ORGANISATION if allow else Tenancy.OWN if signed_in else Tenancy.NONE)
        rule = Rule(allow, whose, public, signed_in, self.page, before_password, status_code, by_machine, max_body_size)

        def declare(handler: Handler) -> Handler:
            self._declared.append((method, self.prefix + path, handler, rule, more))
            return handler

        return declare

    def build(self, router: APIRouter) -> None:
        """Put every declared route on the app's router."""
        for method, path, handler, rule, more in self._declared:
            shown = {"include_in_schema": False, "response_model": None} if self.page else {"responses": PROBLEM_ANSWERS}
            options: dict[str, Any] = {**shown, **more, "openapi_extra": rule.described() | more.get("openapi_extra", {})}
            tags: list[str | Enum] = [self.tag] if self.tag else []
            router.add_api_route(
                path, handler, methods=[method], tags=tags, status_code=rule.status, route_class_override=RuledRoute, **options
            )
            router.routes[-1].rule = rule  # type: ignore[attr-defined]


def rule_of(route: BaseRoute) -> Rule:
    """Raises RouteWithoutRule."""
    rule = getattr(route, "rule", None)
    if not isinstance(rule, Rule):
        raise RouteWithoutRule(f"{getattr(route, 'path', route)} was not declared by our Router")
    return rule


def ruled(routes: list[BaseRoute]) -> Iterator[RuledRoute]:
    """All routes of an app. Raises RouteWithoutRule for one that went past the Router."""
    for route in routes:
        rule_of(route)
        if not isinstance(route, RuledRoute):
            raise RouteWithoutRule(f"{getattr(route, 'path', route)} is no RuledRoute")
        yield route
