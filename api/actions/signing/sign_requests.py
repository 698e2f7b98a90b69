"""Asking the authorised person to sign by mail: asked, asked again, declined; and what the administrators see of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from api.actions import letters
from api.actions.drafts import drafts as actions
from api.actions.drafts import preflight
from api.actions.letters import Letter as Mail
from api.actions.signing import sign_links
from api.actions.signing.letter import Letter
from api.actions.signing.sign_links import PURPOSE, Holder, LinkWork, link_hash, masked_address
from api.actions.work import Work, text_of
from api.front.problems import Refused
from api.front.tokens import new_token
from api.parts import ApiParts
from documents.loa.content import still_covers
from documents.loa.legible import legible
from domain.access import Role
from domain.porting.draft import DraftEvent, DraftState, after
from store.access import codes
from store.access.codes import OneTimeCode
from store.ids import fresh
from store.paper import signature_requests
from store.paper.signature_requests import SignatureRequest
from store.tenancy import organisations, users
from vault.envelope import TenantBox

LASTS = timedelta(days=7)
_TABLE = "signature_requests"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as administrators see it. state: open, signed, declined, replaced, changed, closed, expired.

    opened_at: when the signer proved the mailbox. reason: the signer's, when declined.
    """

    id: str
    state: str
    mailbox: str
    asked_at: datetime
    expires_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    reason: str
    language: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is asked: a mailbox, and the language in which its owner is spoken to (empty: the organisation's)."""

    email: str
    language: str = ""


async def ask(work: Work, order_id: str, letter: Letter, signer: Signer) -> Asked:
    """Mail the letter to its signer. An earlier link for it stops working. Raises Refused, Problem STALE."""
    found = actions.editable(await actions.locked(work, order_id))
    if found.state is DraftState.READY or letter.signed:
        raise Refused("loa.signed")
    if not still_covers(letter.content.fingerprint, found.request):
        raise Refused("loa.changed")
    box, token, made = await work.box(found.organisation_id), new_token(), fresh("inv")
    request = SignatureRequest(
        id=made,
        organisation_id=found.organisation_id,
        order_id=order_id,
        fingerprint=letter.content.fingerprint,
        email_sealed=box.seal(_TABLE, "email_sealed", made, signer.email.encode()),
        asked_by=work.principal.actor,
        asked_at=work.at,
        expires_at=work.at + LASTS,
        language=signer.language or await _own_language(work, found.organisation_id),
    )
    await signature_requests.ask(work.connection, request)
    link = OneTimeCode(made, found.organisation_id, PURPOSE, link_hash(work.parts, token), work.at, request.expires_at, None, order_id)
    await codes.issue(work.connection, link)
    await _mail_link(work, found, letter, request, signer.email, token)
    await _move(work, found, DraftEvent.SIGNATURE_ASKED)
    return _shown(box, request, changed=False, at=work.at)


async def last_asked(work: Work, order_id: str) -> Signer:
    """To whom the letter was mailed last. Raises Refused `loa.nobody_asked`, Problem NOT_FOUND."""
    found = await actions.find(work, order_id)
    asked = await signature_requests.of_order(work.connection, order_id)
    if not asked:
        raise Refused("loa.nobody_asked")
    email = text_of(await work.box(found.organisation_id), _TABLE, "email_sealed", asked[0].id, asked[0].email_sealed)
    return Signer(email, asked[0].language)


async def of_order(work: Work, order_id: str) -> Sequence[Asked]:
    """Newest first. Raises Problem NOT_FOUND."""
    return await of_draft(work, await actions.find(work, order_id))


async def of_draft(work: Work, found: actions.DraftInHand) -> Sequence[Asked]:
    """Newest first."""
    box = await work.box(found.organisation_id)
    return [
        _shown(box, each, changed=not still_covers(each.fingerprint, found.request), at=work.at)
        for each in await signature_requests.of_order(work.connection, found.order_id)
    ]


async def decline(parts: ApiParts, holder: Holder, reason: str) -> None:
    """Nothing is signed; the link ends, the draft is open again, and its administrators are told why. Raises Refused."""
    async with sign_links.link_work(parts, holder, proven=False) as work:
        asked = work.asked
        found = actions.editable(await actions.locked(work, asked.order_id))
        box = await work.box(found.organisation_id)
        reason = legible(reason)
        sealed = box.seal(_TABLE, "reason_sealed", asked.id, reason.encode()) if reason else None
        if not await signature_requests.end(work.connection, asked.id, "declined", work.at, sealed):
            raise Refused("link.dead")
        await codes.use(work.connection, asked.id, work.at)
        if found.state is DraftState.AWAITING_SIGNATURE:
            await _move(work, found, DraftEvent.CHANGED)
        await _tell_declined(work, found, reason)
        work.note(found.organisation_id, asked.order_id, "loa.decline", request=asked.id)


async def _mail_link(work: Work, found: actions.DraftInHand, letter: Letter, request: SignatureRequest, email: str, token: str) -> None:
    private = {
        "signer": letter.content.signer.full,
        "organisation": letter.content.organisation_name,
        "losing_carrier": letter.content.losing_carrier,
        "token": token,
    }
    data = {
        "order_id": request.order_id,
        "number_count": len(letter.content.numbers),
        "expires_at": request.expires_at.isoformat(),
        "time_zone": await preflight.zone_of(work, found),
    }
    key = f"please-sign/{request.id}"
    mail = Mail("please_sign", key, work.at, address=email, order_id=request.order_id, data=data, private=private)
    await letters.send(work.connection, await work.box(found.organisation_id), replace(mail, language=request.language))


async def _own_language(work: Work, organisation_id: str) -> str:
    organisation = await organisations.find(work.connection, organisation_id)
    return organisation.language if organisation else ""


async def _tell_declined(work: LinkWork, found: actions.DraftInHand, reason: str) -> None:
    """Every administrator of the customer, and whoever asked."""
    box, private = await work.box(found.organisation_id), {"signer": found.request.authorised_person.full, "reason": reason}
    admins = [user.id for user, post in await users.members(work.connection, found.organisation_id) if post.role == Role.CUSTOMER_ADMIN]
    for user_id in dict.fromkeys([*admins, *([work.asked.asked_by] if work.asked.asked_by.startswith("usr_") else [])]):
        key = f"sign-declined/{work.asked.id}/{user_id}"
        mail = Mail("sign_declined", key, work.at, user_id, order_id=found.order_id, data={"order_id": found.order_id}, private=private)
        await letters.send(work.connection, box, mail)


def _shown(box: TenantBox, request: SignatureRequest, *, changed: bool, at: datetime) -> Asked:
    state = request.state
    if state == "open" and changed:
        state = "changed"
    elif state == "open" and request.expires_at <= at:
        state = "expired"
    address = text_of(box, _TABLE, "email_sealed", request.id, request.email_sealed)
    reason = text_of(box, _TABLE, "reason_sealed", request.id, request.reason_sealed)
    return Asked(
        request.id, state, masked_address(address), request.asked_at, request.expires_at, request.proven_at, request.ended_at, reason,
        request.language,
    )  # fmt: skip


async def _move(work: Work, found: actions.DraftInHand, event: DraftEvent) -> None:
    moved = replace(found, draft=replace(found.draft, draft_state=after(found.state, event)))
    await actions.put(work, moved, found.request, found.draft.version)
