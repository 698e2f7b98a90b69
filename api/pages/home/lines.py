"""What a home says of an order: what it is called, what is wrong, the one thing to do next, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from api.pages.orders.tones import TONES
from api.refusals.doors import explained
from domain.porting.order import OrderStatus
from store.tenancy.home import HomeOrder
from words.states import order_status
from words.translation import Words

_S = OrderStatus


@dataclass(frozen=True, slots=True)
class HomeLine:
    """about: carrier, numbers, place. reasons: sentences of what is wrong. path: where to act. until: a day as told, or empty."""

    name: str
    about: str
    status: str
    tone: str
    reasons: tuple[str, ...]
    action: str
    path: str
    until: str


def needed_line(order: HomeOrder, words: Words, *, may: bool) -> HomeLine:
    """may: whether the reader may do it; if not, they may look."""
    action, path = _next(order, words) if may else (words.gettext("See the order"), _page(order))
    codes = order.codes if order.status == _S.NEEDS_INPUT else ()
    reasons = tuple(explained(code, words).wrong for code in codes)
    return _line(order, words, reasons, action, path, _until(order, order.wait_until or order.expires_at, words))


def unready_line(order: HomeOrder, words: Words) -> HomeLine:
    """Something is to be put right before the numbers move."""
    reasons = tuple(explained(code, words).wrong for code in order.codes)
    return _line(order, words, reasons, words.gettext("Put it right"), _page(order), _until(order, order.foc, words))


def plain_line(order: HomeOrder, words: Words) -> HomeLine:
    """An order to look at."""
    lost = order.lost
    reasons = (words.ngettext("%(num)s number did not move.", "%(num)s numbers did not move.", lost),) if lost else ()
    return _line(order, words, reasons, words.gettext("See the order"), _page(order), "")


def by_day(orders: Sequence[HomeOrder], words: Words) -> list[tuple[str, list[HomeLine]]]:
    """Day by day, each in the zone of the order's location."""
    days = groupby(orders, lambda order: _day(order, order.foc))
    return [(words.day(day), [plain_line(each, words) for each in group]) for day, group in days if day is not None]


def _next(order: HomeOrder, words: Words) -> tuple[str, str]:
    draft = f"{_page(order)}/draft"
    match order.status:
        case _S.DRAFT:
            return words.gettext("Finish the draft"), draft
        case _S.AWAITING_SIGNATURE:
            return words.gettext("Get the letter signed"), f"{draft}/letter"
        case _S.READY:
            return words.gettext("Check and submit"), f"{draft}/review"
        case _S.NEEDS_INPUT:
            return words.gettext("Correct it"), _page(order)
        case _:
            return words.gettext("See the order"), _page(order)


def _line(order: HomeOrder, words: Words, reasons: tuple[str, ...], action: str, path: str, until: str) -> HomeLine:
    name = order.customer_reference or order.losing_carrier or words.gettext("New order")
    carrier = order.losing_carrier if order.customer_reference else ""
    count = (
        words.ngettext("%(num)s number", "%(num)s numbers", order.number_count) if order.number_count else words.gettext("no numbers yet")
    )
    about = ", ".join(part for part in (carrier, count, order.location) if part)
    status = order_status(_S(order.status), words)
    return HomeLine(name, about, status, TONES.get(order.status, ""), reasons, action, path, until)


def _until(order: HomeOrder, moment: datetime | None, words: Words) -> str:
    day = _day(order, moment)
    return words.day(day) if day else ""


def _day(order: HomeOrder, moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(ZoneInfo(order.time_zone)).date()


def _page(order: HomeOrder) -> str:
    return f"/orders/{order.id}"
