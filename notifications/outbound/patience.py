"""How long does a receiver ask to be left alone? `Retry-After` in seconds or as a date (RFC 9110, 10.2.3)."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(rb"[0-9]{1,9}")
_LONGEST_DATE = 50


def wait_asked(header: bytes, now: datetime) -> timedelta:
    """From now on; nothing for a date gone by and for what cannot be read."""
    told = header.strip()
    if _SECONDS.fullmatch(told):
        return timedelta(seconds=int(told))
    if len(told) > _LONGEST_DATE:
        return timedelta(0)
    try:
        moment = parsedate_to_datetime(told.decode("ascii"))
        return max(timedelta(0), (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now)
    except (ValueError, OverflowError):
        return timedelta(0)
