"""Hostile files of our own making, each with the answer that it must get; and ordinary ones that must be taken."""

from tests.documents.hostile import active, bombs, frames, pictures
from tests.documents.hostile.making import Case

CASES: dict[str, Case] = dict(
    sorted((active.CASES | frames.PDFS | frames.UPLOADS | bombs.CASES | pictures.CASES).items(), key=lambda item: item[0].lower())
)
"""By name. One that must be refused begins with the code of its refusal."""

ACCEPTED = frames.ACCEPTED
