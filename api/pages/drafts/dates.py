"""The step on which a day is asked for: a calendar by month, each day allowed or with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from babel.dates import format_date, get_day_names
from starlette.responses import Response

from api.actions.drafts import drafts, preflight
from api.actions.drafts.drafts import DraftInHand
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.forms import kept_or_shown
from api.pages.drafts.steps import judged, step_page
from api.pages.drafts.versions import seen_version
from api.v1.port_drafts import DraftChanges
from domain.access import Action
from domain.policy.codes import DayReason
from domain.policy.foc import FocDay
from words.foc_days import SHORT
from words.refusals import day_reason
from words.translation import Words

router = Router(page=True)
# Weekdays as a calendar of the United States has them, Sunday first: babel counts from Monday.
_WEEK = (6, 0, 1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Month:
    """weeks: seven places each; None where a day is of another month, or not among those that can be asked for."""

    label: str
    weeks: tuple[tuple[FocDay | None, ...], ...]
    allowed: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why days cannot be had: in a word, and in a sentence."""

    short: str
    told: str


@router.get("/orders/{order_id}/draft/date", allow=Action.DRAFT_READ)
async def date_page(order_id: str, call: Here) -> Response:
    return await _shown(call, order_id)


@router.post("/orders/{order_id}/draft/date", allow=Action.DRAFT_WRITE)
async def date_saved(order_id: str, call: Here) -> Response:
    return await kept_or_shown(call, order_id, lambda typed: _save(call, order_id, typed), _current, _shown, "letter")


def months(days: Sequence[FocDay], words: Words) -> tuple[Month, ...]:
    """The calendar of these days, which follow each other."""
    return tuple(_month(tuple(each), words) for _, each in groupby(days, key=lambda one: (one.day.year, one.day.month)))


def weekdays(words: Words) -> tuple[tuple[str, str], ...]:
    """Short and whole names of the weekdays, Sunday first."""
    short, whole = (get_day_names(width, "stand-alone", words.locale) for width in ("abbreviated", "wide"))
    return tuple((str(short[place]), str(whole[place])) for place in _WEEK)


def reasons(days: Iterable[FocDay], words: Words) -> dict[DayReason, Reason]:
    """Those that occur, in the order in which they do."""
    found = dict.fromkeys(each.reason for each in days if each.reason)
    return {one: Reason(words.gettext(SHORT[one]), day_reason(one, words)) for one in found}


def _month(days: tuple[FocDay, ...], words: Words) -> Month:
    by_day = {each.day: each for each in days}
    first = days[0].day - timedelta(days=(days[0].day.weekday() + 1) % 7)
    starts = range(0, (days[-1].day - first).days + 1, 7)
    weeks = tuple(tuple(by_day.get(first + timedelta(days=start + place)) for place in range(7)) for start in starts)
    label = str(format_date(days[0].day, "LLLL y", locale=words.locale))
    return Month(label, weeks, sum(each.allowed for each in days))


async def _shown(
    call: Call, order_id: str, status: int = 200, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None,
    saved: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    async with call.work() as work:
        study = await preflight.study(work, order_id)
    said = await preflight.heard(call.parts, call.work, study.look)
    days, chosen = preflight.days(study.look, said), study.found.request.requested_foc
    return await step_page(
        call, order_id, "date", status, draft=judged(call, study, said), typed=typed or _current(study.found), errors=errors,
        saved=saved, days=days,
        months=months(days.days, call.words), weekdays=weekdays(call.words), reasons=reasons(days.days, call.words),
        lapsed=chosen if chosen and chosen not in days.allowed else None,
    )  # fmt: skip


async def _save(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    changes = DraftChanges.model_validate({"requested_foc": typed.get("requested_foc") or None})
    async with call.work() as work:
        await drafts.save(work, order_id, seen_version(typed), changes.typed())


def _current(found: DraftInHand) -> dict[str, str]:
    chosen = found.request.requested_foc
    return {"requested_foc": chosen.isoformat() if chosen else ""}
