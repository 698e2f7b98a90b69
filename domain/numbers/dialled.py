"""From one typed item to the national digits, or the reason why not: prefixes, extensions, ranges."""

import re
from dataclasses import dataclass

from domain.numbers.nanp_library import calling_code, country_abroad
from domain.numbers.reasons import NumberReason, Objection
from domain.numbers.structure import is_service_code
from domain.numbers.typed import JOINERS, plain, undressed

LONGEST_ITEM = 200
_EXTENSION = re.compile(r" ?\(?(?:ext(?:ension|n)?|x|#)[ .:=-]*([0-9]{1,8})\)?$", re.IGNORECASE)
_THROUGH = re.compile(r"[-=]>|\.{2,}|…|~|→|(?<![a-z])(?:through|thru|until|till?|bis|to)(?![a-z])", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_JOINED = str.maketrans("", "", JOINERS)
_NANP_FORMS = ((10, ""), (11, "1"), (13, "001"), (14, "0111"))


@dataclass(frozen=True, slots=True)
class Dialled:
    """first and last: ten digits each, the same unless a range was typed."""

    first: str
    last: str
    extension: str = ""


def dialled(item: str) -> Dialled | Objection:
    """What one item asks for. Area codes and exchanges are judged elsewhere; a range may still be backwards."""
    line = undressed(plain(item[: LONGEST_ITEM + 1]))
    if len(item.strip()) > LONGEST_ITEM:
        return Objection(NumberReason.NOT_A_NUMBER)
    extension = ""
    if found := _EXTENSION.search(line):
        line, extension = line[: found.start()], found.group(1)
    if (objection := _not_digits(line)) is not None:
        return objection
    ends = _ends(line)
    if isinstance(ends, Objection):
        return ends
    if extension and ends[0] != ends[1]:
        return Objection(NumberReason.NOT_A_NUMBER)
    return Dialled(*ends, extension)


def _not_digits(line: str) -> Objection | None:
    rest = _THROUGH.sub("", line, count=1)
    if any(map(str.isalpha, rest)):
        return Objection(NumberReason.LETTERS)
    if rest.strip("-+0123456789" + JOINERS) or not _DIGITS.search(rest) or rest.translate(_JOINED).strip("+-0123456789"):
        return Objection(NumberReason.NOT_A_NUMBER)
    return None


def _ends(line: str) -> tuple[str, str] | Objection:
    if through := _THROUGH.search(line):
        first = _one(line[: through.start()])
        tail = line[through.end() :].translate(_JOINED).replace("-", "")
        return first if isinstance(first, Objection) else _range(first, tail, shortest=1)
    groups = [group for group in line.translate(_JOINED).split("-") if group]
    for count in range(1, len(groups)):
        if (first_of := national("".join(groups[:count]))) is not None:
            return _range(first_of, "".join(groups[count:]), shortest=2)
    only = _one(line)
    return only if isinstance(only, Objection) else (only, only)


def _range(first: str, tail: str, *, shortest: int) -> tuple[str, str] | Objection:
    """The tail replaces the end of the first number: 0199, 555-0199, or a whole number."""
    digits = tail.removeprefix("+")
    if not digits.isdigit():
        return Objection(NumberReason.NOT_A_NUMBER)
    if shortest <= len(digits) <= 4 or len(digits) == 7:
        return first, first[: -len(digits)] + digits
    last = national(tail)
    if last is None:
        return Objection(NumberReason.TOO_LONG, {"digits": str(len(first) + len(digits))})
    return first, last


def national(digits: str) -> str | None:
    """Ten digits out of a North American number with or without +1, 1, 001 or 011 1; None when it is no such number."""
    if digits.startswith("+"):
        return digits[2:] if len(digits) == 12 and digits[1] == "1" and digits.count("+") == 1 else None
    for length, prefix in _NANP_FORMS:
        if len(digits) == length and digits.startswith(prefix) and digits[length - 10] not in "01":
            return digits[length - 10 :]
    return None


def _one(line: str) -> str | Objection:
    joined = line.translate(_JOINED).replace("-", "")
    digits = joined.removeprefix("+")
    if "+" in digits or not digits:
        return Objection(NumberReason.NOT_A_NUMBER)
    ten = national(joined)
    return ten if ten is not None else _misfit(digits, plus=joined.startswith("+"))


def _misfit(digits: str, *, plus: bool) -> Objection:
    abroad = _abroad(digits, plus=plus)
    if abroad:
        return Objection(NumberReason.NOT_US, {"country": country_abroad(abroad), "calling_code": calling_code(abroad)})
    if is_service_code(digits):
        return Objection(NumberReason.SERVICE_CODE, {"service": digits})
    if len(digits) == 10:
        return Objection(NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": digits[:3]})
    if len(digits) == 11 and digits[0] == "1":
        return Objection(NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": digits[1:4]})
    reason = NumberReason.TOO_SHORT if len(digits) < 10 else NumberReason.TOO_LONG
    return Objection(reason, {"digits": str(len(digits))})


def _abroad(digits: str, *, plus: bool) -> str:
    """The international digits, country first, when the way it is written says that it goes abroad."""
    bare = digits if plus else next((digits[len(p) :] for p in ("011", "00") if digits.startswith(p)), "")
    return bare if 8 <= len(bare) <= 15 and bare[0] not in "01" else ""
