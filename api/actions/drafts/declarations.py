"""What a customer declares in the review, by version. A published version is never edited: a new text is a new version."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.actions.drafts import drafts as actions
from api.actions.drafts.drafts import DraftInHand
from api.actions.work import Work
from api.front.problems import Refused
from domain.policy.codes import FindingCode
from store.ids import fresh
from store.paper import signatures
from store.paper.signatures import Acceptance
from words.sentence import marked


@dataclass(frozen=True, slots=True)
class Declaration:
    code: str
    text: str


DECLARATIONS: dict[str, tuple[Declaration, ...]] = {
    "2026.1": (
        Declaration("accurate", marked("Everything entered in this order is accurate and complete.")),
        Declaration("ours", marked("The numbers are used by our organization, and we can prove it.")),
        Declaration("authorised", marked("We are authorized to move them, and nobody is moved without having asked for it.")),
        Declaration("lawful", marked("We obey the law and the terms of the carriers and other third parties involved.")),
    ),
}


def text_hash(version: str) -> bytes:
    return hashlib.sha256("\n".join(each.text for each in DECLARATIONS[version]).encode()).digest()


async def declare(work: Work, order_id: str, version: str, confirmed: Sequence[str]) -> DraftInHand:
    """Record that all declarations are confirmed for the order as it stands. Raises Refused, Problem STALE."""
    found = actions.editable(await actions.locked(work, order_id))
    if version != found.book.declarations_version:
        raise Refused("declarations.outdated", status=422, pointer="/version")
    if not {each.code for each in DECLARATIONS[version]} <= set(confirmed):
        raise Refused(FindingCode.DECLARATIONS_NOT_ACCEPTED, status=422, pointer="/confirmed")
    acceptance = Acceptance(
        id=fresh("acc"),
        organisation_id=found.organisation_id,
        kind="declaration",
        version=version,
        text_hash=text_hash(version),
        user_id=work.principal.user_id,
        acting_for=found.organisation_id,
        at=found.at,
        order_id=order_id,
    )
    await signatures.accept(work.connection, acceptance)
    work.note(found.organisation_id, order_id, version=version, revision=str(found.request.revision))
    return await actions.put(work, found, replace(found.request, declarations_version=version), found.draft.version)
