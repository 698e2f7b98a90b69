"""What paper it is and from which country: papers of elsewhere and of other trades are called by their name and not misread."""

import pytest

from documents.bill.facts import read_bill
from documents.reader.child import read
from domain.porting.paper import PaperKind
from tests.documents.papers import facts_of, lines, page_of

ABROAD = {
    "DE": ("Telekom Deutschland GmbH", "Rechnungsdatum: 03.11.2026", "Kundennummer 4417220", "Rechnungsbetrag 40,53 EUR", "MwSt. 19 %"),
    "AT": ("A1 Telekom Austria AG", "Österreich", "IBAN AT61 1904 3002 3457 3201", "Betrag 40,53 EUR"),
    "CH": ("Swisscom (Schweiz) AG", "Rechnung", "Betrag CHF 45.00", "IBAN CH93 0076 2011 6238 5295 7"),
    "SE": ("Telia Sverige AB", "Faktura", "Förfallodatum 2026-11-30", "Att betala 249,00 kr", "varav moms 49,80"),
    "NO": ("Telenor Norge AS", "Fakturadato 03.11.2026", "Å betale 249,00 NOK", "Forfallsdato 20.11.2026", "MVA 25 %"),
    "FI": ("Elisa Oyj", "Lasku", "Eräpäivä 20.11.2026", "Viitenumero 1234561", "ALV 24 %"),
    "GB": ("BT Group plc", "Bill date 03/11/2026", "VAT at 20% £4.99", "Total £29.98 by Direct Debit"),
    "FR": ("Orange", "Facture du 03/11/2026", "Montant TTC 24,99 €", "TVA 20 %", "Numéro de client 4417"),
    "ES": ("Telefónica", "Factura", "Importe total 24,99 €", "IVA 21 %", "NIF B12345678"),
    "IT": ("TIM", "Fattura", "Importo totale 24,99 €", "P. IVA 00488410010", "Codice cliente 4417"),
    "NL": ("KPN", "Factuurdatum 03-11-2026", "Klantnummer 4417", "Te betalen € 24,99", "btw 21%"),
    "MX": ("TELMEX", "Recibo telefónico", "Fecha límite de pago: 15-NOV-2026", "Total a pagar $389.00", "IVA 16% $53.66"),
    "AU": ("Telstra", "Tax Invoice ABN 33 051 775 556", "Sydney NSW 2000", "Total due $84.00 (includes GST)", "Account number 2000 3344"),
    "IN": ("Airtel", "Bill date 01-Nov-2026", "GSTIN 29AAACB2894G1ZP", "CGST 9% Rs. 53.91", "Mobile number 98450 12345"),
    "IE": ("eir business", "Bill date 02/11/2026", "VAT @ 23% EUR 9.20", "Cork T12 X9Y8", "Direct debit EUR 49.20"),
    "CA": ("Bell Canada", "Bill date November 3, 2026", "GST/HST $3.90", "Toronto ON M5V 3L9", "Amount due $39.00"),
}
HOME = (
    "Verizon",
    "Bill date: November 3, 2026",
    "Account number 0099-1",
    "Denver, CO 80204",
    "Line 1: (303) 555-0100 $29.50",
    "Amount due $29.50",
)


@pytest.mark.parametrize("country", ABROAD)
def test_a_bill_from_elsewhere_says_from_where_and_nothing_else(country):
    facts = facts_of(page_of(*[(x, y, text.encode("latin-1", "replace").decode("latin-1")) for x, y, text in lines(*ABROAD[country])]))
    assert (facts.kind, facts.country) == (PaperKind.FOREIGN_BILL, country)
    assert (facts.numbers, facts.accounts, facts.bill_dates) == ((), (), ())


@pytest.mark.parametrize("extra", ["International calls to Germany €0.10", "Roaming in GB £1.00 VAT", "Rufnummer", "Bonjour", "PST 8am"])
def test_a_bill_of_ours_may_speak_of_elsewhere(extra):
    facts = facts_of(page_of(*[(x, y, text.replace("€", "EUR ")) for x, y, text in lines(*HOME, extra)]))
    assert (facts.kind, facts.country) == (PaperKind.BILL, "US")


@pytest.mark.parametrize(
    "kind, texts",
    [
        (PaperKind.LOA, ("Letter of Authorization", "Account number 0099-1", "(303) 555-0100")),
        (PaperKind.LOA, ("LETTER OF AGENCY (LOA)", "I authorize my new provider")),
        (PaperKind.CSR, ("Customer Service Record", "Account 0099-1", "TN (303) 555-0100")),
        (PaperKind.CSR, ("LN   FRYE, KAYLEE", "LA   9 ELM CT", "SA   9 ELM CT, DENVER, CO 80204", "---S&E", "1  1FR  /TN 303 555-0100")),
        (PaperKind.INTERNET_ONLY, ("Xfinity", "Bill date November 3, 2026", "Internet 500 $50.00", "TV $20.00", "Amount due $70.00")),
        (PaperKind.OTHER_TRADE, ("Springfield Power", "Bill date November 3, 2026", "612 kWh $60.00", "Amount due $60.00")),
        (PaperKind.OTHER_TRADE, ("Roofing invoice", "New roof $900.00", "Total due $900.00")),
        (PaperKind.LETTER, ("Dear Zoe,", "You owe $412.00 on the account stated.", "Statement of November 14", "Sincerely,")),
        (PaperKind.BILL, ("Verizon", "Account number 0099-1", "Payment due November 25, 2026", "Line 1: (303) 555-0100 $29.50")),
        (PaperKind.OTHER, ("Verizon", "Payment receipt", "Account number 0099-1", "Amount paid $29.50", "Thank you")),
        (PaperKind.LETTER, ("Verizon", "Dear Zoe,", "your number (303) 555-0100 is confirmed.", "Sincerely,")),
        (PaperKind.OTHER, ("A menu", "Soup", "Fish")),
        (PaperKind.BILL, ("Verizon", "Bill date November 3, 2026", "A letter of authorization is needed to move a number.", *HOME[4:])),
    ],
)
def test_papers_are_told_apart(kind, texts):
    assert facts_of(page_of(*lines(*texts))).kind is kind


def test_a_record_in_plain_text_is_read_as_one_on_paper():
    text = """CUSTOMER SERVICE RECORD
BTN   303 555-0100      ACCOUNT  0099 4417
LN    FRYE, KAYLEE
SA    9 ELM CT, DENVER, CO 80204
---S&E
1     1FR       /TN 303 555-0100
1     1FR       /TN 303 555-0101/PIC 0288
RMK   CBR 303 555-0199
"""
    facts = read_bill(read(text.encode()))
    assert facts.kind is PaperKind.CSR
    assert [fact.value for fact in facts.all_numbers] == ["+13035550100", "+13035550101"]
    assert facts.billing_name.value == "FRYE, KAYLEE"
    assert facts.service_address.value == "9 ELM CT, DENVER, CO 80204"
    assert facts.account.value == "0099 4417"
