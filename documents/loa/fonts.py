"""The fonts of the letter: FiraGO, open (SIL OFL), from a package. Says which letters of a name they cannot draw."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import uharfbuzz
from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular

FAMILY = "FiraGO"
_STYLES = {"": FiraGO_Regular.fontbuffer, "B": FiraGO_Bold.fontbuffer}
_NEVER_DRAWN = frozenset("\u200c\u200d\u200e\u200f\u061c")


@cache
def font_files() -> dict[str, Path]:
    """Style to file. The drawing library reads fonts from files only; they live as long as the process."""
    folder = Path(tempfile.mkdtemp(prefix="portwright-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    files = {}
    for style, data in _STYLES.items():
        files[style] = folder / f"{FAMILY}{style}.ttf"
        files[style].write_bytes(data)
    return files


@cache
def _drawable() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(uharfbuzz.Face(data).unicodes) for data in _STYLES.values()))


def undrawable(text: str) -> tuple[str, ...]:
    """The letters that would come out as an empty box, each once, in order of appearance."""
    known = _drawable()
    return tuple(dict.fromkeys(letter for letter in text if ord(letter) not in known and letter not in _NEVER_DRAWN))
