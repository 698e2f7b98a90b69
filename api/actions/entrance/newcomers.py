"""Accounts of people who are new, and codes and links that let them in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from api.front.tokens import new_code, new_token, token_hash
from api.parts import ApiParts
from store.access import codes
from store.access.codes import OneTimeCode
from store.call_plan.people import Person
from store.database import credential_transaction
from store.ids import fresh
from store.tenancy.users import User, by_email
from vault.envelope import TenantBox

CODE_LASTS = timedelta(minutes=15)
LINK_LASTS = timedelta(days=7)
ROLE_SUBJECT = "role/"


@dataclass(frozen=True, slots=True)
class Newcomer:
    first_name: str
    last_name: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


async def known(parts: ApiParts, email: str) -> User | None:
    """Who has this address already, in whatever organisation. For deciding only: never tell it to whoever asked."""
    blind = parts.blind.of("users.email", email)
    async with credential_transaction(parts.app, blind) as connection:
        return await by_email(connection, blind)


def new_user(parts: ApiParts, box: TenantBox, who: Newcomer, language: str, at: datetime) -> User:
    user_id = fresh("usr")
    return User(
        id=user_id,
        home_id=box.organisation_id,
        email_blind=parts.blind.of("users.email", who.email),
        email_sealed=box.seal("users", "email_sealed", user_id, who.email.encode()),
        name_sealed=box.seal("users", "name_sealed", user_id, who.name.encode()),
        language=language,
        created_at=at,
    )


def new_person(parts: ApiParts, box: TenantBox, who: Newcomer, location_id: str, at: datetime) -> Person:
    """A person of the call plan without number, extension or licence."""
    person_id = fresh("per")
    return Person(
        id=person_id,
        organisation_id=box.organisation_id,
        location_id=location_id,
        name_sealed=box.seal("people", "name_sealed", person_id, who.name.encode()),
        email_sealed=box.seal("people", "email_sealed", person_id, who.email.encode()),
        email_blind=parts.blind.of("people.email", who.email),
        created_at=at,
    )


def code_hash(parts: ApiParts, user_id: str, code: str) -> bytes:
    return token_hash(parts.settings.session_secret, "activation", f"{user_id}/{code}")


def link_hash(parts: ApiParts, token: str) -> bytes:
    return token_hash(parts.settings.session_secret, "link", token)


async def issue_code(
    parts: ApiParts, connection: AsyncConnection, organisation_id: str, user_id: str, at: datetime, purpose: str = "activation"
) -> tuple[str, str]:
    """A six-digit code in place of the one before; its id and the code, which is kept nowhere."""
    code, row_id = new_code(), fresh("cod")
    kept = code_hash(parts, user_id, code)
    await codes.issue(connection, OneTimeCode(row_id, organisation_id, purpose, kept, at, at + CODE_LASTS, user_id))
    return row_id, code


@dataclass(frozen=True, slots=True)
class Link:
    """token is kept nowhere."""

    id: str
    token: str
    expires_at: datetime


async def issue_link(
    parts: ApiParts, connection: AsyncConnection, organisation_id: str, purpose: str, user_id: str, subject: str, at: datetime
) -> Link:
    """A single-use link in place of the one before. subject: `role/<role>`, or a person of the call plan."""
    token, link_id, until = new_token(), fresh("inv"), at + LINK_LASTS
    row = OneTimeCode(link_id, organisation_id, purpose, link_hash(parts, token), at, until, user_id, subject)
    await codes.issue(connection, row)
    return Link(link_id, token, until)
