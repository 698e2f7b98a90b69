"""One request as a handler sees it: who asks, transactions to work in, the answer to keep, pages to show."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.actions.entrance.sessions import Visitor
from api.actions.work import Work
from api.front.browsers import browser_of
from api.front.cookies import Cookies
from api.front.csrf import FORM_FIELDS, form_token
from api.front.cursors import Cursors
from api.front.kept_forms import kept_fields
from api.front.principals import Principal
from api.front.problems import Problem, ProblemKind
from api.front.rules import Rule
from api.pages.rendering import Frame, render_page
from api.parts import ApiParts
from domain.access import STAFF, Action
from store.access import idempotency
from store.access.idempotency import KeyUse
from store.database import credential_transaction, tenant_transaction
from store.rows import Tenants
from store.tenancy import organisations
from store.tenancy.organisations import Organisation
from words.translation import Words

View = TypeVar("View", bound=BaseModel)
# Where a kept answer lies.
ANSWER = ("idempotency_keys", "response_sealed")


@dataclass(slots=True)
class Call:
    """`who` is None on public routes when nobody is signed in."""

    parts: ApiParts
    request: Request
    rule: Rule
    who: Principal | None
    words: Words
    cookies: Cookies
    headers: dict[str, str] = field(default_factory=dict)
    key_use: KeyUse | None = None
    _home: Organisation | None = None
    _typed_before: Mapping[str, str] | None = None
    _answer: tuple[int, Any] | None = None

    @property
    def principal(self) -> Principal:
        """Raises Problem SIGN_IN_NEEDED when there is none, which happens on public routes only."""
        if self.who is None:
            raise Problem(ProblemKind.SIGN_IN_NEEDED)
        return self.who

    @property
    def is_staff(self) -> bool:
        return self.who is not None and any(post.role in STAFF for post in self.who.posts)

    @property
    def kept(self) -> bool:
        """Whether the handler kept its answer itself."""
        return self._answer is not None

    @property
    def cursors(self) -> Cursors:
        return Cursors(self.parts.settings.csrf_secret)

    @property
    def csrf(self) -> str:
        return form_token(self.parts, self.who, self.cookies.visit)

    @property
    def client(self) -> str:
        """The address that the request came from, for rate limits and evidence."""
        return self.request.client.host if self.request.client else ""

    @property
    def visitor(self) -> Visitor:
        """Who signs in with this request."""
        return Visitor(self.who, browser_of(self.request))

    @asynccontextmanager
    async def work(self, action: Action | None = None) -> AsyncIterator[Work]:
        """A transaction as the caller, for the route's action. Audit notes and a kept answer are written into it before the commit."""
        principal, asked = self.principal, action or self.rule.allow
        tenants = principal.tenants_for(asked) if asked else tuple(post.organisation_id for post in principal.posts)
        staff = tenants is None or bool(asked and principal.is_staff_for(asked))
        async with tenant_transaction(self.parts.app, tenants or (), staff=staff, principal=principal.user_id) as connection:
            work = Work(self.parts, connection, principal, asked, self.parts.clock())
            if self.rule.page and self.request.method == "GET":
                await self._look_around(connection, tenants)
            yield work
            await self._finish(work)

    @asynccontextmanager
    async def everywhere(self) -> AsyncIterator[Work]:
        """As `work`, for all of the caller's organisations, whichever is chosen."""
        chosen, self.who = self.who, replace(self.principal, chosen="")
        try:
            async with self.work() as work:
                yield work
        finally:
            self.who = chosen

    @asynccontextmanager
    async def own_work(self) -> AsyncIterator[Work]:
        """A transaction that sees the caller's own account and sessions, and no organisation."""
        principal = self.principal
        async with credential_transaction(self.parts.app, principal=principal.user_id) as connection:
            work = Work(self.parts, connection, principal, None, self.parts.clock())
            yield work
            await self._finish(work)

    def keep(self, view: View, status: int | None = None) -> View:
        """The answer, to be kept under the request's Idempotency-Key in the transaction that is open. Call it inside `work()`."""
        self._answer = (status or self.rule.status, view.model_dump(mode="json"))
        return view

    async def form(self) -> Mapping[str, str]:
        """The fields of a sent form, without its token; several values of one name are joined by commas."""
        sent = await self.request.form(max_files=4, max_fields=FORM_FIELDS)
        names = [name for name in sent if name != "csrf" and not isinstance(sent[name], UploadFile)]
        # Nobody types a NUL; a paste may bring one along, and no text of the database can hold it.
        return {name: ",".join(str(value).replace("\x00", "").strip() for value in sent.getlist(name)) for name in names}

    async def uploads(self) -> Mapping[str, UploadFile]:
        """The files of a sent form."""
        sent = await self.request.form(max_files=4, max_fields=FORM_FIELDS)
        return {name: value for name, value in sent.items() if isinstance(value, UploadFile)}

    async def page(self, template: str, status: int = 200, /, **facts: object) -> Response:
        """A page of `api/pages/templates`. `facts` are its variables; who is signed in, words and the form token are there already."""
        frame = await self.frame()
        if kept := await self.typed_before():
            typed = facts.get("typed", {})
            frame, facts = (
                replace(frame, kept=self.who is not None),
                {**facts, "typed": {**(typed if isinstance(typed, dict) else {}), **kept}},
            )
        return HTMLResponse(render_page(template, self.words, frame, facts), status)

    async def frame(self) -> Frame:
        """What is around each page of who asks."""
        return Frame.of(self.who, self.request.url.path, self.csrf, await self._around())

    async def _around(self) -> Organisation | None:
        """The organisation that the frame of a page names: read with what the page shows, if that was within its transaction."""
        home = self.who.acting_for(Action.ORGANISATION_READ) if self.who else ""
        if self.who and home and (self._home is None or self._home.id != home):
            staff = self.who.is_staff_for(Action.ORGANISATION_READ)
            async with tenant_transaction(self.parts.app, (home,), staff=staff, principal=self.who.user_id) as connection:
                self._home = await organisations.find(connection, home)
        return self._home if home else None

    async def _look_around(self, connection: AsyncConnection, tenants: Tenants) -> None:
        home = self.principal.acting_for(Action.ORGANISATION_READ)
        if home and self._home is None and (tenants is None or home in tenants):
            self._home = await organisations.find(connection, home)

    async def typed_before(self) -> Mapping[str, str]:
        """What the reader had typed on this page when their session ended, as the address names it, or a stranger when they switched
        the language; empty for anything else."""
        if self._typed_before is None:
            reads, path = self.request.method == "GET", self.request.url.path
            held = self.cookies.held(path) if reads and self.who is None else {}
            self._typed_before = held or await kept_fields(self.parts, self.request, self.who)
        return self._typed_before

    def see_other(self, path: str) -> Response:
        """After a form has done its work: read the page at `path`, one of ours."""
        return RedirectResponse(path, 303)

    async def _finish(self, work: Work) -> None:
        await work.finish()
        if self.key_use and self._answer:
            status, body = self._answer
            await idempotency.answer(work.connection, self.key_use, status, await self.sealed(self.key_use, body))

    async def sealed(self, use: KeyUse, body: object) -> bytes:
        """An answer as it is kept under its key: names and addresses may be in it."""
        box = await self.parts.envelope.box(use.organisation_id)
        return box.seal(*ANSWER, use.row_id, json.dumps(body).encode())


async def _of(request: Request) -> Call:
    """Not plain: a plain dependency is sent to a thread and back."""
    call: Call = request.state.call
    return call


# How a handler asks for it: `async def list_people(call: Here) -> …`.
Here = Annotated[Call, Depends(_of)]
