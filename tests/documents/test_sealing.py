"""A sealed letter tells who signed what, and any change after sealing is found (R46, R47)."""

import hashlib
import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from documents.loa import consent
from documents.loa.content import loa_content
from documents.loa.drawing import draw_loa
from documents.loa.evidence import Identified, LoaEvidence, SigningEvent, evidence_json, read_evidence
from documents.loa.keys import rehearsal_keys
from documents.loa.sealing import seal_loa, seal_pdf
from documents.loa.verification import verify_loa
from domain.porting.request import PersonName
from tests.documents.papers import NUMBERS, REQUEST

NOW = datetime.now(UTC)
CONTENT = loa_content(REQUEST, organisation_name="Blue Sun", gaining_carriers=("Rehearsal Carrier",), issued_on=date(2026, 11, 21))
SHOWN = draw_loa(CONTENT)
EVIDENCE = LoaEvidence(
    typed_name=PersonName("Zoe", "Washburne"),
    identified=Identified.MAILED_CODE,
    signed_at=datetime(2026, 11, 21, 17, 30, tzinfo=UTC),
    ip_address="192.0.2.7",
    user_agent="Mozilla/5.0 (X11; Linux x86_64)",
    consent_version=consent.CURRENT.version,
    consent_sha256=consent.CURRENT.sha256,
    declarations_version="2026.1",
    document_sha256=hashlib.sha256(SHOWN).hexdigest(),
    events=(SigningEvent("shown", datetime(2026, 11, 21, 17, 28, tzinfo=UTC), "usr_zoe"),),
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return rehearsal_keys(tmp_path_factory.mktemp("loa") / "keys", NOW)


@pytest.fixture(scope="module")
def sealed(keys):
    return seal_loa(CONTENT, EVIDENCE, SHOWN, keys[0])


def test_a_sealed_letter_tells_who_signed_over_which_numbers(sealed, keys):
    verdict = verify_loa(sealed, keys[1])
    assert (verdict.intact, verdict.problems) == (True, ())
    assert (verdict.signer, verdict.numbers) == ("Zoe Washburne", NUMBERS)
    assert (verdict.order_id, verdict.revision, verdict.fingerprint) == (REQUEST.order_id, REQUEST.revision, CONTENT.fingerprint)
    assert verdict.evidence == EVIDENCE
    assert verdict.sealed_at is not None
    assert abs(verdict.sealed_at - NOW) < timedelta(minutes=5)


def test_it_verifies_in_two_years_and_not_by_other_roots(sealed, keys, tmp_path):
    assert verify_loa(sealed, keys[1], at=NOW + timedelta(days=730)).intact
    _, others = rehearsal_keys(tmp_path / "others", NOW)
    assert verify_loa(sealed, others).problems == ("loa.seal_not_trusted", "loa.time_stamp_broken")


def test_one_flipped_bit_anywhere_is_found(sealed, keys):
    draw = random.Random(4721)
    hole = sealed.index(b"/Contents <3082") + len(b"/Contents ")
    width = sealed.index(b">", hole) - hole
    places = [
        0,
        9,
        len(sealed) - 1,
        *(draw.randrange(len(sealed)) for _ in range(100)),
        *(hole + draw.randrange(width) for _ in range(100)),
    ]
    for place in places:
        for bit in (1, 0x20):
            changed = bytearray(sealed)
            changed[place] ^= bit
            assert not verify_loa(bytes(changed), keys[1]).intact, (place, bit)


UNSIGNED = (b"\x02\x01\x01", b"\x02\x01\x03", bytes.fromhex("300d06096086480165030402010500"), b"Portwright rehearsal")
"""Versions, the digest algorithm and certificate names, as they stand in the seal."""


def test_the_unsigned_fields_of_the_seal_may_not_change_either(sealed, keys):
    """No digest covers all of them, and a directory name has no case."""
    start = sealed.index(b"/Contents <3082") + len(b"/Contents <")
    seal = bytes.fromhex(sealed[start : sealed.index(b">", start)].decode())
    spans = [match.span() for field in UNSIGNED for match in re.finditer(re.escape(field), seal)]
    assert len(spans) > 12
    for offset in sorted({place for span in spans for place in range(*span)}):
        for bit in (1, 0x20):
            changed = bytearray(sealed)
            changed[start + 2 * offset : start + 2 * offset + 2] = b"%02X" % (seal[offset] ^ bit)
            assert not verify_loa(bytes(changed), keys[1]).intact, (offset, bit)


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"\n% comment\n", b"\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"])
def test_anything_appended_is_found(sealed, keys, tail):
    assert not verify_loa(sealed + tail, keys[1]).intact


def test_a_proper_update_is_found(sealed, keys):
    writer, out = PdfWriter(BytesIO(sealed), incremental=True), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert out.getvalue().startswith(sealed)
    assert not verify_loa(out.getvalue(), keys[1]).intact


def test_swapped_pages_are_found(sealed, keys):
    writer, out = PdfWriter(), BytesIO()
    for page in reversed(PdfReader(BytesIO(sealed)).pages):
        writer.add_page(page)
    writer.write(out)
    assert verify_loa(out.getvalue(), keys[1]).problems == ("loa.not_sealed",)


def test_a_letter_without_seal_or_evidence_is_told(keys):
    assert verify_loa(SHOWN, keys[1]).problems == ("loa.not_sealed",)
    assert not verify_loa(seal_pdf(SHOWN, keys[0]), keys[1]).intact
    assert verify_loa(b"%PDF-1.7 nothing", keys[1]).problems == ("loa.not_readable",)
    assert verify_loa(b"", keys[1]).problems == ("loa.not_readable",)


def test_evidence_about_another_letter_is_not_sealed(keys):
    with pytest.raises(ValueError, match="another document"):
        seal_loa(CONTENT, replace(EVIDENCE, document_sha256="0" * 64), SHOWN, keys[0])


def test_the_evidence_page_says_it_all(sealed):
    pages = PdfReader(BytesIO(sealed)).pages
    evidence = " ".join(pages[-1].extract_text().split())
    for said in ("Zoe Washburne", "mailed_code", "2026-11-21T17:30:00+00:00", "192.0.2.7", "shown (usr_zoe)", "version 2026-11"):
        assert said in evidence
    squeezed = evidence.replace(" ", "")
    assert EVIDENCE.document_sha256 in squeezed
    assert CONTENT.fingerprint in squeezed
    assert "Signature (typed name) Zoe Washburne" in " ".join(pages[0].extract_text().split())


def test_evidence_is_read_back():
    assert read_evidence(evidence_json(CONTENT, EVIDENCE)) == (CONTENT, EVIDENCE)


def test_five_hundred_numbers_are_sealed_and_told(keys):
    numbers = tuple(f"+1{303 + index // 100}55501{index % 100:02d}" for index in range(500))
    content = replace(CONTENT, numbers=numbers)
    shown = draw_loa(content)
    sealed = seal_loa(content, replace(EVIDENCE, document_sha256=hashlib.sha256(shown).hexdigest()), shown, keys[0])
    assert verify_loa(sealed, keys[1]).numbers == numbers


def test_rehearsal_keys_are_made_once_and_kept_private(tmp_path):
    first, _ = rehearsal_keys(tmp_path / "keys", NOW)
    again, _ = rehearsal_keys(tmp_path / "keys", NOW + timedelta(days=1))
    assert first == again
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "keys").iterdir()} == {0}
    assert "PRIVATE" not in repr(first)
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]
