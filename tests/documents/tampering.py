"""What somebody might do to a sealed letter. Each gives a file that a verifier must not call intact (reliability T15)."""

import random
import re
from collections.abc import Iterator
from io import BytesIO

from asn1crypto import cms
from pypdf import PdfReader, PdfWriter

from documents.loa.keys import SealingKeys
from documents.loa.sealing import seal_pdf


def flipped(pdf: bytes, places: int, seed: int) -> Iterator[tuple[int, bytes]]:
    """One byte changed, at random places, at both ends, and at as many places within the hole of the seal."""
    draw, (first, last) = random.Random(seed), hole(pdf)
    chosen = [0, 9, len(pdf) - 1, *(draw.randrange(len(pdf)) for _ in range(places)), *(draw.randrange(first, last) for _ in range(places))]
    for place in chosen:
        changed = bytearray(pdf)
        changed[place] ^= draw.choice((0x01, 0x20, 0x80, 0xFF))
        yield place, bytes(changed)


def hole(pdf: bytes) -> tuple[int, int]:
    """Where the seal's hexadecimal begins and ends."""
    first = pdf.index(b"/Contents <3082") + len(b"/Contents <")
    return first, pdf.index(b">", first)


def with_signature(pdf: bytes, message: bytes) -> bytes:
    """Another message in the hole, filled up with zeros as ours is."""
    first, last = hole(pdf)
    return pdf[:first] + message.hex().upper().encode().ljust(last - first, b"0") + pdf[last:]


def signature(pdf: bytes) -> cms.ContentInfo:
    first, last = hole(pdf)
    return cms.ContentInfo.load(bytes.fromhex(pdf[first:last].decode()))


def without_time_stamp(pdf: bytes) -> bytes:
    message = signature(pdf)
    del message["content"]["signer_infos"][0]["unsigned_attrs"]
    return with_signature(pdf, message.dump(force=True))


def with_time_stamp_of(pdf: bytes, other: bytes) -> bytes:
    """The time stamp of another letter's seal in the place of this one's."""
    message = signature(pdf)
    taken = signature(other)["content"]["signer_infos"][0]["unsigned_attrs"]
    message["content"]["signer_infos"][0]["unsigned_attrs"] = taken
    return with_signature(pdf, message.dump(force=True))


def without_signature(pdf: bytes) -> bytes:
    first, last = hole(pdf)
    return pdf[:first] + b"0" * (last - first) + pdf[last:]


def with_kids_swapped(pdf: bytes) -> bytes:
    """The first two pages change places in the page tree; not a byte more or less."""
    kids = re.search(rb"/Kids \[(\d+ 0 R)(\s)(\d+ 0 R)", pdf)
    assert kids is not None
    return pdf[: kids.start(1)] + kids[3] + kids[2] + kids[1] + pdf[kids.end(3) :]


def with_pages_rewritten(pdf: bytes) -> bytes:
    """All pages in another order, in a new file."""
    writer, out = PdfWriter(), BytesIO()
    for page in reversed(PdfReader(BytesIO(pdf)).pages):
        writer.add_page(page)
    writer.write(out)
    return out.getvalue()


def with_update(pdf: bytes) -> bytes:
    """A proper incremental update, as editors append one."""
    writer, out = PdfWriter(BytesIO(pdf), incremental=True), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert out.getvalue().startswith(pdf)
    return out.getvalue()


def sealed_by_others(pdf: bytes, keys: SealingKeys) -> bytes:
    """The letter as it was before its seal, with somebody else's."""
    return seal_pdf(pdf[: pdf.index(b"%%EOF") + 6], keys)
