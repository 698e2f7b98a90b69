"""Draws the bill of a provider that does not exist, for rehearsal and for tests. Its numbers are 555-01XX."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from fpdf import FPDF

from domain.address import Address

PROVIDER = "Rehearsal Bell"


@dataclass(frozen=True, slots=True)
class SampleBill:
    """What the bill is to say. numbers and btn are E.164; an empty `contact` leaves the attention line out.

    bill_date None draws an undated bill, as some customers send only the last page.
    """

    billing_name: str
    account_number: str
    bill_date: date | None
    numbers: tuple[str, ...]
    btn: str
    service_address: Address
    contact: str = ""
    provider: str = PROVIDER
    monthly_charge: str = field(default="29.50")


def draw_sample_bill(bill: SampleBill) -> bytes:
    """A text PDF of as many pages as the numbers need; the same bytes for the same bill."""
    pdf = FPDF(format="letter", unit="pt")
    pdf.set_creation_date(_drawn_at(bill))
    pdf.set_margin(54)
    pdf.set_auto_page_break(True, 60)
    pdf.add_page()
    _draw_head(pdf, bill)
    _draw_addresses(pdf, bill)
    _draw_summary(pdf, bill)
    _draw_lines(pdf, bill)
    _draw_foot(pdf, bill)
    return bytes(pdf.output())


def national(number: str) -> str:
    """As a US bill prints it: (303) 555-0100."""
    return f"({number[2:5]}) {number[5:8]}-{number[8:]}"


def _draw_head(pdf: FPDF, bill: SampleBill) -> None:
    pdf.set_font("helvetica", "B", 20)
    pdf.cell(280, 26, _plain(bill.provider))
    pdf.set_font("helvetica", size=10)
    pdf.cell(0, 26, "Telephone bill", new_x="LMARGIN", new_y="NEXT", align="R")
    pairs = [("Account number", bill.account_number)]
    if bill.bill_date is not None:
        pairs += [
            ("Bill date", _us(bill.bill_date)),
            ("Service period", f"{_us(bill.bill_date - timedelta(days=30))} - {_us(bill.bill_date - timedelta(days=1))}"),
            ("Payment due date", _us(bill.bill_date + timedelta(days=21))),
        ]
    pairs.append(("Billing telephone number", national(bill.btn)))
    for label, value in pairs:
        _pair(pdf, label, value)
    pdf.ln(10)


def _draw_addresses(pdf: FPDF, bill: SampleBill) -> None:
    place = bill.service_address
    lines = [bill.billing_name, *([f"Attn: {bill.contact}"] if bill.contact else []), place.street, *([place.unit] if place.unit else [])]
    for text in (*lines, f"{place.city}, {place.state} {place.zip_code}"):
        pdf.cell(0, 13, _plain(text), new_x="LMARGIN", new_y="NEXT")
    pdf.ln(10)
    _pair(pdf, "Service address", place.one_line)
    pdf.ln(10)


def _draw_summary(pdf: FPDF, bill: SampleBill) -> None:
    _heading(pdf, "Account summary")
    _pair(pdf, "Previous balance", "$0.00")
    _pair(pdf, "Current charges", f"${float(bill.monthly_charge) * len(bill.numbers):.2f}")
    _pair(pdf, "Total amount due", f"${float(bill.monthly_charge) * len(bill.numbers):.2f}")
    pdf.ln(10)


def _draw_lines(pdf: FPDF, bill: SampleBill) -> None:
    _heading(pdf, "Your telephone lines")
    for number in bill.numbers:
        pdf.cell(200, 14, national(number))
        pdf.cell(200, 14, "Business voice line")
        pdf.cell(0, 14, f"${bill.monthly_charge}", new_x="LMARGIN", new_y="NEXT", align="R")
    pdf.ln(10)


def _draw_foot(pdf: FPDF, bill: SampleBill) -> None:
    pdf.set_font("helvetica", size=8)
    text = (
        f"Questions? Call {bill.provider} customer service at 1-800-555-0199 or (303) 555-0198. This bill is fiction, made for rehearsal."
    )
    pdf.multi_cell(0, 11, _plain(text))


def _heading(pdf: FPDF, text: str) -> None:
    pdf.set_font("helvetica", "B", 12)
    pdf.cell(0, 18, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("helvetica", size=10)


def _pair(pdf: FPDF, label: str, value: str) -> None:
    pdf.cell(160, 14, label)
    pdf.cell(0, 14, _plain(value), new_x="LMARGIN", new_y="NEXT")


def _us(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _plain(text: str) -> str:
    """What the built-in fonts can draw: Latin letters; another becomes a question mark."""
    return text.encode("latin-1", "replace").decode("latin-1")


def _drawn_at(bill: SampleBill) -> datetime:
    day = bill.bill_date or date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
