"""Papers drawn for tests: bills in several layouts, and the request that they prove."""

from collections.abc import Sequence
from datetime import date

from fpdf import FPDF

from documents.bill.facts import read_bill
from documents.reader.child import read
from documents.sample_bill import SampleBill
from domain.address import Address
from domain.porting.paper import PaperFacts
from domain.porting.request import PersonName, PortRequest

ADDRESS = Address("1200 Larimer Street", "Denver", "CO", "80204", "Suite 4")
NUMBERS = tuple(f"+1303555010{last}" for last in range(10))
SAMPLE = SampleBill(
    billing_name="Blue Sun Outfitters LLC",
    account_number="000412-77 9",
    bill_date=date(2026, 11, 3),
    numbers=NUMBERS,
    btn=NUMBERS[0],
    service_address=ADDRESS,
    contact="Zoe Washburne",
)
REQUEST = PortRequest(
    order_id="po_serenity",
    organisation_id="org_bluesun",
    revision=3,
    losing_carrier="Rehearsal Bell",
    account_number="000412779",
    btn=NUMBERS[0],
    billing_name="Blue Sun Outfitters, LLC",
    authorised_person=PersonName("Zoe", "Washburne", "Operations lead"),
    service_address=ADDRESS,
    numbers=NUMBERS,
)

Placed = tuple[float, float, str]


def page_of(*placed: Placed, size: float = 10) -> bytes:
    """A one-page PDF with each text at (x, y) points from the top left."""
    return pages_of([placed], size=size)


def pages_of(pages: Sequence[Sequence[Placed]], size: float = 10) -> bytes:
    pdf = FPDF(format="letter", unit="pt")
    for page in pages:
        pdf.add_page()
        pdf.set_font("helvetica", size=size)
        for x, y, text in page:
            pdf.text(x, y, text)
    return bytes(pdf.output())


def facts_of(pdf: bytes) -> PaperFacts:
    """Read in this process: the child's walls have their own tests."""
    return read_bill(read(pdf))


def lines(*texts: str, x: float = 60, top: float = 60) -> list[Placed]:
    return [(x, top + 16 * count, text) for count, text in enumerate(texts)]
