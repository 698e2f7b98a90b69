"""From a paste to its items: how people separate, mark, quote and dress telephone numbers.

Every step is linear in the length of the paste, whatever is in it.
"""

import re
import unicodedata
from collections.abc import Iterator

JOINERS = " .()/[]\\_·•"

_SEPARATOR = re.compile(r"[,;|\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029、،]|(?<![a-z])(?:and|und|och)(?![a-z])|&", re.IGNORECASE)
_EXTENSION_ALONE = re.compile(r"(?:ext(?:ension|n)?|x)[ .:=]*[0-9]{1,8}", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"(?<![0-9+])(?:\+?1[ .-]?)?(?:\([2-9][0-9]{2}\)|[2-9][0-9]{2})[ .-]?[0-9]{3}[ .-]?[0-9]{4}(?![0-9])")
_QUOTES = " \"'`=<>«»“”‘’"
_BULLET = re.compile(r"(?:[-*•·▪◦‣●■#]+ ?|o )")
# Three digits before a seven-digit number are its area code: "(408) 555-0100 thru 0199".
_LIST_MARK = re.compile(r"\(?(?:[0-9]{1,3}|[A-Za-z])[.)\]:] (?![0-9]{3}[ .-]?[0-9]{4}(?![0-9]))")
_LABELS = "tel(?:ephone)?|ph(?:one)?|fax|cell|mobile|direct|main|office|line|did|btn|numbers?|no|nr|from|range"
_LABEL = re.compile(rf"(?:(?:{_LABELS})(?: ?[.:#]+ ?| )){{1,3}}(?=[+(0-9\"'<\[])", re.IGNORECASE)
_FROM_A_SHEET = re.compile(r"(\+?[0-9]{10,11})\.0+")
_LIKE = {"−": "-", "⁃": "-", "∼": "~", "⁓": "~", "⇒": "→", "‘": "'", "’": "'", "“": '"', "”": '"', "\u2044": "/"}


def items(text: str) -> Iterator[str]:
    """The pieces of a paste as typed, blanks left out. An extension set off by a comma stays with its number."""
    held = ""
    for piece in _SEPARATOR.split(text):
        if not piece.strip():
            continue
        if held and _EXTENSION_ALONE.fullmatch(plain(piece)):
            yield f"{held} {piece}"
            held = ""
            continue
        yield from _side_by_side(held)
        held = piece
    yield from _side_by_side(held)


def _side_by_side(piece: str) -> Iterator[str]:
    """Whole numbers with only blanks or slashes between them are items of their own."""
    line = plain(piece)
    numbers = _WHOLE_NUMBER.findall(line)
    if len(numbers) > 1 and not _WHOLE_NUMBER.sub("", line).strip(" /·•"):
        yield from numbers
    elif line:
        yield piece


def plain(text: str) -> str:
    """The same in ASCII where Unicode only dresses it up: digits, blanks and dashes of any script, fullwidth forms.

    Superscripts and circled digits stay as they are: a footnote mark is not a digit of the number.
    """
    return " ".join("".join(map(_plain, text)).split())


def _plain(character: str) -> str:
    if character.isascii():
        return character
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case "Cf":
            return ""
        case "So":
            return " "
        case "No":
            return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded.isascii() else _LIKE.get(character, character)


def undressed(line: str) -> str:
    """A plain item without quotes, list marks, labels, and the ".0" that a sheet adds."""
    bare = line.strip(_QUOTES)
    bare = bare[match.end() :] if (match := _BULLET.match(bare)) else bare
    mark = _LIST_MARK.match(bare)
    if mark and sum(map(str.isdigit, bare[mark.end() :])) >= 10:
        bare = bare[mark.end() :]
    bare = bare[match.end() :] if (match := _LABEL.match(bare)) else bare
    bare = bare.strip(_QUOTES).rstrip(" .:")
    return match.group(1) if (match := _FROM_A_SHEET.fullmatch(bare)) else bare
