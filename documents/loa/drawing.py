"""The letter as PDF: as it is shown before signing, and with signature and evidence page as it is sealed."""

import hashlib
from datetime import UTC, datetime, time
from itertools import product

from fpdf import FPDF
from fpdf.fonts import TTFFont

from documents.loa.consent import CONSENTS
from documents.loa.content import LoaContent
from documents.loa.evidence import LoaEvidence, evidence_json
from documents.loa.fonts import EASTERN, FAMILY, drawable, eastern_font, font_files, needs_eastern, undrawable
from documents.loa.legible import legible
from documents.loa.wording import IDENTIFIED, TITLE, particulars, printed, statements
from domain.findings import Finding, Severity
from domain.porting.request import PersonName

EVIDENCE_NAME = "evidence.json"
SHOWN_NAME = "letter-as-shown.pdf"
_COLUMNS = 4
_SIGNATURE_HEIGHT = 120
_SHAPING_TABLES = ("GDEF", "GPOS", "GSUB")
"""No letter holds them: shaping reads them from the font's file. Left in the font, they would be taken apart only to be left out."""


def check_drawable(content: LoaContent, typed: PersonName | None = None) -> tuple[Finding, ...]:
    """A finding that names the letters no font here can draw; empty when all can be. typed: the signature."""
    letters = undrawable(_texts(content, typed))
    if not letters:
        return ()
    codes = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return (Finding("loa.letters_not_drawable", Severity.BLOCKED, "loa", {"letters": "".join(letters), "codes": codes}),)


def _texts(content: LoaContent, typed: PersonName | None) -> str:
    people = [content.signer, *([typed] if typed else [])]
    return "".join([*(value for _, value in particulars(content)), *(legible(f"{one.full} {one.title}") for one in people)])


def draw_loa(content: LoaContent) -> bytes:
    """The letter to be read before signing. The same bytes for the same content."""
    letter = _Letter(content, None)
    letter.write_letter()
    letter.write_signature(None)
    return bytes(letter.output())


def draw_signed_loa(content: LoaContent, evidence: LoaEvidence, shown: bytes) -> bytes:
    """The letter with its signature, the evidence page, and evidence and shown letter attached; ready to be sealed.

    Raises ValueError when `shown` is not the file whose hash the evidence holds.
    """
    if hashlib.sha256(shown).hexdigest() != evidence.document_sha256:
        raise ValueError("the evidence is about another document")
    letter = _Letter(content, evidence.typed_name)
    letter.write_letter()
    letter.write_signature(evidence)
    letter.write_evidence(evidence)
    at = evidence.signed_at
    for data, name, kind in ((evidence_json(content, evidence), EVIDENCE_NAME, "application/json"), (shown, SHOWN_NAME, "application/pdf")):
        letter.embed_file(bytes=data, basename=name, mime_type=kind, creation_date=at, modification_date=at, compress=True)
    return bytes(letter.output())


class _Letter(FPDF):
    def __init__(self, content: LoaContent, typed: PersonName | None) -> None:
        super().__init__(format="letter", unit="pt")
        self._content = content
        for style, path in font_files().items():
            self.add_font(FAMILY, style, path)
        if needs_eastern(_texts(content, typed)):
            self.add_font(EASTERN, "", eastern_font())
            self.set_fallback_fonts([EASTERN], exact_match=False)
        for font, table in product(self.fonts.values(), _SHAPING_TABLES):
            if isinstance(font, TTFFont) and table in font.ttfont:
                del font.ttfont[table]
        self.set_text_shaping(True)
        self.set_margin(54)
        self.set_auto_page_break(True, 54)
        self.set_creation_date(datetime.combine(content.issued_on, time(), UTC))
        self.set_title(TITLE)
        self.set_lang("en-US")
        self.add_page()

    def footer(self) -> None:
        self.set_y(-40)
        self.set_font(FAMILY, size=8)
        self.cell(0, 10, f"{TITLE}, order {self._content.order_id}", align="L")
        self.set_x(54)
        self.cell(0, 10, f"Page {self.page_no()} of {{nb}}", align="R")

    def write_letter(self) -> None:
        self._heading(TITLE, 18)
        for label, value in particulars(self._content):
            self._pair(label, value)
        self._heading("I confirm", 12)
        for count, statement in enumerate(statements(self._content), 1):
            self._paragraph(f"{count}. {statement.text}")
        self._heading(f"Telephone numbers covered ({len(self._content.numbers)})", 12)
        self._numbers()

    def write_signature(self, evidence: LoaEvidence | None) -> None:
        signer = self._content.signer
        if self.will_page_break(_SIGNATURE_HEIGHT):
            self.add_page()
        self._heading("Signature", 12)
        self._pair("Authorized person", signer.full)
        self._pair("Title", signer.title or "-")
        self._pair("Signature (typed name)", legible(evidence.typed_name.full) if evidence else "")
        if evidence and evidence.authority_sha256:
            self._pair(f"Signed for {signer.full}", "under their written authority, named on the evidence page")
        self._pair("Date signed", f"{evidence.signed_at:%Y-%m-%d %H:%M} UTC" if evidence else "")

    def write_evidence(self, evidence: LoaEvidence) -> None:
        self.add_page()
        self._heading("Evidence of signature", 14)
        rows = [
            ("Signed by", legible(f"{evidence.typed_name.full}, {evidence.typed_name.title}".rstrip(", "))),
            ("Identified by", IDENTIFIED[evidence.identified]),
            ("Signed at (UTC)", evidence.signed_at.isoformat()),
            ("From address", evidence.ip_address),
            ("With", drawable(legible(evidence.user_agent))),
            ("Consent text", f"version {evidence.consent_version}, SHA-256 {evidence.consent_sha256}"),
            ("Declarations", evidence.declarations_version or "-"),
            ("Letter shown", f"SHA-256 {evidence.document_sha256}"),
            ("Order", f"{self._content.order_id}, revision {self._content.revision}"),
            ("What was signed", f"SHA-256 {self._content.fingerprint}"),
            ("Attestation", evidence.attestation or "-"),
            ("Authority of the signer", f"SHA-256 {evidence.authority_sha256}" if evidence.authority_sha256 else "their own"),
        ]
        for label, value in rows:
            self._pair(label, value)
        for event in evidence.events:
            self._pair(event.at.isoformat(), f"{event.kind} ({event.actor})")
        self._heading("Consent to sign electronically", 12)
        for paragraph in CONSENTS[evidence.consent_version].paragraphs:
            self._paragraph(paragraph)

    def _numbers(self) -> None:
        """Digits need no shaping, which takes half of the time that a long letter does."""
        self.set_text_shaping(False)
        self.set_font(FAMILY, size=10)
        width = self.epw / _COLUMNS
        for count, number in enumerate(self._content.numbers, 1):
            ends = count % _COLUMNS == 0 or count == len(self._content.numbers)
            self.cell(width, 14, printed(number), new_x="LMARGIN" if ends else "RIGHT", new_y="NEXT" if ends else "TOP")
        self.set_text_shaping(True)
        self.ln(4)

    def _heading(self, text: str, size: int) -> None:
        self.ln(6)
        self.set_font(FAMILY, "B", size)
        self.multi_cell(0, size * 1.5, text, new_x="LMARGIN", new_y="NEXT")
        self.set_font(FAMILY, size=10)

    def _paragraph(self, text: str) -> None:
        self.set_font(FAMILY, size=10)
        self.multi_cell(0, 14, text, new_x="LMARGIN", new_y="NEXT", align="L")
        self.ln(2)

    def _pair(self, label: str, value: str) -> None:
        top = self.get_y()
        self.set_font(FAMILY, size=9)
        self.multi_cell(170, 14, label, new_x="RIGHT", new_y="TOP", align="L")
        self.set_font(FAMILY, size=10)
        self.set_xy(54 + 180, top)
        self.multi_cell(0, 14, value, new_x="LMARGIN", new_y="NEXT", align="L")
