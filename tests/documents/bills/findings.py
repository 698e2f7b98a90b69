"""One paper for each finding of the match, named after it: `python -m tests.documents.bills.findings bill.stale > bill.stale.pdf`."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from fpdf import FPDF

from domain.policy.evidence import PaperInHand, PaperState, PlanFacts, PreflightEvidence
from domain.porting.portability import CheckedNumber
from domain.porting.request import PersonName, PortRequest, PortScope
from tests.domain.match_cases import ADDRESS, EVIDENCE, NUMBERS, REQUEST, STAYING

Changed = Mapping[str, tuple[str, ...]]
_LINE = "{}  Business line  $29.50"
_SHOWN = tuple(f"({number[2:5]}) {number[5:8]}-{number[8:]}" for number in NUMBERS)
STAYS = f"({STAYING[2:5]}) {STAYING[5:8]}-{STAYING[8:]}"
LINES = tuple(map(_LINE.format, _SHOWN))
BILL: Changed = {
    "title": ("Rehearsal Bell", "Telephone bill"),
    "account": ("Account number: 000412-77 9",),
    "date": ("Bill date: November 3, 2026",),
    "due": ("Payment due date: November 24, 2026",),
    "btn": (f"Billing telephone number: {_SHOWN[0]}",),
    "names": ("Blue Sun Outfitters LLC", "Attn: Zoe Washburne"),
    "mailing": ("1200 Larimer Street", "Suite 4", "Denver, CO 80204"),
    "service": ("Service address: 1200 Larimer Street, Suite 4, Denver, CO 80204",),
    "lines": ("Your telephone lines", *LINES),
    "total": ("Total amount due $118.00",),
    "foot": (),
}
CSR: Changed = {
    "title": ("Customer Service Record",),
    "account": ("Account number: 000412-77 9",),
    "btn": (f"Billing telephone number: {_SHOWN[0]}",),
    "names": ("Billing name: Blue Sun Outfitters LLC", "Authorized contact: Zoe Washburne"),
    "service": ("Service address: 1200 Larimer Street, Suite 4, Denver, CO 80204",),
    "lines": ("Working telephone numbers", *LINES),
    "foot": (),
}
HIDDEN = "Bill date December 24, 2026 account 99887766"


@dataclass(frozen=True, slots=True)
class Case:
    """What stands on the paper in place of the usual lines, and what else is changed.

    csr: the paper is the record, beside a bill that agrees. alone: there is no record. cut: half of the file is lost.
    """

    changed: Changed = field(default_factory=dict)
    request: PortRequest = REQUEST
    evidence: PreflightEvidence = EVIDENCE
    csr: bool = False
    hidden: str = ""
    cut: bool = False
    alone: bool = False

    @property
    def pdf(self) -> bytes:
        drawn = draw({**(CSR if self.csr else BILL), **self.changed}, self.hidden)
        return drawn[: len(drawn) // 2] if self.cut else drawn


def draw(parts: Changed, hidden: str = "") -> bytes:
    pdf = FPDF(format="letter", unit="pt")
    pdf.add_page()
    y = 50
    for texts in parts.values():
        for text in texts:
            pdf.set_font("helvetica", size=10)
            pdf.text(60, y, text.encode("latin-1", "replace").decode("latin-1"))
            y += 14
        y += 10
    if hidden:
        pdf.set_text_color(255, 255, 255)
        pdf.text(60, 770, hidden)
    return bytes(pdf.output())


def says(**changed: str | tuple[str, ...]) -> Changed:
    return {key: (value,) if isinstance(value, str) else value for key, value in changed.items()}


def _asked(**changes: object) -> Case:
    return Case(request=replace(REQUEST, **changes))  # type: ignore[arg-type]


def _known(**changes: object) -> Case:
    return Case(evidence=replace(EVIDENCE, **changes))  # type: ignore[arg-type]


def _service(words: str) -> Case:
    return Case(says(lines=("Your telephone lines", *LINES[:3], f"{_SHOWN[3]}  {words}  $29.50")))


_TOO_OLD_SOON = replace(EVIDENCE.loa, signed_at=EVIDENCE.at - timedelta(days=55))
_COMCAST = {NUMBERS[1]: CheckedNumber(NUMBERS[1], True, losing_carrier="Comcast IP Phone")}
_ONE_MORE = says(lines=("Your telephone lines", *LINES, _LINE.format(STAYS)))
_CSR_ONE_MORE = says(lines=("Working telephone numbers", *LINES, _LINE.format(STAYS)))
_GERMAN = says(
    title="Telekom Deutschland GmbH", account="Kundennummer: 4417220", date="Rechnungsdatum: 03.11.2026", due="Rechnungsbetrag 40,53 EUR",
    btn="Rufnummer (030) 23125 014", names="Emmy Noether", mailing=("Kastanienallee 17", "10435 Berlin"), service="MwSt. 19 % 5,58 EUR",
    lines="Grundpreis Telefon 34,95 EUR", total="IBAN DE02 1203 0000 0000 2020 51",
)  # fmt: skip

CASES: Mapping[str, Case] = {
    "bill.unreadable": Case(cut=True),
    "bill.undated": Case(says(date=())),
    "bill.stale": Case(says(date="Bill date: October 21, 2026", due="Payment due date: November 11, 2026")),
    "bill.from_the_future": Case(says(date="Bill date: November 22, 2026")),
    "bill.date_ambiguous": Case(says(date="Bill date: 11/09/2026", due="Due on receipt")),
    "bill.not_a_bill": Case(says(title="Letter of Authorization")),
    "bill.country_not_supported": Case(_GERMAN),
    "bill.hidden_text": Case(hidden=HIDDEN),
    "bill.soon_too_old": Case(says(date="Bill date: October 31, 2026")),
    "bill.uncertain": Case(says(title=("Telephone bill", "Thank you for choosing Nextiva for your calls"))),
    "loa.soon_too_old": _known(loa=_TOO_OLD_SOON),
    "provider.not_found": Case(says(title="Telephone bill")),
    "provider.differs": Case(says(title=("Frontier Communications", "Telephone bill"))),
    "provider.other_network": _known(checked=_COMCAST),
    "account.number_not_on_bill": Case(says(account="Account number: 000412-77 8")),
    "account.number_not_found": Case(says(account="Account number ending in 7779")),
    "account.several_on_bill": Case(says(account=("Account number: 000412-77 9", "Account number: 55-1234"))),
    "billing_name.not_on_bill": _asked(billing_name="Weyland Freight"),
    "billing_name.not_found": Case(says(names=())),
    "signer.not_on_bill": Case(says(names=("Blue Sun Outfitters LLC", "Attn: Saffron Reynolds"))),
    "signer.unsure": Case(says(names=("Blue Sun Outfitters LLC", "Attn: Z. Washburne"))),
    "signer.no_name_on_bill": Case(says(names=())),
    "signer.company_only": Case(says(names="Blue Sun Outfitters LLC")),
    "signer.title_missing": Case(says(names="Blue Sun Outfitters LLC"), replace(REQUEST, authorised_person=PersonName("Zoe", "Washburne"))),
    "service_address.differs": Case(says(service="Service address: 1201 Larimer Street, Suite 4, Denver, CO 80204")),
    "service_address.unit_missing": _asked(service_address=replace(ADDRESS, unit="")),
    "service_address.not_found": Case(says(service=(), mailing=())),
    "number.not_on_bill": Case(says(lines=("Your telephone lines", *LINES[:2])), alone=True),
    "number.not_in_order": Case(_ONE_MORE),
    "number.masked": Case(says(lines=("Your telephone lines", *LINES, _LINE.format("XXX-XXX-0177")))),
    "numbers.far_from_location": _known(plan=PlanFacts(state="TX")),
    "btn.differs": _asked(btn=NUMBERS[3]),
    "btn.not_found": Case(says(btn=()), replace(REQUEST, btn=STAYING)),
    "btn.moves_services_stay": Case(_ONE_MORE),
    "btn.replacement_not_on_bill": Case(_ONE_MORE, replace(REQUEST, scope=PortScope.PARTIAL, replacement_btn="+13035550188")),
    "service.dsl": _service("DSL high speed internet"),
    "service.alarm": _service("Alarm line"),
    "service.elevator": _service("Elevator phone line"),
    "service.line_system": _service("Centrex station line"),
    "service.fax": _service("Fax line"),
    "service.payment_terminal": _service("Credit card terminal line"),
    "service.toll_free": Case(says(lines=("Your telephone lines", *LINES, "1-888-555-0177  Toll free service  $9.50"))),
    "csr.unreadable": Case(csr=True, cut=True),
    "csr.not_a_csr": Case(says(title=("Rehearsal Bell", "Telephone bill"), foot="Amount due $118.00"), csr=True),
    "csr.account_number_differs": Case(says(account="Account number: 000412-77 8"), csr=True),
    "csr.billing_name_differs": Case(says(names="Billing name: Weyland Freight"), csr=True),
    "csr.service_address_differs": Case(says(service="Service address: 9 Elm Street, Denver, CO 80204"), csr=True),
    "csr.btn_differs": Case(says(btn=f"Billing telephone number: {STAYS}"), csr=True),
    "csr.number_not_on_it": Case(says(lines=("Working telephone numbers", LINES[0])), csr=True),
    "csr.number_not_in_order": Case(_CSR_ONE_MORE, csr=True),
    "csr.hidden_text": Case(csr=True, hidden=HIDDEN),
}  # fmt: skip
# Findings that no paper brings about: there is none yet, or only a scan is read with such doubt.
WITHOUT_PAPER = frozenset({"bill.missing", "bill.being_read", "bill.date_unsure"})


def in_hand(facts: object) -> PaperInHand:
    return PaperInHand(PaperState.READ, facts) if facts is not None else PaperInHand(PaperState.UNREADABLE)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.stdout.buffer.write(CASES[sys.argv[1]].pdf)
