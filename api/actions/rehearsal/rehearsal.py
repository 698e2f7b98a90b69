"""Rehearsals: an organisation's clock set ahead, and what its carrier is told to play. Nowhere but in rehearsal organisations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.actions.orders import orders
from api.actions.orders.order_changes import part_of
from api.actions.work import Work
from api.actions.zones import home_zone
from api.front.problems import Problem, ProblemKind, Refused, not_found
from api.parts import ApiParts
from carriers.errors import CarrierError, CarrierRefused
from carriers.protocol import FollowsClock, PlaysSteps, RehearsalPlay
from store import facts
from store.facts import Told
from store.orders import orders as stored_orders
from store.orders.order_views import View
from store.orders.orders import OrderFilter, OrderRow
from store.tenancy import clocks, organisations
from store.tenancy.clock_jumps import jump_and_tell
from store.tenancy.organisations import Organisation

LONGEST_JUMP = timedelta(days=366)
MOST_WATCHED = 25
MOST_NEWS = 20


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """next_wait: the next business moment that anything waits for, here or at the carrier; None when nothing does."""

    organisation_id: str
    business_now: datetime
    offset: timedelta
    next_wait: datetime | None


@dataclass(frozen=True, slots=True)
class Watched:
    """The organisation's open orders, newest first, each with what was told of it last; and what was told since a position."""

    zone: str
    orders: tuple[OrderRow, ...]
    last: Mapping[str, Told]
    since: tuple[Told, ...]
    position: int


async def watch(work: Work, at: datetime, since: int | None) -> Watched:
    """since: a position; None for nothing."""
    organisation_id, connection = work.organisation_id, work.connection
    only = OrderFilter(organisation_id=organisation_id, view=View.IN_PROGRESS, at=at)
    rows = await orders.listed(work, only, ("", ""), MOST_WATCHED)
    last = await facts.newest(connection, [row.id for row in rows])
    news = () if since is None else await facts.since(connection, organisation_id, since, MOST_NEWS)
    return Watched(await home_zone(work, organisation_id), rows, last, news, await facts.last_position(connection, organisation_id))


async def require_rehearsal(work: Work, organisation_id: str) -> Organisation:
    """Raises Problem NOT_FOUND for an organisation whose numbers are real: rehearsals do not exist there."""
    found = await organisations.find(work.connection, organisation_id)
    if found is None or not found.rehearsal:
        raise not_found()
    return found


async def clock(work: Work) -> ClockSeen:
    organisation_id = work.organisation_id
    await require_rehearsal(work, organisation_id)
    stands = await clocks.clock(work.connection, organisation_id)
    now = stands.at(work.at)
    return ClockSeen(organisation_id, now, stands.offset, await _next_wait(work, organisation_id, now))


async def jump(work: Work, to: datetime | None) -> ClockSeen:
    """To a business moment; None: to the next that anything waits for. Nothing waits, nothing changes. Raises Refused."""
    before = await clock(work)
    target = to or before.next_wait
    if target is None:
        return before
    by = timedelta(seconds=int((target - before.business_now).total_seconds()) + 1)
    if not timedelta(0) < by <= LONGEST_JUMP or target <= before.business_now:
        raise Refused("clock.not_forward", status=422)
    return await jump_by(work, by)


async def jump_by(work: Work, by: timedelta) -> ClockSeen:
    """Raises Refused, Problem NOT_FOUND."""
    organisation_id = work.organisation_id
    await require_rehearsal(work, organisation_id)
    if not timedelta(seconds=1) <= by <= LONGEST_JUMP:
        raise Refused("clock.not_forward", status=422)
    following = _following(work.parts)
    moved = await jump_and_tell(work.connection, organisation_id, by, work.principal.actor, tuple(following))
    work.note(organisation_id, organisation_id, seconds=str(int(by.total_seconds())))
    await _tell(following, organisation_id, int(moved.offset.total_seconds()))
    return await clock(work)


async def play(work: Work, order_id: str, n: int, wanted: RehearsalPlay) -> None:
    """Have the order's carrier do it now; what it says comes as a notice. Raises Refused, Problem NOT_FOUND, UNAVAILABLE."""
    seen = await orders.read(work, order_id)
    await require_rehearsal(work, seen.row.organisation_id)
    port = part_of(seen, n)
    carrier = work.parts.webhooks.get(port.part.carrier)
    if not port.reference or not isinstance(carrier, PlaysSteps):
        raise Refused("rehearsal.not_sent")
    try:
        await carrier.play(port.reference, wanted)
    except CarrierRefused:
        raise Refused("rehearsal.refused") from None
    except CarrierError:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "5"}) from None
    work.note(seen.row.organisation_id, order_id, step=wanted.step)


def _following(parts: ApiParts) -> Mapping[str, FollowsClock]:
    """The carriers that live on organisations' clocks."""
    return {name: carrier for name, carrier in parts.webhooks.items() if isinstance(carrier, FollowsClock)}


async def _tell(following: Mapping[str, FollowsClock], organisation_id: str, offset_seconds: int) -> None:
    """At once, so that what is due at a carrier happens before our workflows look; one that is away hears it by the relay."""
    for carrier in following.values():
        try:
            await carrier.set_clock(organisation_id, offset_seconds)
        except CarrierError:
            continue


async def _next_wait(work: Work, organisation_id: str, now: datetime) -> datetime | None:
    waits = [await stored_orders.earliest_wait(work.connection, organisation_id)]
    for carrier in _following(work.parts).values():
        try:
            waits.append(await carrier.next_due(organisation_id))
        except CarrierError:
            continue
    return min((moment for moment in waits if moment is not None and moment > now), default=None)
