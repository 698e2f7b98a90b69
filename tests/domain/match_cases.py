"""An order whose papers prove it, and for every finding of the match one change that brings it about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.address import Address
from domain.findings import Severity
from domain.policy.evidence import LoaFacts, PaperInHand, PaperState, PlanFacts, PreflightEvidence
from domain.policy.rulebook import rulebook
from domain.porting.paper import HIDDEN_TEXT, DateProblem, PaperFact, PaperFacts, PaperKind, ServiceKind
from domain.porting.portability import CheckedNumber
from domain.porting.request import PersonName, PortRequest, PortScope
from tests.domain.paper_facts import bill_saying, each_said, said

BOOK = rulebook()
AT = datetime(2026, 11, 21, 18, tzinfo=UTC)
NUMBERS = tuple(f"+1303555010{last}" for last in range(4))
STAYING = "+13035550109"
ADDRESS = Address("1200 Larimer Street", "Denver", "CO", "80204", "Suite 4")
ACCOUNT = "000412-77 9"
REQUEST = PortRequest(
    "po_serenity",
    "org_bluesun",
    revision=3,
    losing_carrier="Rehearsal Bell",
    btn=NUMBERS[0],
    billing_name="Blue Sun Outfitters, LLC",
    authorised_person=PersonName("Zoe", "Washburne", "Operations lead"),
    service_address=ADDRESS,
    numbers=NUMBERS,
)
BILL = bill_saying(
    date(2026, 11, 3),
    [ACCOUNT],
    ["Blue Sun Outfitters LLC", "ZOE WASHBURNE"],
    NUMBERS,
    provider="Rehearsal Bell",
    address="1200 LARIMER ST, STE 4, DENVER, CO 80204-1111",
    btn=NUMBERS[0],
)
CSR = replace(BILL, kind=PaperKind.CSR, bill_dates=(), provider=None)
EVIDENCE = PreflightEvidence(
    AT,
    "America/Denver",
    plan=PlanFacts(state="CO"),
    checked={number: CheckedNumber(number, True, losing_carrier="Rehearsal Bell", rate_centre="DENVER") for number in NUMBERS},
    account_number="000412779",
    bill=PaperInHand(PaperState.READ, BILL),
    csr=PaperInHand(PaperState.READ, CSR),
    loa=LoaFacts(True, 3, AT - timedelta(days=1), PersonName("Zoe", "Washburne")),
)
PARTIAL = replace(REQUEST, scope=PortScope.PARTIAL)

Case = tuple[Severity, PortRequest, PreflightEvidence]
_BLOCKED, _CONFIRM = Severity.BLOCKED, Severity.CONFIRM


def bill(facts: PaperFacts = BILL, **changes: object) -> PreflightEvidence:
    return replace(EVIDENCE, bill=PaperInHand(PaperState.READ, replace(facts, **changes)))  # type: ignore[arg-type]


def csr(**changes: object) -> PreflightEvidence:
    return replace(EVIDENCE, csr=PaperInHand(PaperState.READ, replace(CSR, **changes)))  # type: ignore[arg-type]


def asked(evidence: PreflightEvidence = EVIDENCE, severity: Severity = _CONFIRM, **changes: object) -> Case:
    return severity, replace(REQUEST, **changes), evidence  # type: ignore[arg-type]


def shown(severity: Severity, evidence: PreflightEvidence) -> Case:
    return severity, REQUEST, evidence


def dated(*days: str) -> tuple[PaperFact, ...]:
    return each_said(days)


def service(kind: ServiceKind) -> Case:
    return shown(_CONFIRM, bill(services=(said(kind, f"Line with {kind}"),)))


CASES: Mapping[str, Case] = {
    "bill.missing": shown(_BLOCKED, replace(EVIDENCE, bill=PaperInHand())),
    "bill.being_read": shown(_BLOCKED, replace(EVIDENCE, bill=PaperInHand(PaperState.RECEIVED))),
    "bill.unreadable": shown(_BLOCKED, replace(EVIDENCE, bill=PaperInHand(PaperState.UNREADABLE))),
    "bill.undated": shown(_BLOCKED, bill(bill_dates=())),
    "bill.stale": shown(_BLOCKED, bill(bill_dates=dated("2026-10-21"))),
    "bill.from_the_future": shown(_BLOCKED, bill(bill_dates=dated("2026-11-22"))),
    "bill.date_ambiguous": shown(_BLOCKED, bill(bill_dates=dated("2026-11-03", "2026-09-03"), date_problem=DateProblem.AMBIGUOUS)),
    "bill.date_unsure": shown(_BLOCKED, bill(bill_dates=(PaperFact("2026-11-03", 1, 0.3, "11/O3/2O26"),))),
    "bill.not_a_bill": shown(_BLOCKED, bill(kind=PaperKind.LOA)),
    "bill.country_not_supported": shown(_BLOCKED, bill(kind=PaperKind.FOREIGN_BILL, country="DE")),
    "bill.hidden_text": shown(_CONFIRM, bill(warnings=(HIDDEN_TEXT,))),
    "bill.uncertain": shown(_CONFIRM, bill(names=(*BILL.names, PaperFact("Zoe VVashbume", 1, 0.2, "Zoe VVashbume")))),
    "bill.soon_too_old": shown(_CONFIRM, bill(bill_dates=dated("2026-10-31"))),
    "loa.soon_too_old": shown(_CONFIRM, replace(EVIDENCE, loa=replace(EVIDENCE.loa, signed_at=AT - timedelta(days=55)))),
    "provider.not_found": shown(_CONFIRM, bill(provider=None)),
    "provider.differs": asked(losing_carrier="Verizon"),
    "provider.other_network": shown(
        _CONFIRM, replace(EVIDENCE, checked={NUMBERS[1]: CheckedNumber(NUMBERS[1], True, losing_carrier="Comcast IP Phone")})
    ),
    "account.number_not_on_bill": shown(_CONFIRM, bill(accounts=each_said(["000412-77 8"]))),
    "account.number_not_found": shown(_CONFIRM, bill(accounts=())),
    "account.several_on_bill": shown(_CONFIRM, bill(accounts=each_said([ACCOUNT, "55-1234"]))),
    "billing_name.not_on_bill": asked(billing_name="Weyland Freight"),
    "billing_name.not_found": shown(_CONFIRM, bill(billing_name=None, names=())),
    "signer.not_on_bill": asked(severity=_BLOCKED, authorised_person=PersonName("Saffron", "Reynolds", "CEO")),
    "signer.unsure": shown(_BLOCKED, bill(names=each_said(["Blue Sun Outfitters LLC", "Z. Washburne"]))),
    "signer.no_name_on_bill": shown(_BLOCKED, bill(billing_name=None, names=())),
    "signer.company_only": shown(_BLOCKED, bill(names=each_said(["Blue Sun Outfitters LLC"]))),
    "signer.title_missing": asked(
        bill(names=each_said(["Blue Sun Outfitters LLC"])), _BLOCKED, authorised_person=PersonName("Zoe", "Washburne")
    ),
    "service_address.differs": asked(service_address=replace(ADDRESS, street="1201 Larimer Street")),
    "service_address.unit_missing": asked(service_address=replace(ADDRESS, unit="")),
    "service_address.not_found": shown(_CONFIRM, bill(service_address=None)),
    "number.not_on_bill": shown(_CONFIRM, replace(bill(numbers=BILL.numbers[:2]), csr=PaperInHand())),
    "number.not_in_order": shown(_CONFIRM, bill(numbers=each_said([*NUMBERS, STAYING]))),
    "number.masked": shown(_CONFIRM, bill(masked=each_said(["XXX-XXX-0177"]))),
    "numbers.far_from_location": shown(_CONFIRM, replace(EVIDENCE, plan=PlanFacts(state="TX"))),
    "btn.differs": asked(btn=NUMBERS[3]),
    "btn.not_found": asked(bill(btns=()), btn=STAYING),
    "btn.moves_services_stay": shown(_CONFIRM, bill(numbers=each_said([*NUMBERS, STAYING]))),
    "btn.replacement_not_on_bill": (
        _CONFIRM,
        replace(PARTIAL, replacement_btn="+13035550188"),
        bill(numbers=each_said([*NUMBERS, STAYING])),
    ),
    **{f"service.{kind}": service(kind) for kind in ServiceKind},
    "csr.unreadable": shown(_CONFIRM, replace(EVIDENCE, csr=PaperInHand(PaperState.UNREADABLE))),
    "csr.not_a_csr": shown(_CONFIRM, csr(kind=PaperKind.BILL)),
    "csr.account_number_differs": shown(_CONFIRM, csr(accounts=each_said(["1"]))),
    "csr.billing_name_differs": shown(_CONFIRM, csr(billing_name=None, names=each_said(["Weyland Freight"]))),
    "csr.service_address_differs": shown(_CONFIRM, csr(service_address=said("9 Elm St, Denver, CO 80204"))),
    "csr.btn_differs": shown(_CONFIRM, csr(btns=each_said([STAYING]))),
    "csr.number_not_on_it": shown(_CONFIRM, csr(numbers=CSR.numbers[:1])),
    "csr.number_not_in_order": shown(_CONFIRM, csr(numbers=each_said([*NUMBERS, STAYING]))),
    "csr.hidden_text": shown(_CONFIRM, csr(warnings=(HIDDEN_TEXT,))),
}
