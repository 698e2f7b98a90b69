"""A paper for every finding of the match, named after it: `python -m tests.documents.finding_papers FOLDER` writes them as files."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fpdf import FPDF

from tests.documents.bills import foreign
from tests.documents.papers import Placed, lines, page_of

NUMBERS = tuple(f"303-555-010{last}" for last in range(4))
_NAMES = ("Blue Sun Outfitters LLC", "Attn: Zoe Washburne")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one drawn paper says, line by line; an empty value leaves its line out. more: further lines under the numbers."""

    head: str = "Rehearsal Bell"
    title: str = "Telephone bill"
    dates: tuple[str, ...] = ("Bill date: November 3, 2026",)
    accounts: tuple[str, ...] = ("000412-77 9",)
    btn: str = "303-555-0100"
    names: tuple[str, ...] = _NAMES
    address: str = "1200 Larimer Street, Suite 4, Denver, CO 80204"
    numbers: tuple[str, ...] = NUMBERS
    more: tuple[str, ...] = ()
    foot: str = "Total amount due $118.00"

    def pdf(self) -> bytes:
        return page_of(*self.placed())

    def placed(self) -> list[Placed]:
        accounts = [f"Account number: {each}" for each in self.accounts]
        btn = [f"Billing telephone number: {self.btn}"] if self.btn else []
        place = [f"Service address: {self.address}"] if self.address else []
        own = ["Your telephone lines", *self.numbers, *self.more]
        parts = [[self.head, self.title, *self.dates, *accounts, *btn], self._block(), place, own, [self.foot]]
        placed: list[Placed] = []
        for part in parts:
            placed += lines(*filter(None, part), top=60 + 16 * (len(placed) + 2 * parts.index(part)))
        return placed

    def _block(self) -> list[str]:
        """The mailing address with the names above it; names alone stand behind their label."""
        if not (self.names and self.address):
            return [f"Billing name: {name}" for name in self.names]
        street, *units, city, state = self.address.split(", ")
        return [*self.names, street, ", ".join(units), f"{city}, {state}"]


BILL = Sheet()
RECORD = replace(BILL, title="CUSTOMER SERVICE RECORD", dates=(), foot="End of record")


def bill(**changes: object) -> Callable[[], bytes]:
    return replace(BILL, **changes).pdf  # type: ignore[arg-type]


def record(**changes: object) -> Callable[[], bytes]:
    return replace(RECORD, **changes).pdf  # type: ignore[arg-type]


def _with_white_text(sheet: Sheet) -> bytes:
    """A page with an account number that nobody sees."""
    pdf = FPDF(format="letter", unit="pt")
    pdf.add_page()
    pdf.set_font("helvetica", size=10)
    for x, y, text in sheet.placed():
        pdf.text(x, y, text)
    pdf.set_text_color(255, 255, 255)
    pdf.text(320, 400, "Account number: 999-99-1")
    return bytes(pdf.output())


def _extra(*more: str) -> Callable[[], bytes]:
    return bill(numbers=(*NUMBERS, *more))


LETTER = page_of(*lines("Letter of Authorization", "I authorize the carrier to move my numbers.", "Zoe Washburne"))
PAPERS: Mapping[str, Callable[[], bytes]] = {
    "bill.unreadable": lambda: b"%PDF-1.7\nnot really",
    "bill.undated": bill(dates=("Due date: November 24, 2026",)),
    "bill.stale": bill(dates=("Bill date: October 21, 2026", "Due date: November 21, 2026")),
    "bill.from_the_future": bill(dates=("Bill date: November 22, 2026",)),
    "bill.date_ambiguous": bill(dates=("Bill date: November 3, 2026", "Invoice date: September 3, 2026")),
    "bill.date_unsure": bill(),
    "bill.not_a_bill": lambda: LETTER,
    "bill.country_not_supported": lambda: foreign.german(0).output(),
    "bill.hidden_text": lambda: _with_white_text(BILL),
    "bill.uncertain": bill(names=(*_NAMES, "Attn: Wash Washburne")),
    "bill.soon_too_old": bill(dates=("Bill date: October 31, 2026",)),
    "provider.not_found": bill(head=""),
    "provider.differs": bill(head="Verizon"),
    "provider.other_network": bill(head="Comcast Business"),
    "account.number_not_on_bill": bill(accounts=("000412-77 8",)),
    "account.number_not_found": bill(accounts=()),
    "account.several_on_bill": bill(accounts=("000412-77 9", "551-2234")),
    "billing_name.not_on_bill": bill(names=("Weyland Freight LLC", "Attn: Zoe Washburne")),
    "billing_name.not_found": bill(names=(), address=""),
    "signer.not_on_bill": bill(names=(_NAMES[0], "Attn: Saffron Reynolds")),
    "signer.unsure": bill(names=(_NAMES[0], "Attn: Z. Washburne")),
    "signer.no_name_on_bill": bill(names=(), address=""),
    "signer.company_only": bill(names=_NAMES[:1]),
    "signer.title_missing": bill(names=_NAMES[:1]),
    "service_address.differs": bill(address="1201 Larimer Street, Suite 4, Denver, CO 80204"),
    "service_address.unit_missing": bill(address="1200 Larimer Street, Floor 3, Suite 4, Denver, CO 80204"),
    "service_address.not_found": bill(address=""),
    "number.not_on_bill": bill(numbers=NUMBERS[:2]),
    "number.not_in_order": _extra("303-555-0109"),
    "number.masked": _extra("XXX-XXX-0177"),
    "numbers.far_from_location": bill(),
    "btn.differs": bill(btn="303-555-0103"),
    "btn.not_found": bill(btn="", numbers=NUMBERS[1:]),
    "btn.moves_services_stay": _extra("303-555-0109"),
    "btn.replacement_not_on_bill": _extra("303-555-0109"),
    "service.dsl": bill(more=("DSL high speed internet 303-555-0100",)),
    "service.alarm": bill(more=("Alarm line 303-555-0101",)),
    "service.elevator": bill(more=("Elevator phone 303-555-0101",)),
    "service.line_system": bill(more=("Centrex line 303-555-0101",)),
    "service.fax": bill(more=("Fax line 303-555-0101",)),
    "service.payment_terminal": bill(more=("Credit card terminal line 303-555-0101",)),
    "service.toll_free": bill(more=("Toll-free service 800-555-0100",)),
    "csr.unreadable": lambda: b"%PDF-1.7\nnot really",
    "csr.not_a_csr": bill(),
    "csr.account_number_differs": record(accounts=("551-2234",)),
    "csr.billing_name_differs": record(names=("Weyland Freight LLC",)),
    "csr.service_address_differs": record(address="9 Elm Street, Denver, CO 80204"),
    "csr.btn_differs": record(btn="303-555-0103"),
    "csr.number_not_on_it": record(numbers=NUMBERS[:2]),
    "csr.number_not_in_order": record(numbers=(*NUMBERS, "303-555-0109")),
    "csr.hidden_text": lambda: _with_white_text(RECORD),
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for code, draw in PAPERS.items():
        (folder / f"{code}.pdf").write_bytes(draw())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
