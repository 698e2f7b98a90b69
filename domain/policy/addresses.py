"""Are two written US addresses one place? As people compare: Street or St, Suite or Ste, case and punctuation aside.

A doubt is a no: a person can say yes.
"""

import re
from dataclasses import dataclass

from domain.address import Address
from domain.policy.address_words import DIRECTIONS, ORDINALS, OTHERS, SUFFIXES, TENS, UNIT_KINDS, UNITS, USUAL
from domain.policy.names import plain_letters
from domain.states import WRITTEN_STATES

_ZIP = re.compile(r"(?<!\d)(\d{5})(?:[-\s]\d{4})?\s*$")
_COUNTRY = re.compile(r"[,\s]+(?:united states(?: of america)?|u\.?s\.?a?\.?)\s*$")
_NTH = "|".join(each for each in ORDINALS if each.isalpha())
_KIND = "|".join(sorted(UNIT_KINDS, key=len, reverse=True))
_UNIT = re.compile(
    rf"(?<!\w)(?:(?:(?P<nth>\d+)(?:st|nd|rd|th)|(?P<spelt>{_NTH}))\s+(?:floor|fl)(?!\w)"
    rf"|(?:(?P<kind>{_KIND})(?!\w)\.?|\#)\s*(?:no\.?\s*|\#\s*)?(?P<name>\d[\w-]*|[a-z](?:-?\d[\w-]*)?)(?!\w))"
)
_SPELT_ORDINAL = re.compile(rf"(?<!\w)({'|'.join(TENS)})[-\s]({_NTH})(?!\w)")
_SPELT_NUMBER = re.compile(rf"^\s*({'|'.join(UNITS)})(?=\s)")
_BETWEEN = re.compile(r"[^\w]+|_+")
_LONGEST = 300
_LETTERED_STREET = re.compile(r"[nsew]|north|south|east|west")


@dataclass(frozen=True, slots=True)
class _Place:
    """words: of street and city, in short form. units: what is written of suite, floor and building."""

    words: tuple[str, ...]
    state: str
    zip_code: str
    units: frozenset[tuple[str, str]]


def same_address(printed: str, typed: Address) -> bool:
    """Whether a printed one-line address is the typed one.

    Suite, floor or building count only where both write one; nine-digit zips by five. Without a zip there is nothing to be sure of.
    """
    return same_place(printed, _typed_line(typed))


def same_place(one: str, other: str) -> bool:
    """Whether two one-line addresses are one place."""
    mine, yours = _place(one), _place(other)
    if mine is None or yours is None:
        return False
    same_units = mine.units <= yours.units or yours.units <= mine.units
    return same_units and (mine.words, mine.state, mine.zip_code) == (yours.words, yours.state, yours.zip_code)


def lacks_unit(printed: str, typed: Address) -> bool:
    """Whether the printed address names a suite, floor or building that the typed one leaves out."""
    mine, yours = _place(_typed_line(typed)), _place(printed)
    return mine is not None and yours is not None and bool(yours.units - mine.units)


def read_address(printed: str) -> Address | None:
    """A printed one-line address in its parts, as printed; None when it has not all of them, parted by commas."""
    line = printed.strip()
    zip_code = _ZIP.search(line)
    if zip_code is None:
        return None
    rest, state = _without_state(line[: zip_code.start()].rstrip(" ,"))
    street, comma, city = rest.rstrip(" ,").rpartition(",")
    if not (comma and state and city.strip() and any(map(str.isdigit, street))):
        return None
    head, _, tail = (part.strip() for part in street.rpartition(","))
    is_unit = head and _UNIT.fullmatch(tail.casefold()) is not None
    return Address(head if is_unit else street.strip(), city.strip(), state, zip_code[0].strip(), tail if is_unit else "")


def _typed_line(typed: Address) -> str:
    unit = typed.unit.strip()
    named = unit if not unit or _UNIT.fullmatch(unit.casefold()) else f"# {unit}"
    return f"{typed.street}, {named}, {typed.city}, {typed.state} {typed.zip_code}"


def _place(written: str) -> _Place | None:
    line = _usual(_COUNTRY.sub("", plain_letters(written[:_LONGEST]).strip()))
    zip_code = _ZIP.search(line)
    if zip_code is None:
        return None
    line = line[: zip_code.start()].rstrip(" ,.")
    line, state = _without_state(line)
    units = frozenset(_unit(match) for match in _UNIT.finditer(line))
    words = _words(_UNIT.sub(" ", line))
    return _Place(words, state, zip_code[1], units) if words and state else None


def _usual(line: str) -> str:
    """What is written in several ways in the first of them: PO box, SR 7 for State Road 7, 1 for One Penn Plaza, 42nd for Forty-Second."""
    for pattern, usual in USUAL:
        line = pattern.sub(usual, line)
    line = _SPELT_ORDINAL.sub(lambda match: f"{TENS.index(match[1]) + 2}{ORDINALS[match[2]]}", line)
    return _SPELT_NUMBER.sub(lambda match: str(UNITS.index(match[1]) + 1), line)


def _without_state(line: str) -> tuple[str, str]:
    """The line before the state, and its two letters: the longest name of a state that it ends with."""
    words = line.split()
    for length in (3, 2, 1):
        name = " ".join(words[-length:]).replace(".", "").strip(" ,").casefold()
        if len(words) > length and name in WRITTEN_STATES:
            return " ".join(words[:-length]), WRITTEN_STATES[name]
    return line, ""


def _unit(match: re.Match[str]) -> tuple[str, str]:
    if match["nth"] or match["spelt"]:
        return "floor", match["nth"] or ORDINALS[match["spelt"]][:-2]
    return UNIT_KINDS[match["kind"]] if match["kind"] else "unit", match["name"].replace("-", "").lstrip("0")


def _words(text: str) -> tuple[str, ...]:
    """The words in short form. E Street and East Street are two streets, so a direction that is the street's name stays as written."""
    closed = re.sub(r"['’‘`´ʼ.]", "", text)
    raw = _BETWEEN.sub(" ", closed).split()
    words: list[str] = []
    for place, word in enumerate(raw):
        following = [each in SUFFIXES for each in raw[place + 1 : place + 3]]
        is_the_name = following[:1] == [True] and following[1:] != [True] and _LETTERED_STREET.fullmatch(word)
        words.append(word if is_the_name else _short(word))
    return tuple(words)


def _short(word: str) -> str:
    for table in (SUFFIXES, DIRECTIONS, ORDINALS, OTHERS):
        if word in table:
            return table[word]
    return word
