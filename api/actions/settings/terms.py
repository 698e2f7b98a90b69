"""Terms of service: read by everybody, accepted by a customer's admin only, once per organisation and version (rules 7, 8)."""

import hashlib
from dataclasses import dataclass

from api.actions.work import Work
from api.front.problems import Problem, ProblemKind, Refused
from domain.access import Action
from store.ids import fresh
from store.paper import signatures
from store.paper.signatures import Acceptance

VERSION = "2026-11"
# The terms are one text in one language: a translated part would oblige all of it.
TEXT = (
    "The customer orders and ports telephone numbers for its own use and does not sell, lease or resell them.",
    "The customer gives accurate data, can prove that numbers to be moved are its own, and has the authority to move them.",
    "Changing anybody's provider without authority (slamming) is forbidden, for numbers that come and for numbers that go.",
    "Porting is subject to law and to the terms of other carriers. Its day may move, and no time of day is promised.",
    "The customer keeps its present service until a port is complete, and verifies each number before publishing it.",
    "New numbers are billed from the moment they are provisioned, ported numbers from the moment the port completes; porting is free.",
    "The customer keeps the emergency address of every location and number correct.",
    "On termination the customer alone must port its numbers away to keep them; numbers left are released after a reasonable time.",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """may_accept: whether the caller is somebody who can bind the customer."""

    version: str
    text: tuple[str, ...]
    accepted: bool
    may_accept: bool


async def read_terms(work: Work) -> Terms:
    accepted = await signatures.accepted(work.connection, work.organisation_id, "terms", VERSION)
    return Terms(VERSION, TEXT, accepted, work.principal.may(Action.TERMS_ACCEPT))


async def accept_terms(work: Work, version: str) -> Terms:
    """Raises Refused `terms.not_current`. Again changes nothing."""
    if not work.principal.may(Action.TERMS_ACCEPT):
        raise Problem(ProblemKind.NOT_ALLOWED)
    if version != VERSION:
        raise Refused("terms.not_current")
    organisation_id, at = work.organisation_id, await work.business_time(work.organisation_id)
    digest = hashlib.sha256("\n".join(TEXT).encode()).digest()
    row = Acceptance(fresh("acc"), organisation_id, "terms", VERSION, digest, work.principal.user_id, organisation_id, at)
    await signatures.accept(work.connection, row)
    work.note(organisation_id, VERSION)
    return Terms(VERSION, TEXT, True, True)
