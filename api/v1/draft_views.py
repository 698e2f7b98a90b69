"""Drafts, their numbers and what is found about them, as the API shows them. Account number and PIN are never among it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.preflight import Blocked, Days
from api.calls import Call
from api.front.problems import MEDIA_TYPE, ProblemKind, ProblemReport, Trouble, report
from domain.findings import Finding, Severity, blocked
from domain.numbers.reasons import NumberError, NumberReason
from domain.porting.draft import DraftState
from domain.porting.request import PortScope
from store.drafts.drafts import DraftNumber
from vault.secrets import SecretName
from words.findings import finding_told
from words.number_errors import number_error
from words.portability import portability_told
from words.refusals import day_reason
from words.translation import Words

ORDER_ID = "po_aaaaaaaaaaaaaaaaaaaaaaaaaa"


class FindingView(BaseModel):
    """One thing a check says. wrong and remedy are told in the caller's language."""

    code: str = Field(examples=["bill.missing"])
    severity: Severity = Field(description="`blocked` stops the order, `confirm` asks to look again, `fine` was let pass by staff.")
    about: str = Field(description="What it is about: a field of the draft, `bill`, `loa`, `numbers` …")
    wrong: str
    detail: str
    remedy: str
    who: str = Field(description="Who acts.")
    params: dict[str, str]

    @classmethod
    def of(cls, finding: Finding, words: Words) -> "FindingView":
        told = finding_told(finding, words)
        return cls(
            code=finding.code, severity=finding.severity, about=finding.about, wrong=told.wrong, detail=told.detail, remedy=told.remedy,
            who=told.who, params=finding.params,
        )  # fmt: skip


class FindingsView(BaseModel):
    ready: bool = Field(description="Whether nothing blocks the order.")
    revision: int
    findings: list[FindingView]

    @classmethod
    def seen(cls, found: DraftInHand, findings: Sequence[Finding], words: Words) -> "FindingsView":
        shown = [FindingView.of(each, words) for each in findings]
        return cls(ready=not blocked(findings), revision=found.request.revision, findings=shown)


class SecretView(BaseModel):
    given: bool
    mask: str = Field("", description="Dots where there is one; what it is, is shown to nobody.")

    @classmethod
    def of(cls, given: bool) -> "SecretView":
        return cls(given=given, mask="••••••" if given else "")


class PersonNameView(BaseModel):
    first: str
    last: str
    title: str


class ServiceAddressView(BaseModel):
    street: str
    unit: str
    city: str
    state: str
    zip_code: str


class DraftView(BaseModel):
    """version is the ETag. revision rises with each change that the letter of authorization covers or a carrier compares."""

    id: str = Field(examples=[ORDER_ID])
    organisation_id: str
    location_id: str
    state: DraftState
    version: int
    revision: int
    customer_reference: str
    losing_carrier: str
    account_number: SecretView
    pin: SecretView
    btn: str
    replacement_btn: str
    scope: PortScope
    business: bool
    billing_name: str
    authorised_person: PersonNameView
    service_address: ServiceAddressView
    number_count: int
    set_aside_count: int
    requested_foc: date | None
    main_number: str
    declarations_version: str
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None
    submitted_at: datetime | None
    notices: list[FindingView] = Field([], description="What stands in the way whatever is typed, such as a trial.")

    @classmethod
    def of(cls, found: DraftInHand, secrets: Iterable[SecretName], notices: Iterable[FindingView] = ()) -> "DraftView":
        draft, request, given = found.draft, found.request, frozenset(secrets)
        person, address = request.authorised_person, request.service_address
        return cls(
            id=draft.id,
            organisation_id=draft.organisation_id,
            location_id=request.location_id,
            state=found.state,
            version=draft.version,
            revision=request.revision,
            customer_reference=request.customer_reference,
            losing_carrier=request.losing_carrier,
            account_number=SecretView.of(SecretName.ACCOUNT_NUMBER in given),
            pin=SecretView.of(SecretName.PIN in given),
            btn=request.btn,
            replacement_btn=request.replacement_btn,
            scope=request.scope,
            business=request.business,
            billing_name=request.billing_name,
            authorised_person=PersonNameView(first=person.first, last=person.last, title=person.title),
            service_address=ServiceAddressView(
                street=address.street, unit=address.unit, city=address.city, state=address.state, zip_code=address.zip_code
            ),
            number_count=len(request.numbers),
            set_aside_count=len(request.set_aside),
            requested_foc=request.requested_foc,
            main_number=request.main_number,
            declarations_version=request.declarations_version,
            created_at=draft.created_at,
            updated_at=draft.updated_at,
            expires_at=draft.expires_at,
            submitted_at=draft.submitted_at,
            notices=list(notices),
        )


class NumberErrorView(BaseModel):
    text: str = Field(description="The item as it was typed.")
    code: NumberReason
    wrong: str
    detail: str
    remedy: str

    @classmethod
    def of(cls, error: NumberError, words: Words) -> "NumberErrorView":
        told = number_error(error, words)
        return cls(text=error.text, code=error.code, wrong=told.wrong, detail=told.detail, remedy=told.remedy)


class DraftNumberView(BaseModel):
    number: str = Field(examples=["+13035550100"])
    typed_as: str
    portable: bool | None = Field(description="Null: no carrier has answered for it yet.")
    reason: str = Field(description="Why it cannot be moved by itself.")
    reason_told: str
    problem: NumberReason | None = Field(description="What stands against it besides: it is yours already, or in another order of yours.")
    losing_carrier: str
    rate_centre: str
    state: str
    line_type: str
    needs_pin: bool
    checked_at: datetime | None
    set_aside: bool = Field(description="Left for our staff to review while the others go on.")
    use: str
    person_id: str

    @classmethod
    def of(cls, row: DraftNumber, problem: NumberReason | None, words: Words) -> "DraftNumberView":
        return cls(
            number=row.number,
            typed_as=row.typed_as,
            portable=row.portable,
            reason=row.reason,
            reason_told=portability_told(row.reason, words).wrong if row.portable is False else "",
            problem=problem,
            losing_carrier=row.losing_carrier,
            rate_centre=row.rate_centre,
            state=row.state,
            line_type=row.line_type,
            needs_pin=row.needs_pin,
            checked_at=row.checked_at,
            set_aside=row.set_aside,
            use=row.use,
            person_id=row.person_id,
        )


class NumbersView(BaseModel):
    """numbers are kept in the draft; errors name what could not be read, and what stands against numbers that could."""

    version: int
    revision: int
    complete: bool = Field(description="Whether every number has an answer from a carrier; if not, ask to check again.")
    numbers: list[DraftNumberView]
    errors: list[NumberErrorView]

    @classmethod
    def seen(
        cls, found: DraftInHand, rows: Sequence[DraftNumber], problems: Mapping[str, NumberReason], errors: Sequence[NumberError],
        words: Words,
    ) -> "NumbersView":  # fmt: skip
        return cls(
            version=found.draft.version,
            revision=found.request.revision,
            complete=all(row.portable is not None for row in rows),
            numbers=[DraftNumberView.of(row, problems.get(row.number), words) for row in rows],
            errors=[NumberErrorView.of(error, words) for error in errors],
        )


class FocDayView(BaseModel):
    day: date
    allowed: bool
    reason: str = ""
    reason_told: str = ""


class FocDaysView(BaseModel):
    """time_zone: in which days are counted. earliest: the first day a losing carrier can be held to.

    complete: whether the gaining carrier's own days are known.
    """

    time_zone: str
    earliest: date
    rule: str = Field(examples=["47cfr52.35d"])
    complete: bool
    days: list[FocDayView]

    @classmethod
    def of(cls, found: Days, words: Words) -> "FocDaysView":
        days = [
            FocDayView(
                day=each.day,
                allowed=each.allowed,
                reason=each.reason or "",
                reason_told=day_reason(each.reason, words) if each.reason else "",
            )
            for each in found.days
        ]
        return cls(time_zone=found.zone, earliest=found.earliest, rule=found.rule_id, complete=found.complete, days=days)


def blocked_answer(call: Call, error: Blocked) -> JSONResponse:
    """The problem with every finding in it: 422, or 409 when another order has a number."""
    views = [FindingView.of(finding, call.words) for finding in error.findings]
    wrong = tuple(
        Trouble(f"/{each.about}", each.code, f"{each.wrong} {each.remedy}") for each in views if each.severity == Severity.BLOCKED
    )
    plain = report(ProblemKind.REFUSED if error.conflict else ProblemKind.INVALID, call.words)
    told = ProblemReport(plain.kind, plain.status, plain.title, plain.detail, "order.blocked", wrong)
    body = told.body(call.request.state.request_id) | {"findings": [view.model_dump(mode="json") for view in views]}
    return JSONResponse(body, told.status, media_type=MEDIA_TYPE)
