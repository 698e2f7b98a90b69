"""The key that seals letters and the authority that stamps their time. Real ones come by settings; rehearsal makes its own."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_BITS = 2048
_LIFE = timedelta(days=20 * 365)


@dataclass(frozen=True, slots=True)
class LocalTimeStamps:
    """A time-stamp authority in this process, for rehearsal. Certificate and key as PEM."""

    certificate: bytes
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TimeStampServer:
    """An authority that answers RFC 3161 requests over HTTP."""

    url: str


@dataclass(frozen=True, slots=True)
class SealingKeys:
    """PEM throughout. chain: certificates between the sealing one and its root, root left out."""

    certificate: bytes
    key: bytes = field(repr=False)
    chain: tuple[bytes, ...]
    time_stamps: LocalTimeStamps | TimeStampServer


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose seals and time stamps count: root certificates as PEM."""

    seal_roots: tuple[bytes, ...]
    time_stamp_roots: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Files:
    root: bytes
    seal: bytes
    seal_key: bytes
    stamps: bytes
    stamps_key: bytes


def rehearsal_keys(folder: Path, at: datetime) -> tuple[SealingKeys, Trust]:
    """The keys in this folder, made there the first time. at: now, real time. The folder is readable by its owner only."""
    if not folder.is_dir():
        _write(folder, _make(at))
    files = _Files(**{item.name: (folder / f"{item.name}.pem").read_bytes() for item in fields(_Files)})
    keys = SealingKeys(files.seal, files.seal_key, (), LocalTimeStamps(files.stamps, files.stamps_key))
    return keys, Trust((files.root,), (files.root,))


def _write(folder: Path, files: _Files) -> None:
    """All files or none: the folder gets its name when it is whole. Whoever is second keeps the first one's."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    for item in fields(_Files):
        path = half / f"{item.name}.pem"
        path.touch(mode=0o600)
        path.write_bytes(getattr(files, item.name))
    try:
        os.rename(half, folder)  # noqa: PTH104
    except OSError:
        shutil.rmtree(half)
        if not folder.is_dir():
            raise


def _make(at: datetime) -> _Files:
    root_key, seal_key, stamps_key = (generate_private_key(65537, _BITS) for _ in range(3))
    root_name = _name("Portwright rehearsal root")
    root = _builder(root_name, root_name, root_key, at).add_extension(x509.BasicConstraints(True, 1), True)
    root = root.add_extension(_usage(certificates=True), True)
    seal = _builder(_name("Portwright rehearsal seal"), root_name, seal_key, at).add_extension(x509.BasicConstraints(False, None), True)
    seal = seal.add_extension(_usage(commitment=True), True)
    stamps = _builder(_name("Portwright rehearsal time stamps"), root_name, stamps_key, at)
    stamps = stamps.add_extension(x509.BasicConstraints(False, None), True).add_extension(_usage(), True)
    stamps = stamps.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    certificates = [_pem(one.sign(root_key, hashes.SHA256())) for one in (root, seal, stamps)]
    return _Files(certificates[0], certificates[1], _key_pem(seal_key), certificates[2], _key_pem(stamps_key))


def _builder(subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, at: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(at - timedelta(days=1)).not_valid_after(at + _LIFE)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, certificates: bool = False, commitment: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
