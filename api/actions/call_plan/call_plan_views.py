"""What ports bring about: live numbers with who holds them, the route plan of a location, what is billed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.actions.work import Work
from api.front.problems import Refused, not_found
from callplan.route_plan import Gateway, RoutePlan, Site, route_plan
from store.call_plan import billing, inventory, locations, people
from store.call_plan.billing import BillingEvent
from store.call_plan.inventory import Assignment, LiveNumber

LONGEST_SPAN = timedelta(days=366)
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class NumberSeen:
    live: LiveNumber
    holder: Assignment | None


async def numbers(work: Work, location_id: str, after: str, limit: int) -> tuple[NumberSeen, ...]:
    """By number. after: the last one seen."""
    organisation_id = work.organisation_id
    live = await inventory.listed(work.connection, organisation_id, location_id, after, limit)
    held = {each.number: each for each in await inventory.assigned(work.connection, organisation_id, [one.number for one in live])}
    return tuple(NumberSeen(one, held.get(one.number)) for one in live)


async def routes(work: Work, location_id: str, trunk: str) -> RoutePlan:
    """What a premises system at the location needs to reach its cloud numbers. Raises Refused, Problem NOT_FOUND."""
    place = await locations.find(work.connection, location_id, work.tenants)
    if place is None:
        raise not_found()
    try:
        gateway = Gateway(trunk, place.route_partition)
    except ValueError:
        raise Refused("field.unfit", status=422, pointer="?trunk") from None
    live = await _live(work, place.organisation_id, location_id)
    holders = await people.with_numbers(work.connection, place.organisation_id, live)
    extensions = {one.number: one.extension for one in holders if one.number and one.extension}
    site = Site(place.site_code, place.extension_length, extensions) if place.site_code else None
    return route_plan(live, gateway, site)


async def billed(work: Work, since: datetime | None, until: datetime | None) -> Sequence[BillingEvent]:
    """Events of a span of business time, the last 31 days unless it is named. Raises Refused."""
    organisation_id = work.organisation_id
    end = until or await work.business_time(organisation_id) + timedelta(seconds=1)
    start = since or end - timedelta(days=31)
    if not timedelta(0) <= end - start <= LONGEST_SPAN:
        raise Refused("field.unfit", status=422, pointer="?since")
    return await billing.listed(work.connection, organisation_id, start, end)


async def _live(work: Work, organisation_id: str, location_id: str) -> tuple[str, ...]:
    found: list[str] = []
    after = ""
    while page := await inventory.listed(work.connection, organisation_id, location_id, after, _PAGE):
        found += [one.number for one in page if one.state != "left"]
        after = page[-1].number
    return tuple(found)
