"""Are two written US addresses one place? As people compare: Street or St, Suite or Ste, case and punctuation aside."""

import re

from domain.address import Address

_SHORT = {
    "street": "st", "avenue": "ave", "av": "ave", "boulevard": "blvd", "road": "rd", "drive": "dr", "lane": "ln", "court": "ct",
    "place": "pl", "square": "sq", "terrace": "ter", "parkway": "pkwy", "highway": "hwy", "circle": "cir", "trail": "trl", "way": "wy",
    "north": "n", "south": "s", "east": "e", "west": "w", "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
    "saint": "st", "mount": "mt", "fort": "ft", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
}  # fmt: skip
_UNITS = frozenset({"suite", "ste", "unit", "apt", "apartment", "floor", "fl", "room", "rm", "building", "bldg"})
_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\s*$")


def same_address(printed: str, typed: Address) -> bool:
    """Whether a printed one-line address is the typed one. The suite counts only where both write one; nine-digit zips by five."""
    zip_code = _ZIP.search(printed)
    if zip_code is None or zip_code[1] != typed.zip_code[:5]:
        return False
    mine, my_unit = _words(_ZIP.sub("", printed))
    yours, your_unit = _words(f"{typed.street} {typed.unit} {typed.city} {typed.state}")
    return mine == yours and (not my_unit or not your_unit or my_unit == your_unit)


def _words(text: str) -> tuple[tuple[str, ...], str]:
    """The words in short form without the unit, and the unit's own number or letter."""
    plain = re.sub(r"[^\w\s#-]", "", text.casefold()).replace("#", " unit ").replace("-", " ")
    words: list[str] = []
    unit = ""
    for word in plain.split():
        if words and words[-1] == "<unit>":
            unit = unit if word in _UNITS else word
            words[-1:] = ["<unit>"] if word in _UNITS else []
        else:
            words.append("<unit>" if word in _UNITS else _SHORT.get(word, word))
    return tuple(word for word in words if word != "<unit>"), unit
