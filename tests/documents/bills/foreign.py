"""Bills of other countries: recognised and not misread. Their numbers are of ranges set aside for fiction, or none."""

from random import Random

from domain.porting.paper import PaperKind
from tests.documents.bills.cast import PROVIDERS
from tests.documents.bills.story import draw_story
from tests.documents.bills.writer import Writer


def german(seed: int) -> Writer:
    w = _paper("german", seed, "DE")
    w.at(54, 60, w.rng.choice(("Telekom Deutschland GmbH", "Vodafone GmbH", "1&1 Versatel GmbH")), size=15, bold=True)
    w.stack(
        340,
        60,
        [
            "Rechnungsnummer: 83 4417 2200",
            f"Rechnungsdatum: {w.story.bill_day:%d.%m.%Y}",
            f"Kundennummer: {w.rng.randrange(10**9, 10**10)}",
        ],
    )
    w.stack(54, 110, ["Frau", "Emmy Noether", "Kastanienallee 17", "10435 Berlin"])
    w.y = 190
    w.heading(w.rng.choice(("Ihre Mobilfunk-Rechnung", "Ihre Festnetz-Rechnung")))
    w.line("Rufnummer (030) 23125 014", "29,95 €", at=(54, 400))
    w.line("Grundpreis Telefon und Internet", "34,95 EUR", at=(54, 400))
    w.line("MwSt. 19 %", "5,58 EUR", at=(54, 400))
    w.line("Rechnungsbetrag", "40,53 EUR", at=(54, 400))
    w.line("IBAN DE02 1203 0000 0000 2020 51  BIC BYLADEM1001")
    return w


def swedish(seed: int) -> Writer:
    w = _paper("swedish", seed, "SE")
    w.at(54, 60, w.rng.choice(("Telia Sverige AB", "Telenor Sverige AB", "Tele2 Sverige AB")), size=15, bold=True)
    w.stack(
        340,
        60,
        [f"Fakturadatum {w.story.bill_day:%Y-%m-%d}", f"Förfallodatum {w.story.due_day:%Y-%m-%d}", "Kundnummer 4417220", "OCR 7712345"],
    )
    w.stack(54, 110, ["Selma Lagerlöf", "Mårbackavägen 3", "686 26 Sunne"])
    w.y = 190
    w.heading("Faktura - bredband och telefoni")
    w.line("Telefonnummer 08-465 004 12", "249,00 kr", at=(54, 400))
    w.line("Varav moms 25 %", "49,80 kr", at=(54, 400))
    w.line("Att betala", "249,00 SEK", at=(54, 400))
    w.line("Bankgiro 5050-1055  Org.nr 556000-0142")
    return w


def british(seed: int) -> Writer:
    w = _paper("british", seed, "GB")
    w.at(54, 60, w.rng.choice(("BT Group plc", "Vodafone Limited", "Sky Talk", "TalkTalk Business")), size=15, bold=True)
    w.stack(
        340,
        60,
        [f"Bill date {w.story.bill_day:%d/%m/%Y}", f"Account number GB {w.rng.randrange(10**7, 10**8)}", "VAT Reg No. GB 245 7193 48"],
    )
    w.stack(54, 110, ["Mr Fitzwilliam Darcy", "12 Lambton Lane", "Matlock", "Derbyshire", "DE4 3GX"])
    w.y = 190
    w.heading("Your phone bill")
    w.line("Telephone number 020 7946 0123", "£24.99", at=(54, 400))
    w.line("Line rental", "£19.99", at=(54, 400))
    w.line("VAT at 20%", "£4.99", at=(54, 400))
    w.line(f"Direct Debit on {w.story.due_day:%d/%m/%Y}", "£29.98", at=(54, 400))
    return w


def _paper(layout: str, seed: int, country: str) -> Writer:
    w = Writer(draw_story(layout, seed, PROVIDERS[Random(seed).choice(("att", "lumen"))]))
    w.truth.kind, w.truth.country = PaperKind.FOREIGN_BILL, country
    return w
