"""The fonts of the letter, open (SIL OFL), from packages: FiraGO, and Noto Sans CJK for what it lacks. Says which letters neither draws."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import uharfbuzz
from noto_cjk_sans_jp_regular import FONT_PATH
from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular

FAMILY, EASTERN = "FiraGO", "NotoSansCJK"
_STYLES = {"": FiraGO_Regular.fontbuffer, "B": FiraGO_Bold.fontbuffer}
_NEVER_DRAWN = frozenset("\u200c\u200d")


@cache
def font_files() -> dict[str, Path]:
    """Style to file of FAMILY. The drawing library reads fonts from files only; they live as long as the process."""
    folder = Path(tempfile.mkdtemp(prefix="portwright-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    written = {}
    for style, data in _STYLES.items():
        written[style] = folder / f"{FAMILY}{style}.ttf"
        written[style].write_bytes(data)
    return written


def eastern_font() -> Path:
    """Of Chinese, Japanese and Korean. Two seconds to load: only for letters that need it."""
    return Path(str(FONT_PATH))


def needs_eastern(text: str) -> bool:
    return any(ord(letter) not in _common() and ord(letter) in _eastern() for letter in text)


def undrawable(text: str) -> tuple[str, ...]:
    """The letters that would come out as an empty box, each once, in order of appearance."""
    missing = (letter for letter in text if ord(letter) not in _common() and letter not in _NEVER_DRAWN)
    return tuple(dict.fromkeys(letter for letter in missing if ord(letter) not in _eastern()))


def drawable(text: str) -> str:
    """The text with a question mark for each letter that no font draws: for what only programs send."""
    lost = frozenset(undrawable(text))
    return "".join("?" if letter in lost else letter for letter in text)


@cache
def _common() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(uharfbuzz.Face(data).unicodes) for data in _STYLES.values()))


@cache
def _eastern() -> frozenset[int]:
    return frozenset(uharfbuzz.Face(eastern_font().read_bytes()).unicodes)
