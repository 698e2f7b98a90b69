"""Seals as an authority would issue them, for tests: a container with its chain, and a time-stamp authority's answer over HTTP."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "a password of the tests"


@dataclass(frozen=True, slots=True)
class Issued:
    """pem: the sealing certificate and the one between it and its root."""

    root: bytes
    container: bytes
    pem: bytes
    key: bytes


def issued(at: datetime, life: timedelta = timedelta(days=365), *, curve: bool = False) -> Issued:
    """A seal under an intermediate certificate, valid from the day before `at`."""
    root_key, between_key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    key = ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    long = timedelta(days=9000)
    root = _certificate("Test root", "Test root", root_key, root_key, at, long, authority=True)
    between = _certificate("Test authority", "Test root", between_key, root_key, at, long, authority=True)
    seal = _certificate("Serenity Porting, Inc.", "Test authority", key, between_key, at, life, authority=False)
    lock = serialization.BestAvailableEncryption(PASSWORD.encode())
    return Issued(
        _pem(root),
        pkcs12.serialize_key_and_certificates(b"seal", key, seal, [between, root], lock),
        _pem(seal) + _pem(between),
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock),
    )


def _certificate(subject, issuer, key, issuer_key, at, life, *, authority):
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (subject, issuer)]
    builder = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=1)).not_valid_after(at + life)
    builder = builder.add_extension(x509.BasicConstraints(authority, None), True)
    usage = x509.KeyUsage(not authority, not authority, False, False, False, authority, authority, False, False)
    return builder.add_extension(usage, True).sign(issuer_key, hashes.SHA256())


def _pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)
