"""Terms of service: read by everybody, accepted by a customer's admin only, once per organisation and version (rules 7, 8)."""

from dataclasses import dataclass

from api.actions.settings.terms_texts import PRESENT, TEXTS, text_hash
from api.actions.work import Work
from api.front.problems import Problem, ProblemKind, Refused
from domain.access import Action
from store.ids import fresh
from store.paper import signatures
from store.paper.signatures import Acceptance


@dataclass(frozen=True, slots=True)
class Terms:
    """The present version. accepted_version: the latest that the customer accepted, empty where none; may be an earlier one.

    may_accept: whether the caller is somebody who can bind the customer.
    """

    version: str
    text: tuple[str, ...]
    accepted_version: str
    may_accept: bool

    @property
    def accepted(self) -> bool:
        return self.accepted_version == self.version

    @property
    def accepted_text(self) -> tuple[str, ...]:
        """What was accepted, word for word."""
        return TEXTS.get(self.accepted_version, ())


async def read_terms(work: Work) -> Terms:
    accepted = await signatures.latest_accepted(work.connection, work.organisation_id, "terms")
    return Terms(PRESENT, TEXTS[PRESENT], accepted, work.principal.may(Action.TERMS_ACCEPT))


async def accept_terms(work: Work, version: str) -> Terms:
    """Raises Refused `terms.not_current`. Again changes nothing."""
    if not work.principal.may(Action.TERMS_ACCEPT):
        raise Problem(ProblemKind.NOT_ALLOWED)
    if version != PRESENT:
        raise Refused("terms.not_current")
    organisation_id, at = work.organisation_id, await work.business_time(work.organisation_id)
    row = Acceptance(fresh("acc"), organisation_id, "terms", PRESENT, text_hash(PRESENT), work.principal.user_id, organisation_id, at)
    await signatures.accept(work.connection, row)
    work.note(organisation_id, PRESENT)
    return Terms(PRESENT, TEXTS[PRESENT], PRESENT, True)
