"""People and organisations for tests of the doors, and browsers and tokens in their hands."""

import secrets
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import IPv4Address, IPv6Address

import httpx
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.datastructures import State

from api.app import bare_app, serving
from api.front.tokens import new_api_token, new_token, token_hash
from api.parts import ApiParts, ApiSettings
from domain.access import Role, Scope
from domain.porting.commands import Command
from notifications.outbound.guard import Guard
from store.access import sessions, tokens
from store.access.sessions import Session
from store.access.tokens import ApiToken
from store.call_plan import locations
from store.call_plan.locations import Location
from store.database import system_transaction
from store.ids import fresh
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation
from store.tenancy.tenant_keys import StoredTenantKeys
from store.tenancy.users import Membership, User
from tests.browser.markup import faults
from vault.blind import BlindIndex
from vault.documents import DocumentMissing, SealedDocuments
from vault.envelope import Envelope
from vault.keys import KeyRing

BASE = "http://testserver"
KEYS = "k1:" + "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="


class Clock:
    """Real time as the test sets it."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        self.now += time


class Silence:
    """An AsksOrders that takes everything and remembers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Command]] = []

    async def ask(self, stream: str, command: Command, patience: timedelta) -> object:
        self.asked.append((stream, command))
        return None


class Memory:
    """Documents' bytes, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def write(self, name: str, data: bytes) -> None:
        self.kept[name] = data

    async def read(self, name: str) -> bytes:
        try:
            return self.kept[name]
        except KeyError:
            raise DocumentMissing("no such document") from None

    async def has(self, name: str) -> bool:
        return name in self.kept

    async def remove(self, name: str) -> None:
        self.kept.pop(name, None)


async def _public(host: str) -> tuple[IPv4Address]:
    """A name server to which every name is one public address."""
    return (IPv4Address("93.184.215.14"),)


def make_parts(app: AsyncEngine, orders: Silence) -> ApiParts:
    envelope, blind = Envelope(KeyRing.parse(KEYS), StoredTenantKeys(app)), BlindIndex("a key of the tests")
    settings = ApiSettings(BASE, "session secret of the tests", "csrf secret of the tests", hosts=("testserver",), rehearsal_sign_up=True)
    return ApiParts(settings, app, envelope, blind, SealedDocuments(envelope, blind, Memory()), orders, Clock(), receivers=Guard(_public))


def somewhere() -> str:
    """An address of the block for documentation (RFC 3849): strangers share no limits."""
    return str(IPv6Address("2001:db8::") + secrets.randbits(64))


async def look_at(answer: httpx.Response) -> None:
    """Every page that any test is answered with is strict HTML with nothing inside that its policy forbids."""
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    await answer.aread()
    policy = answer.headers["Content-Security-Policy"]
    if policy.startswith("sandbox; default-src 'none';"):  # A mail as it was sent, in a frame that runs nothing.
        return
    assert "unsafe" not in policy
    assert (found := faults(answer.text)) == [], f"{answer.request.url.path}: {found}"


class Browser(httpx.AsyncClient):
    """An HTTP client on the app, with cookies and a network address of its own. `csrf` goes with every change."""

    def __init__(self, app: FastAPI, csrf: str = "", headers: dict[str, str] | None = None) -> None:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(somewhere(), 49_152))
        super().__init__(transport=transport, base_url=BASE, headers=headers or {}, event_hooks={"response": [look_at]})
        self.csrf = csrf
        if csrf:
            self.headers["X-CSRF-Token"] = csrf


_bare = cache(bare_app)


def _bare_copy() -> FastAPI:
    """An app of its own over the same routes: making them takes longer than most tests."""
    app = copy(_bare())
    app.state, app.user_middleware = State(), list(app.user_middleware)
    return app


@dataclass(slots=True)
class World:
    parts: ApiParts
    system: AsyncEngine
    _app: FastAPI | None = field(default=None)

    @property
    def app(self) -> FastAPI:
        self._app = self._app or serving(_bare_copy(), self.parts)
        return self._app

    @property
    def clock(self) -> Clock:
        assert isinstance(self.parts.clock, Clock)
        return self.parts.clock

    def with_clock(self) -> "World":
        """The same world with a clock of its own, for a test that lets time pass."""
        return World(replace(self.parts, clock=Clock()), self.system)

    async def organisation(
        self, kind: str = "customer", standing: str = "paid", rehearsal: bool = True, name: str = "Sunnydale Books"
    ) -> str:
        made = Organisation(fresh("org"), name, kind, standing, rehearsal, "en", self.clock())
        async with system_transaction(self.system) as connection:
            await organisations.add(connection, made)
        return made.id

    async def partner_of(self, *customers: str) -> str:
        partner = await self.organisation("partner", name="Giles & Partners")
        async with system_transaction(self.system) as connection:
            for customer in customers:
                await organisations.entrust(connection, partner, customer, self.clock())
        return partner

    async def location(self, organisation_id: str, pstn_option: str = "none", enabled: bool = False) -> str:
        box, made = await self.parts.envelope.box(organisation_id), fresh("loc")
        contact = box.seal("locations", "contact_sealed", made, b'{"name": "Rupert Giles", "email": "giles@example.com"}')
        address = b'{"street": "1 Main Street", "city": "Denver", "state": "CO", "zip_code": "80202", "unit": ""}'
        row = Location(made, organisation_id, f"Site {made[4:8]}", "America/Denver", self.clock(), pstn_option)
        if enabled:
            sealed = box.seal("locations", "emergency_address_sealed", made, address)
            row = replace(
                row, pstn_option="calling_plan", plan_enabled_at=self.clock(), contact_sealed=contact, emergency_address_sealed=sealed
            )
        async with system_transaction(self.system) as connection:
            await locations.add(connection, row)
        return made

    async def user(self, organisation_id: str, role: Role, email: str = "", password_hash: str = "set", **more: object) -> str:
        user_id, email = fresh("usr"), email or f"{secrets.token_hex(6)}@example.com"
        box = await self.parts.envelope.box(organisation_id)
        row = User(
            id=user_id,
            home_id=organisation_id,
            email_blind=self.parts.blind.of("users.email", email),
            email_sealed=box.seal("users", "email_sealed", user_id, email.encode()),
            name_sealed=box.seal("users", "name_sealed", user_id, b"Willow Rosenberg"),
            language="en",
            created_at=self.clock(),
            password_hash=password_hash,
            validated_at=self.clock(),
        )
        async with system_transaction(self.system) as connection:
            await users.add(connection, row, Membership(user_id, organisation_id, role.value, self.clock()))
        return user_id

    async def browser(self, user_id: str, acting_for: str = "") -> Browser:
        """Signed in without the sign-in page."""
        from api.front.authentication import session_cookie
        from api.front.csrf import form_token
        from api.front.principals import Principal

        token, csrf, now = new_token(), new_token(), self.clock()
        kept = token_hash(self.parts.settings.session_secret, "session", token)
        session = Session(kept, user_id, csrf, now, now + self.parts.settings.session_idle, now + self.parts.settings.session_length)
        async with system_transaction(self.system) as connection:
            await sessions.open_session(connection, session)
        browser = Browser(self.app, form_token(self.parts, Principal(user_id, (), session=session), ""))
        browser.cookies.set(session_cookie(self.parts), token)
        if acting_for:
            browser.headers["Portwright-Organisation"] = acting_for
        return browser

    async def signed_in(self, organisation_id: str, role: Role, acting_for: str = "") -> Browser:
        """A new person of this role there, at a browser."""
        return await self.browser(await self.user(organisation_id, role), acting_for)

    async def integrator(self, organisation_id: str, *scopes: Scope) -> Browser:
        """A token with these scopes, or with all."""
        owner, token = await self.user(organisation_id, Role.CUSTOMER_ADMIN), new_api_token()
        kept = token_hash(self.parts.settings.session_secret, "api token", token)
        chosen = [scope.value for scope in scopes or tuple(Scope)]
        row = ApiToken(fresh("tok"), organisation_id, owner, "tests", kept, chosen, self.clock(), self.clock() + timedelta(days=30))
        async with system_transaction(self.system) as connection:
            await tokens.add(connection, row)
        return Browser(self.app, headers={"Authorization": f"Bearer {token}"})

    def stranger(self) -> Browser:
        return Browser(self.app)
