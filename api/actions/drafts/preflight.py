"""Everything that is wrong with an order, at once: the same findings for page, door and submission. And the days it may ask for."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import date

from api.actions.drafts import drafts as actions
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.portability import Remembered, Said, ask, remember, remembered
from api.actions.work import Work
from api.parts import ApiParts
from carriers.routing import checked, foc_ask
from domain.findings import Finding, Severity
from domain.policy.codes import DayReason, FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.foc import FocDay, Windows, earliest_foc, foc_days, foc_reason
from domain.policy.preflight import preflight
from store.call_plan import locations
from store.drafts import evidence
from store.tenancy import organisations

Opener = Callable[[], AbstractAsyncContextManager[Work]]
DEFAULT_ZONE = "America/New_York"
# What a letter states or stands on: without these it cannot be drawn up.
_LETTER_NEEDS = ("numbers", "losing_carrier", "billing_name", "service_address", "btn", "replacement_btn")


@dataclass(frozen=True, slots=True)
class Look:
    """A draft with its memory of the carriers' words: what has to be read before they are asked."""

    found: DraftInHand
    known: Remembered
    zone: str


@dataclass(frozen=True, slots=True)
class Study:
    """A draft with all that its findings go by, but for what carriers say now; read in one transaction."""

    look: Look
    facts: PreflightEvidence = field(repr=False)

    @property
    def found(self) -> DraftInHand:
        return self.look.found


@dataclass(frozen=True, slots=True)
class Days:
    """earliest: the first day a losing carrier can be held to. complete: False when the gaining carrier's own days are not known."""

    days: tuple[FocDay, ...]
    earliest: date
    rule_id: str
    zone: str
    complete: bool

    @property
    def allowed(self) -> tuple[date, ...]:
        return tuple(each.day for each in self.days if each.allowed)


class Blocked(Exception):
    """The order cannot go on. findings: all of them, also those that do not block."""

    def __init__(self, findings: Sequence[Finding], *, conflict: bool = False) -> None:
        super().__init__(", ".join(sorted({finding.code for finding in findings})))
        self.findings, self.conflict = tuple(findings), conflict


async def look(work: Work, order_id: str) -> Look:
    found = await actions.find(work, order_id)
    known = await remembered(work, found.request.numbers)
    return Look(found, known, await zone_of(work, found))


async def study(work: Work, order_id: str) -> Study:
    return await study_of(work, await actions.find(work, order_id))


async def study_of(work: Work, found: DraftInHand) -> Study:
    """As `study`, of a draft that was read already."""
    known = await remembered(work, found.request.numbers)
    facts = await _facts(work, found)
    return Study(Look(found, known, facts.zone), facts)


async def hear(parts: ApiParts, seen: Look) -> Said:
    """Ask the carriers about numbers and days, outside of any transaction."""
    return await ask(parts, seen.found.request.numbers, seen.known, seen.found.at)


async def heard(parts: ApiParts, opened: Opener, seen: Look) -> Said:
    """As `hear`; what is new of it is remembered."""
    said = await hear(parts, seen)
    if any(said.fresh.values()):
        async with opened() as work:
            await remember(work, said)
    return said


async def findings(work: Work, found: DraftInHand, said: Said) -> tuple[Finding, ...]:
    """Every finding about the draft, at its organisation's present."""
    return preflight(found.request, await known(work, found, said), found.book)


async def known(work: Work, found: DraftInHand, said: Said) -> PreflightEvidence:
    """All that the checks go by; what the carriers said is remembered."""
    await remember(work, said)
    return weighed(found, await _facts(work, found), said)


async def _facts(work: Work, found: DraftInHand) -> PreflightEvidence:
    box = await work.box(found.organisation_id)
    return await evidence.gather(work.connection, box, found.request, found.at, found.book, typed=found.numbers)


def weighed(found: DraftInHand, facts: PreflightEvidence, said: Said) -> PreflightEvidence:
    """The evidence, with the carriers' words of now where there are any and those kept with the numbers elsewhere."""
    fresh = {number: checked(each.verdict) for number, each in said.routed.items()}
    seen = replace(facts, foc_refused=day_refused(found, said, facts.zone), checked={**facts.checked, **fresh})
    return seen if found.draft.submitted_at is None else evidence.without_claims(seen)


def day_refused(found: DraftInHand, said: Said, zone: str) -> DayReason | None:
    going, day = said.going(found.request), found.request.requested_foc
    if day is None or not going:
        return None
    return foc_reason(day, found.at, foc_ask(going, zone, found.book), found.book, said.windows or Windows())


def days(seen: Look, said: Said) -> Days:
    """Every day that may come into question, allowed or with its reason."""
    found, asked = seen.found, foc_ask(said.going(seen.found.request), seen.zone, seen.found.book)
    first = earliest_foc(found.at, asked, found.book)
    shown = foc_days(found.at, asked, found.book, said.windows or Windows())
    return Days(shown, first.earliest, first.rule_id, asked.zone, said.windows is not None)


async def trial_findings(work: Work, found: DraftInHand) -> tuple[Finding, ...]:
    """A trial may draft, and is told at once that it cannot port (rule 23)."""
    organisation = await organisations.find(work.connection, found.organisation_id)
    if organisation is None or organisation.standing != "trial" or found.book.trial_may_port:
        return ()
    return (Finding(FindingCode.ORGANISATION_TRIAL, Severity.BLOCKED, "organisation"),)


def letter_findings(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Of these, what keeps the letter from being drawn up."""
    needed = (finding for finding in found if finding.about in _LETTER_NEEDS or finding.code == FindingCode.SIGNER_MISSING)
    return tuple(finding for finding in needed if finding.severity is Severity.BLOCKED)


async def zone_of(work: Work, found: DraftInHand) -> str:
    location = await locations.find(work.connection, found.draft.location_id or "", (found.organisation_id,))
    return location.time_zone if location else DEFAULT_ZONE
