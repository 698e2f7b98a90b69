"""The signature of a sealed file, taken out of its hole and checked before anything else of the file is read.

Only bytes that our own seal covers reach a PDF reader: a file of a stranger is told by its digest, not by being taken apart. What no
digest covers, the hole itself, must be exactly as we write it: a flipped letter case in the hexadecimal, a changed filler or an unsigned
field would otherwise pass unseen.
"""

import re
from dataclasses import dataclass

from asn1crypto import cms
from asn1crypto.core import Sequence

_VERSION_1, _VERSION_3, _NULL = b"\x02\x01\x01", b"\x02\x01\x03", b"\x05\x00"
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_HOLE = re.compile(rb"<([0-9A-F]+)>")
# Room for a long chain and a talkative time-stamp authority.
MAX_HOLE = 256 * 1024


class EnvelopeBroken(Exception):
    """The file is not as this house seals one. code: what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Envelope:
    """signature: the filled hole. covered: all other bytes of the file."""

    signature: cms.SignedData
    covered: bytes

    @property
    def time_stamp(self) -> cms.SignedData | None:
        """The token of the time-stamp authority; its values were checked to be plain."""
        for attribute in self.signature["signer_infos"][0]["unsigned_attrs"] or ():
            for token in attribute["values"]:
                stamp: cms.SignedData = token["content"]
                return stamp
        return None


def open_envelope(pdf: bytes) -> Envelope:
    """Raises EnvelopeBroken, and whatever the ASN.1 library raises for bytes that are no ASN.1."""
    if not pdf.startswith(b"%PDF-"):
        raise EnvelopeBroken("loa.not_readable")
    ranges = _RANGE.findall(pdf)
    if len(ranges) != 1:
        raise EnvelopeBroken("loa.other_signatures" if ranges else "loa.not_sealed")
    start, length, rest, tail = (int(part) for part in ranges[0])
    if start != 0 or rest + tail != len(pdf) or not length < rest <= length + MAX_HOLE:
        raise EnvelopeBroken("loa.changed_after_sealing")
    hole = _HOLE.fullmatch(pdf[length:rest])
    if hole is None or len(hole[1]) % 2:
        raise EnvelopeBroken("loa.changed")
    raw = bytes.fromhex(hole[1].decode())
    if not any(raw):
        raise EnvelopeBroken("loa.not_sealed")
    message = cms.ContentInfo.load(raw)
    if any(raw[len(message.dump()) :]) or message["content_type"].native != "signed_data" or not _is_plain(message):
        raise EnvelopeBroken("loa.changed")
    return Envelope(message["content"], pdf[:length] + pdf[rest:])


def _is_plain(message: cms.ContentInfo) -> bool:
    """Whether every field that no signature covers says what the signed fields imply, here and in the time stamp."""
    signed: cms.SignedData = message["content"]
    signers = signed["signer_infos"]
    if len(signers) != 1 or not _as_implied(signed, signers[0]):
        return False
    return all(
        token["content_type"].native == "signed_data" and _is_plain(token)
        for attribute in signers[0]["unsigned_attrs"] or ()
        for token in attribute["values"]
    )


def _as_implied(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    stamped = signed["encap_content_info"]["content_type"].native != "data"
    versions = signed["version"].dump(), signer["version"].dump()
    digest, seal = signer["digest_algorithm"], signer["signature_algorithm"]
    return (
        versions == (_VERSION_3 if stamped else _VERSION_1, _VERSION_1)
        and signed["digest_algorithms"].dump() == cms.DigestAlgorithms([digest]).dump()
        and _names_its_certificate(signed, signer)
        and all(_has_no_parameters(algorithm) for algorithm in (digest, seal))
    )


def _has_no_parameters(algorithm: Sequence) -> bool:
    """RSA and SHA-2 take none: the field is absent or a proper NULL."""
    return bytes(algorithm["parameters"].dump()) in {b"", _NULL}


def _names_its_certificate(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    """By the very bytes: comparing names as directories do would let a letter's case pass."""
    named = signer["sid"].chosen.dump()
    enclosed = (one.chosen for one in signed["certificates"])
    return any(cms.IssuerAndSerialNumber({"issuer": one.issuer, "serial_number": one.serial_number}).dump() == named for one in enclosed)
