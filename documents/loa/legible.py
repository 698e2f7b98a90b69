"""Texts that people typed, as a letter may print them: nothing that cannot be seen, and nothing that turns the reading order (R44)."""

import unicodedata

# They join or part letters of one word in Persian, Arabic and Indic scripts, and turn nothing.
_JOINERS = frozenset("\u200c\u200d")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})


def legible(text: str) -> str:
    """Without control characters, marks of reading order and private letters; any run of white space is one space."""
    seen = (_seen(letter) for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(seen).split())


def _seen(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in _SPACES or letter in "\t\n\r\v\f":
        return " "
    return "" if kind in _UNSEEN and letter not in _JOINERS else letter
