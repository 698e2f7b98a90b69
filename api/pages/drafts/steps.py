"""The steps of drafting an order, each a page: what it has to do with which findings, and what all of them show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from starlette.responses import Response

from api.actions.drafts import preflight
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.portability import Said
from api.actions.drafts.preflight import Study
from api.calls import Call
from api.pages.drafts.versions import differing
from domain.findings import Finding, Severity
from domain.policy.codes import FindingCode
from domain.policy.evidence import PreflightEvidence
from domain.policy.preflight import CLEARABLE
from domain.policy.preflight import preflight as every_finding
from domain.porting.draft import DraftState
from domain.porting.order import OrderStatus
from vault.secrets import SecretName
from words.findings import finding_told
from words.sentence import Explanation, marked

_C = FindingCode
# Of these there is simply nothing yet: no reason to be alarmed.
NOT_YET = frozenset(
    {
        _C.LOCATION_MISSING, _C.TERMS_NOT_ACCEPTED, _C.DECLARATIONS_NOT_ACCEPTED, _C.NUMBERS_NONE, _C.NUMBER_UNCHECKED,
        _C.LOSING_CARRIER_MISSING, _C.ACCOUNT_NUMBER_MISSING, _C.ACCOUNT_PIN_MISSING, _C.BILLING_NAME_MISSING, _C.SERVICE_ADDRESS_MISSING,
        _C.BTN_MISSING, _C.BILL_MISSING, _C.BILL_BEING_READ, _C.LOA_MISSING, _C.SIGNER_MISSING, _C.FOC_MISSING, _C.LINES_UNPLANNED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """about: what the findings that belong to it are about; a part after a dot does not count."""

    name: str
    label: str
    about: frozenset[str]


ACCOUNT = frozenset(
    {"losing_carrier", "account_number", "pin", "btn", "replacement_btn", "billing_name", "service_address", "authorised_person"}
)
STEPS = (
    Step("location", marked("Location"), frozenset({"location", "organisation"})),
    Step("account", marked("Account"), ACCOUNT),
    Step("numbers", marked("Numbers"), frozenset({"numbers"})),
    Step("bill", marked("Bill"), frozenset({"bill", "csr"})),
    Step("people", marked("People"), frozenset({"lines", "main_number"})),
    Step("date", marked("Date"), frozenset({"requested_foc"})),
    Step("letter", marked("Letter"), frozenset({"loa"})),
    Step("review", marked("Review"), frozenset({"terms", "declarations"})),
)


class StepState(StrEnum):
    """OPEN: nothing is wrong, something is not there yet. LOOK: it may go on, but should be looked at."""

    DONE = "done"
    LOOK = "look"
    OPEN = "open"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class StepShown:
    """place: from 1. told: its findings with their severity, those that block first. wrong: how many block and are not just missing.

    early: it has nothing to go by yet.
    """

    step: Step
    place: int
    told: tuple[tuple[Severity, Explanation], ...]
    wrong: int
    early: bool = False

    @property
    def blocked(self) -> int:
        return sum(severity is Severity.BLOCKED for severity, _ in self.told)

    @property
    def state(self) -> StepState:
        if self.wrong:
            return StepState.BLOCKED
        if self.blocked or self.early:
            return StepState.OPEN
        return StepState.LOOK if self.told else StepState.DONE


@dataclass(frozen=True, slots=True)
class DraftShown:
    """What every page of a draft shows. known: what the findings go by, with the plain account number: for comparing, never to be shown."""

    found: DraftInHand
    known: PreflightEvidence = field(repr=False)
    findings: tuple[Finding, ...]
    steps: tuple[StepShown, ...]

    @property
    def secrets(self) -> frozenset[SecretName]:
        """Which of the order's secrets are kept."""
        kept = {SecretName.ACCOUNT_NUMBER: self.known.account_number != "", SecretName.PIN: self.known.pin_given}
        return frozenset(name for name, there in kept.items() if there)

    @property
    def for_staff(self) -> bool:
        """Whether something that blocks is for our staff to judge."""
        return any(each.severity is Severity.BLOCKED and each.code in CLEARABLE for each in self.findings)

    @property
    def trial(self) -> bool:
        return any(each.code == FindingCode.ORGANISATION_TRIAL for each in self.findings)

    @property
    def gone(self) -> bool:
        """Whether there is nothing to draft any more: it is submitted and waits for nothing, or has expired."""
        waits = self.found.draft.status == OrderStatus.NEEDS_INPUT
        return self.found.state is DraftState.EXPIRED or (self.found.state is DraftState.SUBMITTED and not waits)


async def shown(call: Call, order_id: str) -> DraftShown:
    """The draft as it stands, with everything that is found about it."""
    async with call.work() as work:
        study = await preflight.study(work, order_id)
    return judged(call, study, await preflight.heard(call.parts, call.work, study.look))


def judged(call: Call, study: Study, said: Said) -> DraftShown:
    """The same of a draft that was read in the page's own transaction, with what carriers said of it after that."""
    found, known = study.found, preflight.weighed(study.found, study.facts, said)
    findings = every_finding(found.request, known, found.book)
    return DraftShown(found, known, findings, tuple(_step(place, findings, found, call) for place in range(len(STEPS))))


async def step_page(
    call: Call, order_id: str, name: str, status: int = 200, /, *, typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None, draft: DraftShown | None = None, saved: Mapping[str, str] | None = None, **facts: object,
) -> Response:  # fmt: skip
    """The page of one step. typed: what was sent and refused, so that nothing is lost. draft: where it was read already.

    saved: beside each field, what somebody else has saved there meanwhile.
    """
    draft = draft or await shown(call, order_id)
    if draft.gone:
        return call.see_other(f"/orders/{order_id}")
    place = [each.name for each in STEPS].index(name)
    if saved is None:
        saved = await _saved_since(call, draft, typed or {})
    common = {"draft": draft, "step": draft.steps[place], "order_id": order_id, "before": STEPS[place - 1].name if place else ""}
    following = STEPS[place + 1].name if place + 1 < len(STEPS) else ""
    return await call.page(
        f"drafts/{name}.html", status, typed=typed or {}, errors=errors or {}, saved=saved, next=following, **common, **facts
    )


async def _saved_since(call: Call, draft: DraftShown, current: Mapping[str, str]) -> Mapping[str, str]:
    """What was saved after the reader's session had ended over this page."""
    before = await call.typed_before()
    if not before.get("version") or before["version"] == str(draft.found.draft.version):
        return {}
    return differing(before, current)


def _step(place: int, findings: tuple[Finding, ...], found: DraftInHand, call: Call) -> StepShown:
    step = STEPS[place]
    mine = [each for each in findings if each.about.partition(".")[0] in step.about and each.severity is not Severity.FINE]
    mine.sort(key=lambda each: each.severity is not Severity.BLOCKED)
    wrong = sum(each.severity is Severity.BLOCKED and each.code not in NOT_YET for each in mine)
    told = tuple((each.severity, finding_told(each, call.words)) for each in mine)
    return StepShown(step, place + 1, told, wrong, early=step.name == "people" and not found.request.numbers)
