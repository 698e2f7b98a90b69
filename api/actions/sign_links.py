"""Signing by a mailed link: the link lets its holder read one letter, sign or decline it, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from api.actions import drafts as actions
from api.actions import letters, preflight
from api.actions.letters import Letter as Mail
from api.actions.loa import Letter
from api.actions.work import Work
from api.parts import ApiParts
from api.principals import Post, Principal
from api.problems import Refused
from api.tokens import new_token, token_hash
from domain.access import Action, Role
from domain.porting.draft import DraftEvent, DraftState, after
from store import codes, documents
from store.codes import OneTimeCode
from store.database import credential_transaction
from store.documents import Document
from store.ids import fresh
from store.principals import act_for

LASTS = timedelta(days=7)
COPY_LASTS = timedelta(days=1)
_PURPOSE, _COPY = "sign", "copy/"


@dataclass(frozen=True, slots=True)
class Invited:
    link_id: str
    expires_at: datetime


@dataclass(slots=True)
class LinkWork(Work):
    """A transaction of whoever holds the link. order_id and revision: of the one letter it is for."""

    code: OneTimeCode | None = None

    @property
    def order_id(self) -> str:
        return self.code.subject.partition("/")[0] if self.code else ""


async def invite(work: Work, order_id: str, letter: Letter, email: str) -> Invited:
    """Mail the letter to its signer. An earlier link for it stops working. Raises Refused, Problem STALE."""
    found = actions.editable(await actions.locked(work, order_id))
    if found.state is DraftState.READY or letter.signed:
        raise Refused("loa.signed")
    if found.request.revision != letter.content.revision:
        raise Refused("loa.changed")
    token, link_id, until = new_token(), fresh("inv"), work.at + LASTS
    subject = f"{order_id}/{found.request.revision}"
    await codes.issue(
        work.connection, OneTimeCode(link_id, found.organisation_id, _PURPOSE, _hash(work.parts, token), work.at, until, None, subject)
    )
    private = {
        "signer": found.request.authorised_person.full,
        "organisation": letter.content.organisation_name,
        "losing_carrier": found.request.losing_carrier,
        "token": token,
    }
    data = {
        "order_id": order_id,
        "number_count": len(letter.content.numbers),
        "expires_at": until.isoformat(),
        "time_zone": await preflight.zone_of(work, found),
    }
    mail = Mail("please_sign", f"please-sign/{link_id}", work.at, address=email, order_id=order_id, data=data, private=private)
    await letters.send(work.connection, await work.box(found.organisation_id), mail)
    await _move(work, found, DraftEvent.SIGNATURE_ASKED)
    return Invited(link_id, until)


@asynccontextmanager
async def link_work(parts: ApiParts, token: str) -> AsyncIterator[LinkWork]:
    """A transaction that sees the organisation of the link's letter. Raises Refused `link.dead`."""
    hashed, now = _hash(parts, token), parts.clock()
    async with credential_transaction(parts.app, hashed) as connection:
        code = await codes.by_hash(connection, hashed, _PURPOSE, now)
        if code is None:
            raise Refused("link.dead")
        await act_for(connection, (code.organisation_id,))
        holder = Principal(code.id, (Post(code.organisation_id, Role.SIGNER),))
        work = LinkWork(parts, connection, holder, Action.LOA_SIGN, now, code=code)
        yield work
        await work.finish()


async def order_of(parts: ApiParts, token: str) -> str:
    """The order whose letter the link is for, while it is still the letter that was sent. Raises Refused `link.dead`."""
    async with link_work(parts, token) as work:
        order_id, _, revision = work.code.subject.partition("/") if work.code else ("", "", "")
        if order_id == _COPY.strip("/"):
            raise Refused("link.dead")
        found = await actions.find(work, order_id)
        if str(found.request.revision) != revision or found.state in (DraftState.EXPIRED, DraftState.SUBMITTED):
            raise Refused("link.dead")
        return order_id


async def used_up(parts: ApiParts, token: str, document_id: str) -> str:
    """End the link after its letter was signed; the token of another one, which hands out the signed copy for a day."""
    async with link_work(parts, token) as work:
        assert work.code is not None
        await codes.use(work.connection, work.code.id, work.at)
        copy = new_token()
        kept = OneTimeCode(
            fresh("inv"), work.code.organisation_id, _PURPOSE, _hash(parts, copy), work.at, work.at + COPY_LASTS, None, _COPY + document_id
        )
        await codes.issue(work.connection, kept)
        return copy


async def decline(parts: ApiParts, token: str) -> None:
    """Nothing is signed; the link ends and the draft is open again."""
    order_id = await order_of(parts, token)
    async with link_work(parts, token) as work:
        assert work.code is not None
        found = actions.editable(await actions.locked(work, order_id))
        await codes.use(work.connection, work.code.id, work.at)
        if found.state is DraftState.AWAITING_SIGNATURE:
            await _move(work, found, DraftEvent.CHANGED)
        work.note(found.organisation_id, order_id, "loa.decline")


async def copy(parts: ApiParts, token: str) -> tuple[Document, bytes]:
    """The signed letter, for the link that signing it gave. Raises Refused `link.dead`."""
    async with link_work(parts, token) as work:
        subject = work.code.subject if work.code else ""
        document = await documents.find(work.connection, subject.removeprefix(_COPY), work.tenants) if subject.startswith(_COPY) else None
    if document is None:
        raise Refused("link.dead")
    return document, await parts.documents.get(document.organisation_id, document.vault_key)


async def _move(work: Work, found: actions.DraftInHand, event: DraftEvent) -> None:
    moved = replace(found, draft=replace(found.draft, draft_state=after(found.state, event)))
    await actions.put(work, moved, found.request, found.draft.version)


def _hash(parts: ApiParts, token: str) -> bytes:
    return token_hash(parts.settings.session_secret, "sign", token)
