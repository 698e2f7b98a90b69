"""Why a typed number cannot be taken. Every code that any room gives about a number is here."""

from dataclasses import dataclass, field
from enum import StrEnum

SHOWN = 40


class NumberReason(StrEnum):
    """The last three are found by rooms that know other orders and the inventory."""

    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    PERSONAL_NUMBER = "personal_number"
    NOT_US = "not_us"
    AREA_CODE_NOT_IN_SERVICE = "area_code_not_in_service"
    IMPOSSIBLE_EXCHANGE = "impossible_exchange"
    SERVICE_CODE = "service_code"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    LETTERS = "letters"
    NOT_A_NUMBER = "not_a_number"
    DUPLICATE = "duplicate"
    RANGE_BACKWARDS = "range_backwards"
    RANGE_TOO_LONG = "range_too_long"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    ALREADY_OURS = "already_ours"
    IN_ANOTHER_ORDER = "in_another_order"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class Objection:
    """A reason and what its sentence needs: `area_code`, `country` (ISO 3166, or empty), `digits`, `limit`, `count`, `planned`."""

    code: NumberReason
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberError:
    """text: the input as typed, cut to `SHOWN` characters. Show it to who typed it; keep it out of logs."""

    text: str
    code: NumberReason
    params: dict[str, str] = field(default_factory=dict)


def error(text: str, objection: Objection) -> NumberError:
    return NumberError(text.strip()[:SHOWN], objection.code, objection.params)
