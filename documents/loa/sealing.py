"""Seal a signed letter: PAdES B-T, certified, so that nothing may be added or changed after (R47)."""

from functools import lru_cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.loa.content import LoaContent
from documents.loa.drawing import draw_signed_loa
from documents.loa.evidence import LoaEvidence
from documents.loa.keys import LocalTimeStamps, SealingKeys, TimeStampServer

FIELD = "Seal"


class NotStamped(Exception):
    """The time-stamp authority could not be reached, or refused. Nothing was sealed; trying again later may help."""


def seal_loa(content: LoaContent, evidence: LoaEvidence, shown: bytes, keys: SealingKeys) -> bytes:
    """The signed letter with evidence page, attached evidence, seal and time stamp. The time stamp is always real time.

    shown: the bytes that the signer saw. About a second of work: call it in a thread, not on an event loop (it starts its own).
    Raises ValueError when the evidence is about another document, NotStamped when the time-stamp authority fails.
    """
    return seal_pdf(draw_signed_loa(content, evidence, shown), keys)


def seal_pdf(pdf: bytes, keys: SealingKeys) -> bytes:
    """Raises NotStamped."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason="Letter of Authorization signed",
    )
    try:
        sealed = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, _signer(keys), _time_stamper(keys.time_stamps))
    except (timestamps.TimestampRequestError, ValueError):
        # A ValueError is an answer that is no time stamp at all: the file and the keys are our own.
        raise NotStamped("the time-stamp authority did not stamp") from None
    return bytes(sealed.getvalue())


def certificate_from(data: bytes) -> asn1_x509.Certificate:
    _, _, der = pem.unarmor(data)
    return asn1_x509.Certificate.load(der)


@lru_cache(maxsize=4)
def _checked(key: bytes) -> bytes:
    """A key in another form. Looking whether it is sound takes a tenth of a second: once for each key."""
    loaded = serialization.load_pem_private_key(key, None)
    return loaded.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _key_from(data: bytes) -> asn1_keys.PrivateKeyInfo:
    return asn1_keys.PrivateKeyInfo.load(_checked(data))


def _signer(keys: SealingKeys) -> signers.SimpleSigner:
    store: SimpleCertificateStore = SimpleCertificateStore.from_certs([certificate_from(one) for one in keys.chain])  # type: ignore[no-untyped-call]
    return signers.SimpleSigner(signing_cert=certificate_from(keys.certificate), signing_key=_key_from(keys.key), cert_registry=store)


def _time_stamper(source: LocalTimeStamps | TimeStampServer) -> timestamps.TimeStamper:
    if isinstance(source, TimeStampServer):
        return timestamps.HTTPTimeStamper(source.url, timeout=10)
    return timestamps.DummyTimeStamper(tsa_cert=certificate_from(source.certificate), tsa_key=_key_from(source.key))
