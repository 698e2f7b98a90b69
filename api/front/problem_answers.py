"""Every exception that ends a request becomes one problem: JSON for programs, a page for people."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.calls import Call
from api.front.authentication import identify
from api.front.cookies import Cookies
from api.front.language import words_for
from api.front.local_paths import local_path
from api.front.problems import MEDIA_TYPE, PROBLEMS, Invalid, Problem, ProblemKind, ProblemReport, Refused, Trouble, report
from api.front.rules import Rule, Tenancy
from api.front.validation import troubles
from api.pages.rendering import Frame, render_page
from api.parts import ApiParts
from api.refusals.doors import explained
from domain.porting.commands import CommandRefused
from store.access.idempotency import KeyTakenOver
from store.database import StoreUnavailable
from words.translation import Words

_OF_STATUS = {PROBLEMS[kind].status: kind for kind in reversed(ProblemKind)} | {403: ProblemKind.NOT_ALLOWED}
_RETRY = {"Retry-After": "5"}
# Told without looking anything up.
_BARE = frozenset({ProblemKind.TOO_MANY, ProblemKind.UNKNOWN_HOST, ProblemKind.BROKEN, ProblemKind.UNAVAILABLE})
_NO_ROUTE = Rule(None, Tenancy.NONE, public=True, page=True)


def answer_problems(app: FastAPI) -> None:
    """Install all handlers."""
    handlers: dict[type[Exception], Callable[[Any, Words], ProblemReport]] = {
        Problem: lambda error, words: report(error.kind, words, error.headers),
        Refused: _refused,
        Invalid: _invalid,
        CommandRefused: lambda error, words: _refused(Refused(error.code), words),
        KeyTakenOver: lambda _, words: report(ProblemKind.KEY_IN_PROGRESS, words, {"Retry-After": "1"}),
        StoreUnavailable: lambda _, words: report(ProblemKind.UNAVAILABLE, words, _RETRY),
        HTTPException: lambda error, words: report(_OF_STATUS.get(error.status_code, ProblemKind.BAD_REQUEST), words, error.headers),
        RequestValidationError: lambda error, words: _with(report(ProblemKind.INVALID, words), troubles(error.errors(), words)),
    }
    for kind, reported in handlers.items():
        app.add_exception_handler(kind, _handler(reported))


def edge_answer(request: Request, kind: ProblemKind) -> Response:
    """For trouble outside every route."""
    return told(request, report(kind, words_for(request, None)))


def told(request: Request, problem: ProblemReport) -> Response:
    """As a page where a page was asked for; who is not signed in is sent to do so."""
    request_id = request.state.request_id
    if not _wants_page(request):
        return JSONResponse(problem.body(request_id), problem.status, dict(problem.headers), media_type=MEDIA_TYPE)
    if problem.kind is ProblemKind.SIGN_IN_NEEDED and request.method == "GET":
        return RedirectResponse(_sign_in(request), 303)
    if problem.kind is ProblemKind.PASSWORD_NEEDED:
        return RedirectResponse("/password", 303)
    return _page(request, problem, Frame(path=request.url.path))


async def told_around(request: Request, problem: ProblemReport) -> Response:
    """As `told`; where nothing broke, within the console of who is signed in, so that they can go on from there."""
    answer = told(request, problem)
    if answer.status_code != problem.status or not _wants_page(request) or problem.kind in _BARE:
        return answer
    try:
        call = getattr(request.state, "call", None) or await _outside(request)
        return _page(request, problem, await call.frame()) if call.who else answer
    except (Problem, StoreUnavailable):
        return answer


def _page(request: Request, problem: ProblemReport, frame: Frame) -> Response:
    facts = {"problem": problem, "request_id": request.state.request_id}
    return HTMLResponse(render_page("problem.html", _words(request), frame, facts), problem.status, dict(problem.headers))


async def _outside(request: Request) -> Call:
    """Of an address where no route is, or into which its rule let nobody."""
    parts: ApiParts = request.app.state.parts
    who = await identify(parts, request, active=False)
    request.state.words = words_for(request, who)
    return Call(parts, request, _NO_ROUTE, who, request.state.words, Cookies.of(parts, request))


def _sign_in(request: Request) -> str:
    """The sign-in page, from which it goes back to where the reader wanted to."""
    asked = local_path(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
    return f"/sign-in?next={quote(asked, safe='')}" if asked.strip("/") else "/sign-in"


def _handler(reported: Callable[[Any, Words], ProblemReport]) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        return await told_around(request, reported(error, _words(request)))

    return handle


def _refused(error: Refused, words: Words) -> ProblemReport:
    kind = ProblemKind.INVALID if error.status == 422 else ProblemKind.REFUSED
    why = explained(error.code, words, error.params or None)
    errors = (Trouble(error.pointer, error.code, why.wrong),) if error.pointer else ()
    return ProblemReport(kind, error.status, words.gettext(PROBLEMS[kind].title), why.wrong + " " + why.remedy, error.code, errors)


def _invalid(error: Invalid, words: Words) -> ProblemReport:
    wrong = tuple(Trouble(pointer, code, explained(code, words).wrong) for pointer, code in error.wrong)
    return _with(report(ProblemKind.INVALID, words), wrong)


def _with(problem: ProblemReport, errors: tuple[Trouble, ...]) -> ProblemReport:
    return ProblemReport(problem.kind, problem.status, problem.title, problem.detail, problem.code, errors, problem.headers)


def _words(request: Request) -> Words:
    known: Words | None = getattr(request.state, "words", None)
    return known or words_for(request, None)


def _wants_page(request: Request) -> bool:
    rule = getattr(request.scope.get("route"), "rule", None)
    if rule is not None:
        return bool(rule.page)
    return not request.url.path.startswith("/v1") and "text/html" in request.headers.get("accept", "")
