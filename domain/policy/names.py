"""Do two written names mean the same person, or the same business? As people would compare them, and never more generously.

A doubt is a no: staff can say yes.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from domain.policy.business_words import BUSINESS_WORDS

_MEN, _WOMEN = frozenset({"mr", "sir"}), frozenset({"mrs", "ms", "miss", "madam"})
_HONORIFICS = frozenset({"mx", "dr", "prof", "rev", "reverend", "hon", "rabbi"}) | _MEN | _WOMEN
_OFFICES = frozenset({"owner", "president", "treasurer", "trustee", "ceo", "cfo", "coo", "proprietor", "partner", "manager", "director"})
_GENERATIONS = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "i": "i",
    "ii": "ii",
    "2nd": "ii",
    "iii": "iii",
    "3rd": "iii",
    "iv": "iv",
    "4th": "iv",
}
_DEGREES = frozenset({"esq", "phd", "md", "dds", "dmd", "dvm", "jd", "psyd", "edd", "dpm", "cpa", "mba", "rn", "pe"})
# A legal form and its family: an Inc is a Corp, and neither is an LLC.
_FORMS = {
    **dict.fromkeys(("inc", "incorporated", "corp", "corporation", "co", "company"), "corporation"),
    **dict.fromkeys(("llc", "pllc"), "llc"),
    **dict.fromkeys(("llp", "lp"), "partnership"),
    **dict.fromkeys(("ltd", "limited", "plc"), "limited"),
    **{form: form for form in ("pc", "ps", "psc", "apc", "chtd", "gmbh", "na")},
}
_COMPANY_WORDS = frozenset(_FORMS) | BUSINESS_WORDS
_SPELT = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_INSIDE_A_NAME = re.compile(r"['’‘`´ʼ.\-‐‑–]")
_BETWEEN_NAMES = re.compile(r"[^\w,]+|_+")
_TRADES_AS = re.compile(r"\b(?:d\s*/?\s*b\s*/?\s*a|doing business as|t/a|trading as)\b")
_VOWELS = frozenset("aeiouy")
_POSSESSIVE = re.compile(r"\w['’]s\b", re.I)
_LONGEST_PART = 4
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Person:
    """words: in plain lower-case letters, given names first. generation: jr, sr, ii …, empty when none is written; title likewise."""

    words: tuple[str, ...]
    generation: str
    title: str = ""


def same_person(one: str, other: str) -> bool:
    """Whether both names are one person's: case, accents, punctuation, order of "Last, First", middle names and titles aside.

    A bare initial for a first name, a nickname, another middle initial or generation is another person until somebody says otherwise.
    """
    return any(_same(a, b) for a, b in product(_readings(one), _readings(other)))


def could_be_same_person(one: str, other: str) -> bool:
    """Whether a person might know both names for one although `same_person` does not.

    J. Smith may be John Smith, or Jane; Smith John may be the same, or somebody called so. Nicknames are not guessed.
    """
    return any(
        _initial_fits(a, b) or _initial_fits(b, a) or _same(_turned(a), b) or _same(a, _turned(b))
        for a, b in product(_readings(one), _readings(other))
    )


def same_business(one: str, other: str) -> bool:
    """Whether both names are one business's: case, punctuation, "The", "&" and a legal form that only one writes aside.

    Of "A, doing business as B" either name will do.
    """
    return any(
        first == second and first != "" and (not forms or not others or bool(forms & others))
        for (first, forms), (second, others) in product(_businesses(one), _businesses(other))
    )


def first_and_last(name: str) -> tuple[str, str]:
    """A person's name in two, as printed; middle names go with the first, Jr. and degrees with the last. Last is empty for one word."""
    family, comma, rest = (part.strip() for part in name.partition(","))
    if comma and not _only_suffixes(_words(plain_letters(rest))):
        return rest, family
    words = name.split()
    tail = next((end for end in range(len(words), 1, -1) if not _only_suffixes(_words(plain_letters(words[end - 1])))), len(words))
    start = 1 if len(words) > 2 and all(word in _HONORIFICS for word in _words(plain_letters(words[0]))) else 0
    last = max(start + 1, tail - 1)
    return " ".join(words[start:last]), " ".join(words[last:])


def names_a_business(name: str) -> bool:
    """Whether a name reads as a company's rather than a person's."""
    words = _words(plain_letters(name))
    return (
        any(word in _COMPANY_WORDS or any(map(str.isdigit, word)) for word in words) or "&" in name or _POSSESSIVE.search(name) is not None
    )


def _readings(name: str) -> Iterator[_Person]:
    """A name folded to plain letters, once dropping accents and once spelling umlauts out."""
    short = name[:_LONGEST_NAME]
    yield _person(plain_letters(short))
    yield _person(plain_letters(short, _SPELT_OUT))


def plain_letters(name: str, spelt_out: Mapping[str, str] = MappingProxyType({})) -> str:
    """Lower-case letters without accents, by compatibility forms. Look-alikes of other alphabets stay what they are."""
    composed = unicodedata.normalize("NFKC", name).casefold()
    spelt = "".join(spelt_out.get(letter, letter) for letter in composed)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(letter))
    return "".join(_SPELT.get(letter, letter) for letter in bare)


def _words(letters: str) -> list[str]:
    """Dots, apostrophes and hyphens close up: O'Brien is OBrien, Anne-Marie is Annemarie, J.R. is JR."""
    return [word for word in _BETWEEN_NAMES.sub(" ", _INSIDE_A_NAME.sub("", letters)).replace(",", " ").split() if word]


def _person(letters: str) -> _Person:
    """From "First Last", "Last, First" or "Last, Jr., First"; an office held, behind a comma or in brackets, is no name."""
    parts = [part for part in re.split(r"[,()]", letters) if part.strip()]
    names = [part for part in parts if not _only_suffixes(_words(part))]
    suffixes = [part for part in parts if part not in names]
    generation = title = ""
    given_first = _words(" ".join((*names[1:], *names[:1], *suffixes)))
    words: list[str] = []
    for place, word in enumerate(given_first):
        if place and word in _GENERATIONS and (word != "i" or place == len(given_first) - 1):
            generation = _GENERATIONS[word]
        elif word in _HONORIFICS:
            title = title or word
        elif word not in _DEGREES and not (word in _OFFICES and suffixes and word in _words(" ".join(suffixes))):
            words.append(word)
    return _Person(tuple(words), generation, title)


def _only_suffixes(words: list[str]) -> bool:
    return all(word in _GENERATIONS or word in _DEGREES or word in _OFFICES for word in words)


def _same(one: _Person, other: _Person) -> bool:
    if one.generation and other.generation and one.generation != other.generation:
        return False
    if min(len(one.words), len(other.words)) < 2 or _is_a_couple(one, other):
        return False
    return one.words == other.words or any(
        _middles_agree(mine, yours) for rest, others_rest in _after(one.words, other.words) for mine, yours in _before(rest, others_rest)
    )


def _is_a_couple(one: _Person, other: _Person) -> bool:
    """Mrs. Robert Smith is not Mr. Robert Smith."""
    return (one.title in _MEN and other.title in _WOMEN) or (one.title in _WOMEN and other.title in _MEN)


def _after(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What follows the given names of both, for each way in which these are equal, written in one word or several."""
    for mine, yours in product(range(1, _LONGEST_PART + 1), repeat=2):
        if _one_name(one[:mine], other[:yours]):
            yield one[mine:], other[yours:]


def _before(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What precedes the family names of both, for each way in which these are equal, written in one word or several."""
    for mine, yours in product(range(1, _LONGEST_PART + 1), repeat=2):
        if _one_name(one[-mine:], other[-yours:]):
            yield one[:-mine], other[:-yours]


def _one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Initials are no part of a name written in several words: Ann A. is not Anna. C. S. is CS, but A. L. may be another than Al."""
    if "".join(one) != "".join(other) or not one or not other:
        return False
    initials = max(one, other, key=len)
    return min(map(len, one + other)) > 1 or (set(map(len, initials)) == {1} and not _VOWELS & set(initials))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Middle names may be left out or shortened to initials; those written may not differ."""
    if not one or not other:
        return True
    return len(one) == len(other) and all(a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(one, other, strict=True))


def _initial_fits(one: _Person, other: _Person) -> bool:
    """Whether `one` gives only the initial of what `other` spells out, and the rest agrees."""
    if min(len(one.words), len(other.words)) < 2:
        return False
    first, full = one.words[0], other.words[0]
    return len(first) == 1 and len(full) > 1 and full.startswith(first) and _same(_named(one, full), other)


def _turned(person: _Person) -> _Person:
    """As if the family name had been written first."""
    return replace(person, words=(*person.words[1:], *person.words[:1]))


def _named(person: _Person, first: str) -> _Person:
    return replace(person, words=(first, *person.words[1:]))


def _businesses(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each of the business's names in one word, with the families of its legal forms."""
    for part in _TRADES_AS.split(plain_letters(name[:_LONGEST_NAME])):
        words = _words(part.replace("&", " and "))
        words = words[1:] if words[:1] == ["the"] else words
        forms = set()
        while len(words) > 1 and words[-1] in _FORMS:
            forms.add(_FORMS[words.pop()])
        yield "".join(words), frozenset(forms)
