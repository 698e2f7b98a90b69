"""The steps of drafting an order, each a page: what it has to do with which findings, and what all of them show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.responses import Response

from api.actions import drafts, preflight
from api.actions.drafts import DraftInHand
from api.calls import Call
from api.problems import Problem, ProblemKind
from domain.findings import Finding, Severity
from domain.policy.evidence import PreflightEvidence
from domain.policy.preflight import CLEARABLE
from domain.policy.preflight import preflight as every_finding
from domain.porting.draft import DraftState
from domain.porting.order import OrderStatus
from store import requests
from vault.secrets import SecretName
from words.findings import finding_told
from words.sentence import Explanation, marked


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
    Step("account", marked("Account"), ACCOUNT),
    Step("numbers", marked("Numbers"), frozenset({"numbers"})),
    Step("bill", marked("Bill"), frozenset({"bill", "csr"})),
    Step("people", marked("People"), frozenset({"lines", "main_number"})),
    Step("date", marked("Date"), frozenset({"requested_foc"})),
    Step("letter", marked("Letter"), frozenset({"loa"})),
    Step("review", marked("Review"), frozenset({"location", "organisation", "terms", "declarations"})),
)


@dataclass(frozen=True, slots=True)
class StepShown:
    """told: its findings with their severity, those that block first."""

    step: Step
    told: tuple[tuple[Severity, Explanation], ...]

    @property
    def blocked(self) -> int:
        return sum(severity is Severity.BLOCKED for severity, _ in self.told)


@dataclass(frozen=True, slots=True)
class DraftShown:
    """What every page of a draft shows. known: what the findings go by, with the plain account number: for comparing, never to be shown."""

    found: DraftInHand
    known: PreflightEvidence = field(repr=False)
    secrets: frozenset[SecretName]
    findings: tuple[Finding, ...]
    steps: tuple[StepShown, ...]

    @property
    def for_staff(self) -> bool:
        """Whether something that blocks is for our staff to judge."""
        return any(each.severity is Severity.BLOCKED and each.code in CLEARABLE for each in self.findings)

    @property
    def gone(self) -> bool:
        """Whether there is nothing to draft any more: it is submitted and waits for nothing, or has expired."""
        waits = self.found.draft.status == OrderStatus.NEEDS_INPUT
        return self.found.state is DraftState.EXPIRED or (self.found.state is DraftState.SUBMITTED and not waits)


async def shown(call: Call, order_id: str) -> DraftShown:
    """The draft as it stands, with everything that is found about it."""
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        found = await drafts.find(work, order_id)
        known = await preflight.known(work, found, said)
        secrets = await requests.secrets_kept(work.connection, found.draft)
    findings = every_finding(found.request, known, found.book)
    return DraftShown(found, known, secrets, findings, tuple(_step(step, findings, call) for step in STEPS))


async def step_page(
    call: Call, order_id: str, name: str, status: int = 200, /, *, typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None, draft: DraftShown | None = None, **facts: object,
) -> Response:  # fmt: skip
    """The page of one step. typed: what was sent and refused, so that nothing is lost. draft: where it was read already."""
    draft = draft or await shown(call, order_id)
    if draft.gone:
        return call.see_other(f"/orders/{order_id}")
    step = next(each for each in draft.steps if each.step.name == name)
    following = [each.name for each in STEPS[[each.name for each in STEPS].index(name) + 1 :]]
    common = {"draft": draft, "step": step, "next": following[0] if following else "", "order_id": order_id}
    return await call.page(f"drafts/{name}.html", status, typed=typed or {}, errors=errors or {}, **common, **facts)


def seen_version(typed: Mapping[str, str]) -> int:
    """The version that a form was made from. Raises Problem STALE for none of ours."""
    version = typed.get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise Problem(ProblemKind.STALE)
    return int(version)


def _step(step: Step, findings: tuple[Finding, ...], call: Call) -> StepShown:
    mine = [each for each in findings if each.about.partition(".")[0] in step.about and each.severity is not Severity.FINE]
    mine.sort(key=lambda each: each.severity is not Severity.BLOCKED)
    return StepShown(step, tuple((each.severity, finding_told(each, call.words)) for each in mine))
