"""A sealed letter tells who signed what, how and when, also long after its seal's certificate has run out (R46, R47)."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import pem, tsp
from pyhanko.sign.timestamps import DummyTimeStamper
from pypdf import PdfReader

from documents.loa.drawing import draw_loa
from documents.loa.evidence import evidence_json, read_evidence
from documents.loa.key_files import SealProblem, keys_from, trust_from
from documents.loa.keys import TimeStampServer, rehearsal_keys
from documents.loa.sealing import NotStamped, certificate_from, seal_loa
from documents.loa.verification import verify_loa
from tests.documents.papers import NUMBERS
from tests.documents.sealed import CONTENT, EVIDENCE, NOW, SHOWN, evidence_of, many, rehearsal, sealed_letter
from tests.documents.seals import PASSWORD, issued

STAMPS = "http://stamps.example/"


@pytest.fixture(scope="module")
def sealed():
    return sealed_letter()


@pytest.fixture(scope="module")
def real():
    return issued(NOW)


def test_a_sealed_letter_tells_who_signed_over_which_numbers(sealed):
    verdict = verify_loa(sealed, rehearsal()[1])
    assert (verdict.intact, verdict.problems) == (True, ())
    assert (verdict.signer, verdict.numbers) == ("Zoe Washburne", NUMBERS)
    assert verdict.content == CONTENT
    assert verdict.evidence == EVIDENCE
    assert verdict.sealed_at is not None
    assert abs(verdict.sealed_at - NOW) < timedelta(minutes=15)


def test_it_verifies_in_two_years_and_not_by_other_roots(sealed, tmp_path):
    assert verify_loa(sealed, rehearsal()[1], at=NOW + timedelta(days=731)).intact
    _, others = rehearsal_keys(tmp_path / "others", NOW)
    assert verify_loa(sealed, others).problems == ("loa.seal_not_trusted", "loa.time_stamp_broken")


@pytest.mark.parametrize("form", ["pkcs12", "pem", "curve"])
def test_a_real_seal_outlives_its_certificate_by_its_time_stamp(form):
    """A bought certificate is good for a year, the letter for longer: what counts is the moment that was stamped."""
    made, (local, trusted) = issued(NOW, curve=form == "curve"), rehearsal()
    container, key = (made.container, b"") if form == "pkcs12" else (made.pem, made.key)
    keys = replace(keys_from(container, key, PASSWORD, STAMPS, NOW), time_stamps=local.time_stamps)
    trust = trust_from(made.root, b"".join(trusted.time_stamp_roots))
    letter = seal_loa(CONTENT, EVIDENCE, SHOWN, keys)
    assert verify_loa(letter, trust).intact
    assert verify_loa(letter, trust, at=NOW + timedelta(days=731)).intact
    assert verify_loa(letter, trusted).problems == ("loa.seal_not_trusted",)


def test_a_certificate_that_had_run_out_when_it_sealed_is_not_trusted():
    made, (local, trusted) = issued(NOW - timedelta(days=30), timedelta(days=10)), rehearsal()
    keys = replace(keys_from(made.container, b"", PASSWORD, STAMPS, NOW - timedelta(days=25)), time_stamps=local.time_stamps)
    verdict = verify_loa(seal_loa(CONTENT, EVIDENCE, SHOWN, keys), trust_from(made.root, b"".join(trusted.time_stamp_roots)))
    assert verdict.problems == ("loa.seal_not_trusted",)


def test_a_seal_that_cannot_be_used_says_why_and_shows_no_key(real):
    wrong = [
        (real.container, b"", "another", NOW, "cannot be opened"),
        (b"nothing", b"", PASSWORD, NOW, "cannot be opened"),
        (real.pem, b"", PASSWORD, NOW, "needs its key"),
        (real.pem, issued(NOW).key, PASSWORD, NOW, "not that of the first"),
        (real.container, b"", PASSWORD, NOW + timedelta(days=400), "renew"),
    ]
    for container, key, password, at, said in wrong:
        with pytest.raises(SealProblem, match=said):
            keys_from(container, key, password, STAMPS, at)
    with pytest.raises(SealProblem, match="PEM"):
        trust_from(b"nothing", b"nothing")
    assert "PRIVATE" not in repr(keys_from(real.container, b"", PASSWORD, STAMPS, NOW))


@contextmanager
def authority(answer):
    """A time-stamp authority over HTTP; its address."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = answer(asked)
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            serving.join()


def stamped(asked):
    local = rehearsal()[0].time_stamps
    key = asn1_keys.PrivateKeyInfo.load(pem.unarmor(local.key)[2])
    stamper = DummyTimeStamper(tsa_cert=certificate_from(local.certificate), tsa_key=key)
    return 200, stamper.request_tsa_response(asked).dump()


def test_a_time_stamp_authority_is_asked_over_http():
    with authority(stamped) as url:
        letter = seal_loa(CONTENT, EVIDENCE, SHOWN, replace(rehearsal()[0], time_stamps=TimeStampServer(url)))
    assert verify_loa(letter, rehearsal()[1]).intact


@pytest.mark.parametrize("answer", [(500, b""), (200, b"not a stamp"), (404, b"nothing here")])
def test_an_authority_that_does_not_stamp_is_told_as_such(answer):
    with authority(lambda _: answer) as url, pytest.raises(NotStamped):
        seal_loa(CONTENT, EVIDENCE, SHOWN, replace(rehearsal()[0], time_stamps=TimeStampServer(url)))


def test_an_authority_that_is_not_there_is_told_as_such():
    with authority(stamped) as url:
        pass
    with pytest.raises(NotStamped):
        seal_loa(CONTENT, EVIDENCE, SHOWN, replace(rehearsal()[0], time_stamps=TimeStampServer(url)))


def test_evidence_about_another_letter_is_not_sealed():
    with pytest.raises(ValueError, match="another document"):
        seal_loa(CONTENT, replace(EVIDENCE, document_sha256="0" * 64), SHOWN, rehearsal()[0])


def test_the_evidence_page_says_it_all(sealed):
    pages = PdfReader(BytesIO(sealed)).pages
    evidence = " ".join(pages[-1].extract_text().split())
    for said in ("Zoe Washburne", "2026-11-21T17:30:00+00:00", "192.0.2.7", "shown (usr_zoe)", "version 2026-11"):
        assert said in evidence
    squeezed = evidence.replace(" ", "")
    assert EVIDENCE.document_sha256 in squeezed
    assert CONTENT.fingerprint in squeezed
    assert "Signature (typed name) Zoe Washburne" in " ".join(pages[0].extract_text().split())


def test_a_signature_for_somebody_else_names_both_and_the_authority():
    acted = replace(EVIDENCE, typed_name=replace(EVIDENCE.typed_name, first="Jayne", last="Cobb"), authority_sha256="ab" * 32)
    letter = seal_loa(CONTENT, acted, SHOWN, rehearsal()[0])
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(letter)).pages).split())
    assert "Signed for Zoe Washburne" in text
    assert "Jayne Cobb" in text
    assert "ab" * 32 in text.replace(" ", "")
    verdict = verify_loa(letter, rehearsal()[1])
    assert verdict.evidence == acted


def test_evidence_is_read_back():
    assert read_evidence(evidence_json(CONTENT, EVIDENCE)) == (CONTENT, EVIDENCE)


def test_evidence_from_before_delegations_is_read_too():
    old = evidence_json(CONTENT, EVIDENCE).replace(b'  "authority_sha256": "",\n', b"")
    assert b"authority_sha256" not in old
    assert read_evidence(old) == (CONTENT, EVIDENCE)


def test_five_hundred_numbers_are_sealed_and_told():
    content = many(500)
    shown = draw_loa(content)
    assert verify_loa(seal_loa(content, evidence_of(shown), shown, rehearsal()[0]), rehearsal()[1]).numbers == content.numbers


def test_rehearsal_keys_are_made_once_and_kept_private(tmp_path):
    first, _ = rehearsal_keys(tmp_path / "keys", NOW)
    again, _ = rehearsal_keys(tmp_path / "keys", NOW + timedelta(days=1))
    assert first == again
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "keys").iterdir()} == {0}
    assert "PRIVATE" not in repr(first)
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]
