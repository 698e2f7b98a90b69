"""Evidence and shown letter, taken out of a sealed file."""

import hashlib
from collections.abc import Sequence

from pyhanko.pdf_utils.reader import PdfFileReader

from documents.loa.evidence import read_evidence


def check_attachments(reader: PdfFileReader, names: Sequence[str]) -> dict[str, bytes] | None:
    """The attached files by name; None unless each is there and the evidence is about the shown letter."""
    evidence_name, shown_name = names
    found = _attached(reader)
    if evidence_name not in found or shown_name not in found:
        return None
    _, evidence = read_evidence(found[evidence_name])
    same = hashlib.sha256(found[shown_name]).hexdigest() == evidence.document_sha256
    return found if same else None


def _attached(reader: PdfFileReader) -> dict[str, bytes]:
    pairs = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
    return {str(pairs[index]): pairs[index + 1]["/EF"]["/F"].data for index in range(0, len(pairs), 2)}
