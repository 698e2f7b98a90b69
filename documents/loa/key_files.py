"""A real seal from files: a PKCS#12 container, or a certificate with its chain and a key as PEM."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12

from documents.loa.keys import SealingKeys, TimeStampServer, Trust

_PEM = b"-----BEGIN"


class SealProblem(Exception):
    """The seal cannot be used as it is given. Says what to do; holds no key material."""


@dataclass(frozen=True, slots=True)
class _Pair:
    key: RSAPrivateKey | EllipticCurvePrivateKey
    certificates: tuple[x509.Certificate, ...]


def keys_from(container: bytes, key: bytes, password: str, time_stamp_url: str, at: datetime) -> SealingKeys:
    """container: PKCS#12, or PEM certificates with the sealing one first; `key` is then its PEM key, else empty. Raises SealProblem."""
    try:
        pair = _from_pem(container, key, password) if _PEM in container else _from_pkcs12(container, password)
    except SealProblem:
        raise
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SealProblem("the seal cannot be opened: look at its password, and that it is PKCS#12 or PEM") from None
    own, *chain = pair.certificates
    _require_fit(own, pair, at)
    between = tuple(_pem(one) for one in chain if one.issuer != one.subject)
    private = pair.key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SealingKeys(_pem(own), private, between, TimeStampServer(time_stamp_url))


def trust_from(seal_roots: bytes, time_stamp_roots: bytes) -> Trust:
    """Bundles of root certificates as PEM. Raises SealProblem."""
    return Trust(_bundle(seal_roots), _bundle(time_stamp_roots))


def _bundle(data: bytes) -> tuple[bytes, ...]:
    try:
        return tuple(_pem(one) for one in x509.load_pem_x509_certificates(data))
    except ValueError:
        raise SealProblem("the roots are no PEM certificates") from None


def _from_pkcs12(container: bytes, password: str) -> _Pair:
    key, own, others = pkcs12.load_key_and_certificates(container, password.encode() or None)
    if own is None:
        raise SealProblem("the PKCS#12 file holds no certificate of its key")
    return _Pair(_signing(key), (own, *others))


def _from_pem(container: bytes, key: bytes, password: str) -> _Pair:
    if not key:
        raise SealProblem("a PEM certificate needs its key in a file of its own")
    loaded = serialization.load_pem_private_key(key, password.encode() or None)
    return _Pair(_signing(loaded), tuple(x509.load_pem_x509_certificates(container)))


def _signing(key: object) -> RSAPrivateKey | EllipticCurvePrivateKey:
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise SealProblem("the key is neither RSA nor of an elliptic curve")
    return key


def _require_fit(own: x509.Certificate, pair: _Pair, at: datetime) -> None:
    if own.public_key() != pair.key.public_key():
        raise SealProblem("the key is not that of the first certificate")
    if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
        raise SealProblem("the certificate is not valid now: renew it")


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
