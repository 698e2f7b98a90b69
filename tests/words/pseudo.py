"""A language in which every sentence stands in brackets: what stands outside was not taken from a catalogue."""

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from words.catalogue import po_path
from words.extraction import extracted
from words.translation import Words


@cache
def source() -> Catalog:
    """Every sentence of the rooms, extracted once."""
    return extracted()


def bracketed(folder: Path) -> Words:
    """Words whose catalogue under `folder` answers each sentence with itself in brackets."""
    catalogue = Catalog(locale="sv")
    for message in source():
        if isinstance(message.id, str) and message.id:
            catalogue.add(message.id, f"⟦{message.id}⟧")
        elif message.id:
            catalogue.add(tuple(message.id), tuple(f"⟦{form}⟧" for form in message.id))
    path = po_path("sv", folder)
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    return Words("sv", folder)


def outside(text: str) -> str:
    """What stands in no bracket."""
    inner = re.compile(r"⟦[^⟦⟧]*⟧")
    while inner.search(text):
        text = inner.sub(" ", text)
    return text
