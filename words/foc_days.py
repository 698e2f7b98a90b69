"""Why a day cannot be had, in a word or two: what stands in a calendar's field. The sentences are in `words/refusals.py`."""

from collections.abc import Mapping

from domain.policy.codes import DayReason
from words.sentence import marked

SHORT: Mapping[DayReason, str] = {
    DayReason.PAST: marked("past"),
    DayReason.WEEKEND: marked("weekend"),
    DayReason.HOLIDAY: marked("holiday"),
    DayReason.BEFORE_INTERVAL: marked("too soon"),
    DayReason.TOO_FAR: marked("too far"),
    DayReason.OUTSIDE_CARRIER_WINDOWS: marked("no moves"),
}
