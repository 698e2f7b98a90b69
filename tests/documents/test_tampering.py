"""Whatever is done to a sealed letter is found (reliability R47, T15)."""

import re

import pytest

from documents.loa.drawing import draw_loa
from documents.loa.keys import rehearsal_keys
from documents.loa.sealing import seal_loa, seal_pdf
from documents.loa.verification import MAX_BYTES, verify_loa
from tests.documents import tampering
from tests.documents.sealed import CONTENT, NOW, SHOWN, evidence_of, many, rehearsal, sealed_letter

UNSIGNED = (b"\x02\x01\x01", b"\x02\x01\x03", bytes.fromhex("300d06096086480165030402010500"), b"Portwright rehearsal")
"""Versions, the digest algorithm and certificate names, as they stand in the seal."""


@pytest.fixture(scope="module")
def sealed():
    return sealed_letter()


@pytest.fixture(scope="module")
def long_letter():
    """Of several pages."""
    content = many(500)
    shown = draw_loa(content)
    return seal_loa(content, evidence_of(shown), shown, rehearsal()[0])


def problems(pdf):
    verdict = verify_loa(pdf, rehearsal()[1])
    assert not verdict.intact
    assert (verdict.content, verdict.evidence, verdict.signer, verdict.numbers) == (None, None, "", ())
    return verdict.problems


def test_a_byte_changed_anywhere_is_found(sealed):
    tried = list(tampering.flipped(sealed, 100, 4721))
    assert len(tried) == 203
    missed = [place for place, changed in tried if verify_loa(changed, rehearsal()[1]).intact]
    assert missed == []


def test_the_unsigned_fields_of_the_seal_may_not_change_either(sealed):
    """No digest covers all of them, and a directory name has no case."""
    start, end = tampering.hole(sealed)
    seal = bytes.fromhex(sealed[start:end].decode())
    spans = [match.span() for field in UNSIGNED for match in re.finditer(re.escape(field), seal)]
    assert len(spans) > 12
    for offset in sorted({place for span in spans for place in range(*span)}):
        changed = bytearray(sealed)
        changed[start + 2 * offset : start + 2 * offset + 2] = b"%02X" % (seal[offset] ^ 0x20)
        assert problems(bytes(changed)), offset


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"\n% comment\n", b"\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"])
def test_anything_appended_is_found(sealed, tail):
    assert problems(sealed + tail) == ("loa.changed_after_sealing",)


def test_an_appended_update_is_found(sealed):
    assert problems(tampering.with_update(sealed)) == ("loa.changed_after_sealing",)


def test_swapped_pages_are_found(long_letter):
    assert problems(tampering.with_kids_swapped(long_letter)) == ("loa.changed",)
    assert problems(tampering.with_pages_rewritten(long_letter))


def test_a_stripped_time_stamp_is_found(sealed):
    assert problems(tampering.without_time_stamp(sealed)) == ("loa.not_time_stamped",)


def test_the_time_stamp_of_another_letter_is_found(sealed, long_letter):
    assert problems(tampering.with_time_stamp_of(sealed, long_letter)) == ("loa.time_stamp_broken",)


def test_a_stripped_signature_is_found(sealed):
    assert problems(tampering.without_signature(sealed)) == ("loa.not_sealed",)
    assert problems(sealed.replace(b"/ByteRange", b"/ByteRanks")) == ("loa.not_sealed",)


def test_the_seal_of_another_letter_is_found(sealed, long_letter):
    first, last = tampering.hole(long_letter)
    other = bytes.fromhex(long_letter[first:last].decode())[: len(tampering.signature(long_letter).dump())]
    assert "loa.changed" in problems(tampering.with_signature(sealed, other))


def test_somebody_elses_seal_is_found(sealed, tmp_path):
    others, trusted = rehearsal_keys(tmp_path / "others", NOW)
    forged = tampering.sealed_by_others(sealed, others)
    assert verify_loa(forged, trusted).intact
    assert problems(forged) == ("loa.time_stamp_broken", "loa.seal_not_trusted")[::-1]


def test_another_range_in_the_file_is_found(sealed):
    assert problems(sealed + b"%/ByteRange [0 10 20 30]\n") == ("loa.other_signatures",)


@pytest.mark.parametrize(
    "pdf, problem",
    [
        (SHOWN, "loa.not_sealed"),
        (b"%PDF-1.7 nothing", "loa.not_sealed"),
        (b"", "loa.not_readable"),
        (b"\x89PNG", "loa.not_readable"),
        (b"%PDF-" + bytes(MAX_BYTES), "loa.too_large"),
        (b"%PDF-1.7 /ByteRange [0 41 43 1] /Contents <00>  ", "loa.changed_after_sealing"),
    ],
)
def test_what_is_no_sealed_letter_is_told(pdf, problem):
    assert problems(pdf) == (problem,)


def test_a_sealed_file_without_evidence_is_told():
    assert problems(seal_pdf(SHOWN, rehearsal()[0])) != ()


def test_a_strangers_file_is_told_without_being_taken_apart(sealed):
    """A file whose bytes our seal does not cover never reaches the PDF reader, whatever it holds."""
    hostile = sealed.replace(b"/Kids [", b"/Kids [" + b"[" * 60_000)
    moved = re.sub(rb"/ByteRange \[[^]]*\]\s*", lambda match: ranges(hostile, match[0]), hostile)
    assert problems(moved) == ("loa.changed",)


def ranges(pdf, written):
    start, end = tampering.hole(pdf)
    return f"/ByteRange [0 {start - 1} {end + 1} {len(pdf) - end - 1}]".encode().ljust(len(written))[: len(written)]


def test_the_letter_itself_is_intact(sealed, long_letter):
    assert verify_loa(sealed, rehearsal()[1]).content == CONTENT
    assert len(verify_loa(long_letter, rehearsal()[1]).numbers) == 500
