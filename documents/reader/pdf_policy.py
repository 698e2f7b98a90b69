"""What a PDF may not carry: every object is looked at, whether a page leads to it or not (R38, reliability 3.4).

That a file parses says nothing: scripts, attachments and forms all read well.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, overwrite_configuration
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, StreamObject

from documents.reader.answer import refuse
from documents.reader.pdf_frame import shadowed_action

MAX_OBJECTS = 50_000
MAX_NODES = 1_000_000
MAX_CHAIN = 100

LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 10_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "jbig2_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "zlib_maximum_output_length": 10_000_000,
    "brotli_maximum_output_length": 10_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "image_maximum_buffer_size": 10_000_000,
    "stream_filters_maximum_length": 6,
    "stream_decoding_work_maximum_length": 50_000_000,
    "page_tree_maximum_entries": 2_000,
    "page_tree_maximum_depth": 30,
    "page_tree_maximum_page_entries": 40_000,
    "jbig2dec_binary": None,
    "disable_legacy_handling": True,
}

FORBIDDEN_KEYS = {
    "/JS": "pdf.javascript",
    "/JavaScript": "pdf.javascript",
    "/XFA": "pdf.xfa",
    "/EmbeddedFiles": "pdf.embedded_file",
    "/EF": "pdf.embedded_file",
    "/RichMediaContent": "pdf.rich_media",
    "/RichMediaSettings": "pdf.rich_media",
}
FORBIDDEN_ACTIONS = {
    "/JavaScript": "pdf.javascript",
    "/Launch": "pdf.launch",
    "/SubmitForm": "pdf.submit_form",
    "/ImportData": "pdf.submit_form",
    "/GoToR": "pdf.remote_goto",
    "/GoToE": "pdf.remote_goto",
    "/Rendition": "pdf.rich_media",
    "/Movie": "pdf.rich_media",
    "/Sound": "pdf.rich_media",
}
FORBIDDEN_KINDS = {
    "/EmbeddedFile": "pdf.embedded_file",
    "/FileAttachment": "pdf.embedded_file",
    "/RichMedia": "pdf.rich_media",
    "/Screen": "pdf.rich_media",
    "/Movie": "pdf.rich_media",
    "/Sound": "pdf.rich_media",
    "/3D": "pdf.rich_media",
}

ELSEWHERE = ("/F", "/FFilter", "/Ref", "/OPI")
"""A stream with one of these is kept in another file, or stands for a page or picture there."""


def check_policy(data: bytes) -> None:
    """Raise Unsuitable at the first thing the house does not take. Other errors of the parser pass through."""
    overwrite_configuration(**LIMITS)
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        raise refuse("pdf.encrypted")
    for count, dictionary in enumerate(_dictionaries(reader)):
        if count > MAX_NODES:
            raise refuse("pdf.too_many_objects", limit=str(MAX_NODES))
        _check(dictionary)
    shadow = shadowed_action(data)
    if shadow:
        raise refuse("pdf.active_content", name=shadow)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    ids = [(number, generation) for generation, offsets in reader.xref.items() for number in offsets]
    ids += [(number, 0) for number in reader.xref_objStm]
    if len(ids) > MAX_OBJECTS:
        raise refuse("pdf.too_many_objects", limit=str(MAX_OBJECTS))
    yield reader.trailer
    for number, generation in ids:
        yield from _inside(_resolved(reader, number, generation))


def _resolved(reader: PdfReader, number: int, generation: int) -> object:
    if not number or (generation == 65535):
        return NullObject()
    return reader.get_object(IndirectObject(number, generation, reader))


def _inside(root: object) -> Iterator[DictionaryObject]:
    """Every dictionary written inside one object. References are not followed: the table leads to them anyway."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, DictionaryObject):
            yield value
            waiting.extend(dict.values(value))
        elif isinstance(value, ArrayObject):
            waiting.extend(list.__iter__(value))


def _check(found: DictionaryObject) -> None:
    for key, code in FORBIDDEN_KEYS.items():
        if key in found:
            raise refuse(code)
    for key, table in (("/S", FORBIDDEN_ACTIONS), ("/Type", FORBIDDEN_KINDS), ("/Subtype", FORBIDDEN_KINDS)):
        name = _value(found, key)
        if isinstance(name, str) and name in table:
            raise refuse(table[name])
    if isinstance(found, StreamObject) and any(key in found for key in ELSEWHERE):
        raise refuse("pdf.external_stream")
    if _value(found, "/S") == "/Thread" and "/F" in found:
        raise refuse("pdf.remote_goto")
    if _opens_address(found):
        raise refuse("pdf.open_action")


def _opens_address(found: DictionaryObject) -> bool:
    """A link that a person clicks is ordinary; one that opens by itself, at once or after another action, is not."""
    waiting = [_value(found, "/OpenAction")]
    automatic = _value(found, "/AA")
    if isinstance(automatic, DictionaryObject):
        waiting.extend(_value(automatic, key) for key in automatic)
    for _ in range(MAX_CHAIN):
        if not waiting:
            return False
        action = waiting.pop()
        if isinstance(action, ArrayObject):
            waiting.extend(one.get_object() for one in action[:MAX_CHAIN])
        elif isinstance(action, DictionaryObject):
            if _value(action, "/S") == "/URI":
                return True
            waiting.append(_value(action, "/Next"))
    return True


def _value(found: DictionaryObject, key: str) -> object:
    """The value itself where a reference stands for it."""
    value = found.get(key)
    return value.get_object() if isinstance(value, IndirectObject) else value
