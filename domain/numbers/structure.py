"""Can these ten digits be a US number that people call? Structure and area code only: who serves it is a carrier's to say.

`phonenumbers.is_valid_number` is not asked: it calls ten area codes in service invalid and lets 555-1212 through.
"""

import re
from collections.abc import Collection

from domain.numbers.nanp_table import AREA_CODES, AreaCode, AreaCodeUse
from domain.numbers.reasons import NumberReason, Objection

DIRECTORY_ASSISTANCE = "5551212"
PAY_PER_CALL_EXCHANGE = "976"
CRISIS_LINE = "988"
# 950 reaches carriers' access switches; 958 and 959 are test lines in every area code.
CLOSED_EXCHANGES = frozenset({"950", "958", "959"})
_N11 = re.compile(r"[2-9]11")
_NXX = re.compile(r"[2-9]\d\d")
_US_E164 = re.compile(r"\+1[2-9]\d\d[2-9]\d{6}")

_NOT_GEOGRAPHIC = {
    AreaCodeUse.TOLL_FREE: NumberReason.TOLL_FREE,
    AreaCodeUse.PREMIUM: NumberReason.PREMIUM,
    AreaCodeUse.PERSONAL: NumberReason.PERSONAL_NUMBER,
    AreaCodeUse.SPECIAL: NumberReason.SERVICE_CODE,
}


def is_e164(number: str) -> bool:
    """Whether this is a North American number in canonical form, such as +13035550100."""
    return _US_E164.fullmatch(number) is not None


def area_code(number: str) -> str:
    """The area code of a canonical number."""
    return number[2:5]


def is_service_code(digits: str) -> bool:
    """911, 411 and their like, and 988."""
    return digits == CRISIS_LINE or _N11.fullmatch(digits) is not None


def objection_to(digits: str, *, countries: Collection[str], opened: Collection[str] = ()) -> Objection | None:
    """What keeps these ten digits from being ported, or None.

    countries: ISO codes that are served. opened: area codes put in service since the table was made.
    """
    code = digits[:3]
    known = AREA_CODES.get(code)
    if code in opened:
        return _objection_to_line(digits)
    if known is None:
        return Objection(NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": code})
    if known.use in _NOT_GEOGRAPHIC:
        return Objection(_NOT_GEOGRAPHIC[known.use], {"area_code": code})
    if known.country not in countries:
        return Objection(NumberReason.NOT_US, {"country": known.country, "area_code": code})
    return _objection_to_area(known) or _objection_to_line(digits)


def _objection_to_area(known: AreaCode) -> Objection | None:
    if known.in_service:
        return None
    planned = {"planned": known.planned.isoformat()} if known.planned else {}
    return Objection(NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": known.code, **planned})


def _objection_to_line(digits: str) -> Objection | None:
    exchange = digits[3:6]
    if digits[3:] == DIRECTORY_ASSISTANCE:
        return Objection(NumberReason.SERVICE_CODE, {"service": "555-1212"})
    if exchange == PAY_PER_CALL_EXCHANGE:
        return Objection(NumberReason.PREMIUM, {"exchange": exchange})
    return _objection_to_exchange(exchange)


def _objection_to_exchange(exchange: str) -> Objection | None:
    if not _NXX.fullmatch(exchange) or _N11.fullmatch(exchange) or exchange in CLOSED_EXCHANGES:
        return Objection(NumberReason.IMPOSSIBLE_EXCHANGE, {"exchange": exchange})
    return None
