"""Is a PDF only a PDF? What stands before its header and after its end (R38)."""

import re

from documents.reader.answer import refuse

MAX_STRAY = 1024
_ZIP_END = b"PK\x05\x06"
_END = b"%%EOF"


def check_frame(data: bytes) -> None:
    """Raise Unsuitable for a cut-off file, and for one that carries another file around itself."""
    start = data.find(b"%PDF-", 0, MAX_STRAY + 1)
    if start < 0:
        raise refuse("pdf.data_before_header")
    end = data.rfind(_END)
    if end < 0:
        raise refuse("pdf.truncated")
    tail = data[end + len(_END) :].strip(b"\x00 \t\r\n")
    if len(tail) > MAX_STRAY or _ZIP_END in tail:
        raise refuse("pdf.data_after_end", bytes=str(len(tail)))


_ACTIVE = (b"JavaScript", b"SubmitForm", b"EmbeddedFile", b"RichMedia", b"ImportData", b"Launch")
_NAME = re.compile(rb"/([A-Za-z#][A-Za-z0-9#]{3,60})")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def shadowed_action(data: bytes) -> str | None:
    """A long active name anywhere in the raw bytes: in objects that the cross-reference table no longer tells of."""
    for match in _NAME.finditer(data):
        name = match[1]
        if b"#" in name:
            name = _HEX.sub(lambda found: bytes([int(found[1], 16)]), name)
        if name.startswith(_ACTIVE):
            return name.decode("ascii", "replace")
    return None
