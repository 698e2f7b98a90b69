"""The consumer disclosures of the E-Sign Act, section 101(c), by version. A published version is never edited: add another."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConsentText:
    """paragraphs: shown whole before the signature, on the signing screen and in the sealed file."""

    version: str
    paragraphs: tuple[str, ...]

    @property
    def sha256(self) -> str:
        return hashlib.sha256("\n".join(self.paragraphs).encode()).hexdigest()


_2026_11 = ConsentText(
    "2026-11",
    (
        "By typing your first and last name and pressing Sign, you agree to sign this letter electronically. Your "
        "typed name has the same effect "
        "as a signature by hand.",
        "You may have this letter on paper instead. Ask for it before signing, or decline and say that you want paper; "
        "there is no charge for it.",
        "You may withdraw this consent at any time before signing by closing this page or pressing Decline. Nothing is "
        "then sent to any carrier, and "
        "there is no fee. After signing you may withdraw by canceling the order before the numbers move.",
        "This consent covers this letter only, and no other document or transaction.",
        "You can download the signed letter after signing and keep it, and you may ask for a paper copy later at no "
        "charge. If your e-mail address "
        "changes, tell the administrator of your organization, who can correct it in the console.",
        "To read and keep the letter you need a current web browser and a program that opens PDF files. By signing you "
        "confirm that you can open the "
        "letter shown to you.",
    ),
)

CONSENTS = {consent.version: consent for consent in (_2026_11,)}
CURRENT = _2026_11
