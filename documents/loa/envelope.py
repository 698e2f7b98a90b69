"""The part of a sealed file that its own digest cannot cover: the hole that holds the signature. It must be exactly as we write it.

A flipped letter case in the hexadecimal, a changed filler or an unsigned field would otherwise pass unseen.
"""

import re

from asn1crypto import cms
from asn1crypto.core import Sequence
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_VERSION_1, _VERSION_3, _NULL = b"\x02\x01\x01", b"\x02\x01\x03", b"\x05\x00"
_HOLE = re.compile(rb"<([0-9A-F]+)>")


def check_envelope(pdf: bytes, signature: EmbeddedPdfSignature) -> tuple[str, ...]:
    """Codes of what is wrong; empty when the hole is filled as this house fills it."""
    start, length, rest, tail = (int(part) for part in signature.byte_range)
    hole = _HOLE.fullmatch(pdf[start + length : rest])
    if start != 0 or rest + tail != len(pdf) or hole is None:
        return ("loa.changed_after_sealing",)
    raw = bytes.fromhex(hole[1].decode())
    message = cms.ContentInfo.load(raw)
    size = len(message.dump())
    if any(raw[size:]) or not _is_plain(message):
        return ("loa.changed",)
    return ()


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
