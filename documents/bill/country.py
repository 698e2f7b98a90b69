"""Which country's paper is it? Bills from elsewhere are recognised and not misread as if they were from the US."""

import re
from collections.abc import Mapping

from documents.bill.address_blocks import CITY, ONE_LINE
from documents.bill.paper_lines import Paper

HOME = "US"
_SIGNS: Mapping[str, re.Pattern[str]] = {
    country: re.compile(words, re.I)
    for country, words in {
        "DE": r"rechnungs?(?:nummer|datum|betrag)?\b|kundennummer|\bmwst\b|umsatzsteuer|rufnummer|grundpreis|\biban\s*de|\bgmbh\b|festnetz"
        r"|mobilfunk",
        "AT": r"\baustria\b|\bösterreich|\biban\s*at|\bust-idnr\.?\s*atu",
        "CH": r"\biban\s*ch|\bchf\b|\bschweiz|\bswisscom|\bqr-rechnung",
        "SE": r"\bfaktura(?:datum|nummer)?\b|förfallodatum|\bkundnummer|\bmoms\b|att\s*betala|\bbankgiro|\bplusgiro|org\.?\s*nr|\bsek\b",
        "NO": r"fakturadato|forfallsdato|kundenummer|\bmva\b|å\s*betale|\bkid\b|\bnok\b|\borg\.\s*nr\.?\s*no",
        "DK": r"betalingsdato|kundenr|\bcvr\b|at\s*betale|\bdkk\b|fakturadato|\bmoms\b.*\bkr\b",
        "FI": r"\blasku(?:n|päivä)?\b|eräpäivä|asiakasnumero|\balv\b|viitenumero|y-tunnus",
        "GB": r"£|\bvat\s*(?:reg|at|no|number)|\bplc\b|direct\s*debit|\bsort\s*code|\bline\s*rental|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
        r"|\bltd\b|\+44\b",
        "FR": r"\bfacture\b|\btva\b|prélèvement|\bsiret\b|montant\s*(?:ttc|à\s*payer)"
        r"|numéro\s*de\s*client|\biban\s*fr|date\s*de\s*facture",
        "ES": r"\bfactura\b|\biva\b|fecha\s*de\s*(?:emisión|factura)|importe\s*total|\bnif\b|\bcif\b|\biban\s*es|número\s*de\s*cliente",
        "IT": r"\bfattura\b|\bp\.?\s*iva\b|codice\s*(?:cliente|fiscale)|data\s*(?:di\s*)?(?:emissione|fattura)"
        r"|importo\s*(?:totale|da\s*pagare)"
        r"|\biban\s*it",
        "NL": r"\bfactuur(?:datum|nummer)?\b|klantnummer|\bbtw\b|te\s*betalen|\biban\s*nl|\bincasso",
        "PL": r"\bfaktura\s*vat\b|\bnip\b|do\s*zapłaty|data\s*wystawienia|numer\s*klienta|\bpln\b",
        "MX": r"\brfc\b|\btelmex\b|\biva\b|fecha\s*l[íi]mite|\bcdmx\b|recibo\s*telef[óo]nico|mes\s*de\s*facturaci[óo]n"
        r"|total\s*a\s*pagar|\bmxn\b",
        "BR": r"\bcnpj\b|\bcpf\b|r\$\s?\d|\bfatura\b|vencimento|\bicms\b|\bbrl\b|valor\s*total",
        "PT": r"\bfatura\b|\bnif\b|\biva\b|contribuinte|data\s*(?:de\s*)?(?:emissão|vencimento)|\biban\s*pt",
        "AU": r"\babn\b|tax\s*invoice|\bbpay\b|\b(?:nsw|vic|qld|tas|act)\s+\d{4}\b|\btelstra\b|\boptus\b|\+61\b|includes\s*gst|\baud\b",
        "NZ": r"\bgst\s*(?:no|number|reg)|tax\s*invoice|\bnew\s*zealand\b|\+64\b|\bnzd\b|\bspark\s*nz|\bauckland\b|\bwellington\s+\d{4}\b",
        "IN": r"\bgstin\b|\b[cs]gst\b|₹|\brs\.\s?\d|\bairtel\b|\bjio\b|\+91\b|\binr\b|\bbengaluru\b|\bmumbai\b|\bnew\s*delhi\b",
        "IE": r"\beir\b|\+353\b|\bvat\b|\b(?:dublin|cork|galway|limerick)\b|\b[AC-FHKNPRTV-Y]\d[\dW]\s?[AC-FHKNPRTV-Y\d]{4}\b"
        r"|direct\s*debit|\bireland\b",
        "JP": r"請求書|電話番号|ご利用料金|消費税|¥|円",
        "CN": r"账单|电话号码|发票|人民币|缴费",
        "CA": r"\b(?:gst|hst|qst)\b(?:/hst)?|\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d\b|\bbell\s*canada|\brogers\b|\btelus\b|\bcad\b",
    }.items()
}
_EURO = re.compile(r"€|\beur\b", re.I)
_DOLLAR = re.compile(r"\$\s?\d")
_EURO_COUNTRIES = frozenset(("DE", "AT", "FI", "FR", "ES", "IT", "NL", "PT", "IE"))
_ENOUGH = 2


def country_of(paper: Paper) -> str:
    """ISO 3166. Another country needs two different signs of it at least, and more than the paper shows of home."""
    euro = paper.has(_EURO) or any(_EURO.search(cell.text) for sheet in paper.sheets[:2] for cell in sheet.cells)
    signs = {country: len(_signs(paper, pattern)) + (euro and country in _EURO_COUNTRIES) for country, pattern in _SIGNS.items()}
    country = max(signs, key=lambda each: signs[each])
    home = _signs_of_home(paper)
    return country if signs[country] >= _ENOUGH and signs[country] > home else HOME


def _signs(paper: Paper, pattern: re.Pattern[str]) -> set[str]:
    """Different signs on the first pages; money stands in cells without words as well."""
    texts = list(paper.words) + [cell.text for sheet in paper.sheets[:2] for cell in sheet.cells if not cell.text.isascii()]
    return {match[0].casefold() for text in texts for match in pattern.finditer(text)}


def _signs_of_home(paper: Paper) -> int:
    """Up to three: a US address, a price in dollars."""
    addresses = sum(CITY.match(text) is not None or ONE_LINE.search(text) is not None for text in paper.words)
    dollars = any(_DOLLAR.search(cell.text) for sheet in paper.sheets[:2] for cell in sheet.cells)
    return min(2, addresses) + dollars
