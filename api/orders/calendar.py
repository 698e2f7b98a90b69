"""Confirmed dates as an iCalendar file (RFC 5545). No telephone number, name or carrier is in it."""

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from api.actions.orders.calendar_feeds import Followed
from domain.porting.carrier_order import PortState
from store.orders.foc_days import FocDay
from words.translation import Words

# Loaded with the first file that is asked for: most processes write none.
if TYPE_CHECKING:
    from icalendar import Event

_LENGTH = timedelta(hours=1)
_REFRESH = timedelta(hours=1)


def calendar(followed: Followed, base_url: str, words: Words) -> bytes:
    """The same for the same orders, to the byte: calendars ask often, and an ETag answers most of them."""
    from icalendar import Calendar

    told = Calendar()
    told.add("prodid", "-//Portwright//Port orders//EN")
    told.add("version", "2.0")
    told.add("x-wr-calname", words.gettext("Ports of %(organisation)s", organisation=followed.organisation))
    told.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    told.add("x-published-ttl", "PT1H")
    for day in sorted(followed.days, key=lambda each: (each.order_id, each.n)):
        told.add_component(_event(day, base_url, words))
    told.add_missing_timezones()
    return bytes(told.to_ical())


def _event(day: FocDay, base_url: str, words: Words) -> "Event":
    """One part of an order. Its UID never changes, its sequence rises with every fact; a date that is off stays as a cancelled event."""
    from icalendar import Event

    event, what = Event(), day.customer_reference or f"…{day.order_id[-6:]}"
    event.add("uid", f"{day.order_id}-{day.n}@portwright")
    event.add("dtstamp", day.changed_at)
    event.add("last-modified", day.changed_at)
    event.add("sequence", day.seq)
    event.add("dtstart", (day.foc or day.last_foc).astimezone(ZoneInfo(day.time_zone)))
    event.add("duration", _LENGTH)
    count = day.number_count
    event.add("summary", words.ngettext("%(num)s number moves: %(what)s", "%(num)s numbers move: %(what)s", count, what=what))
    event.add("status", _status(day))
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{base_url}/orders/{day.order_id}")
    return event


def _status(day: FocDay) -> str:
    if day.foc is None or day.state == PortState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if day.state in (PortState.RESCHEDULING, PortState.CANCELLING) else "CONFIRMED"
