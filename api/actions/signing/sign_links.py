"""Signing by a mailed link: it lets its holder read one letter, sign or decline it, and nothing else.

The link alone opens a page; six digits mailed to the same mailbox prove that whoever opened it reads that mailbox. Only a change of what
the letter covers ends the link before its time.
"""

import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from api.actions.drafts import drafts as actions
from api.actions.work import Work, text_of
from api.front.principals import Post, Principal
from api.front.problems import Refused
from api.front.tokens import new_token, token_hash
from api.parts import ApiParts
from documents.loa.content import still_covers
from domain.access import Action, Role
from domain.porting.draft import DraftState
from store.access import codes
from store.access.codes import OneTimeCode
from store.access.principals import act_for
from store.database import credential_transaction
from store.ids import fresh
from store.paper import documents, signature_requests, signatures
from store.paper.documents import Document
from store.paper.signature_requests import SignatureRequest

PURPOSE = "sign"
PROOF_LASTS = timedelta(hours=1)
_COPY_LASTS = timedelta(days=1)
_COPY = "copy/"


class LinkState(StrEnum):
    """OPEN: to be proven. PROVEN: the letter may be read. The others are ends, each with its own page."""

    OPEN = "open"
    PROVEN = "proven"
    SIGNED = "signed"
    DECLINED = "declined"
    REPLACED = "replaced"
    CHANGED = "changed"
    EXPIRED = "expired"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """mailbox: the address with most of it hidden, so that its owner knows which one is meant. mailed: whether a code works now.

    language: in which the signer is spoken to.
    """

    state: LinkState
    order_id: str = ""
    mailbox: str = ""
    expires_at: datetime | None = None
    mailed: bool = False
    language: str = ""


@dataclass(slots=True)
class LinkWork(Work):
    """A transaction of whoever holds the link."""

    link: SignatureRequest | None = None

    @property
    def asked(self) -> SignatureRequest:
        assert self.link is not None
        return self.link


@dataclass(frozen=True, slots=True)
class Holder:
    """Who shows a link. browser: the random name of the browser it is opened in."""

    token: str
    browser: str


async def look(parts: ApiParts, holder: Holder) -> LinkSeen:
    """How far the link is. Changes nothing."""
    async with _opened(parts, holder.token) as work:
        if work is None:
            return LinkSeen(LinkState.UNKNOWN)
        state = await _state(work, holder)
        code_until = work.asked.code_expires_at
        mailed = code_until is not None and code_until > work.at
        return LinkSeen(state, work.asked.order_id, await _masked(work), work.asked.expires_at, mailed, work.asked.language)


async def language_of(parts: ApiParts, holder: Holder) -> str:
    """In which its signer is spoken to; empty for a link that we never mailed."""
    async with _opened(parts, holder.token) as work:
        return work.asked.language if work else ""


@asynccontextmanager
async def link_work(parts: ApiParts, holder: Holder, *, proven: bool = True) -> AsyncIterator[LinkWork]:
    """A transaction that sees the organisation of the link's letter. Raises Refused `link.dead`, or `link.unproven` before the code."""
    async with _opened(parts, holder.token) as work:
        state = LinkState.UNKNOWN if work is None else await _state(work, holder)
        if work is None or state not in {LinkState.OPEN, LinkState.PROVEN}:
            raise Refused("link.dead")
        if proven and state is LinkState.OPEN:
            raise Refused("link.unproven")
        yield work
        await work.finish()


async def order_of(parts: ApiParts, holder: Holder) -> str:
    """The order whose letter the link is for, while it is still the letter that was sent. Raises as `link_work`."""
    async with link_work(parts, holder) as work:
        await signature_requests.show(work.connection, work.asked.id, work.at)
        return work.asked.order_id


async def used_up(parts: ApiParts, holder: Holder, document_id: str) -> str:
    """End the link after its letter was signed; the token of another one, which hands out the signed copy for a day."""
    async with _opened(parts, holder.token) as work:
        assert work is not None
        await codes.use(work.connection, work.asked.id, work.at)
        copy = new_token()
        kept = OneTimeCode(
            fresh("inv"),
            work.asked.organisation_id,
            PURPOSE,
            link_hash(parts, copy),
            work.at,
            work.at + _COPY_LASTS,
            None,
            _COPY + document_id,
        )
        await codes.issue(work.connection, kept)
        return copy


async def copy(parts: ApiParts, token: str) -> tuple[Document, bytes]:
    """The signed letter, for the link that signing it gave. Raises Refused `link.dead`."""
    hashed = link_hash(parts, token)
    async with credential_transaction(parts.app, hashed) as connection:
        code = await codes.by_hash(connection, hashed, PURPOSE, parts.clock())
        if code is None or not code.subject.startswith(_COPY):
            raise Refused("link.dead")
        await act_for(connection, (code.organisation_id,))
        document = await documents.find(connection, code.subject.removeprefix(_COPY), (code.organisation_id,))
    if document is None:
        raise Refused("link.dead")
    return document, await parts.documents.get(document.organisation_id, document.vault_key)


@asynccontextmanager
async def _opened(parts: ApiParts, token: str) -> AsyncIterator[LinkWork | None]:
    """None for a link that we never mailed. Also for one that works no more."""
    hashed, now = link_hash(parts, token), parts.clock()
    async with credential_transaction(parts.app, hashed) as connection:
        code = await codes.known(connection, hashed, PURPOSE)
        if code is not None:
            await act_for(connection, (code.organisation_id,))
        asked = await signature_requests.find(connection, code.id) if code else None
        if asked is None:
            yield None
            return
        holder = Principal(asked.id, (Post(asked.organisation_id, Role.SIGNER),))
        yield LinkWork(parts, connection, holder, Action.LOA_SIGN, now, link=asked)


async def _state(work: LinkWork, holder: Holder) -> LinkState:
    asked = work.asked
    if asked.state != "open":
        return LinkState(asked.state)
    found = await actions.find(work, asked.order_id)
    if found.state in (DraftState.EXPIRED, DraftState.SUBMITTED):
        return LinkState.CLOSED
    if not still_covers(asked.fingerprint, found.request):
        return LinkState.CHANGED
    if await signatures.valid(work.connection, asked.order_id):
        return LinkState.SIGNED
    if asked.expires_at <= work.at:
        return LinkState.EXPIRED
    return LinkState.PROVEN if _is_proven(work, holder) else LinkState.OPEN


def _is_proven(work: LinkWork, holder: Holder) -> bool:
    asked = work.asked
    if asked.proven_by is None or asked.proven_at is None or asked.proven_at + PROOF_LASTS <= work.at:
        return False
    return hmac.compare_digest(asked.proven_by, browser_hash(work.parts, asked.id, holder.browser))


async def _masked(work: LinkWork) -> str:
    return masked_address(
        text_of(await work.box(work.asked.organisation_id), "signature_requests", "email_sealed", work.asked.id, work.asked.email_sealed)
    )


def masked_address(address: str) -> str:
    """`w••••@example.com`: enough for its owner."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}••••@{domain}"


def link_hash(parts: ApiParts, token: str) -> bytes:
    return token_hash(parts.settings.session_secret, "sign", token)


def browser_hash(parts: ApiParts, request_id: str, browser: str) -> bytes:
    return token_hash(parts.settings.session_secret, f"sign-proof/{request_id}", browser)
