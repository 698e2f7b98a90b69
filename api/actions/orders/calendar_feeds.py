"""A calendar's address: made, shown once, revoked; and what is read under it by whoever holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from api.actions.work import Work
from api.front.authentication import person
from api.front.principals import Principal
from api.front.problems import not_found
from api.front.tokens import new_token, token_hash
from api.parts import ApiParts
from domain.access import Action
from store.database import act_as, credential_transaction, tenant_transaction
from store.ids import fresh
from store.orders import calendar_feeds, foc_days
from store.orders.calendar_feeds import CalendarFeed
from store.orders.foc_days import FocDay
from store.tenancy import clocks, organisations

KEPT_BACK = timedelta(days=90)
MOST_DAYS = 500


@dataclass(frozen=True, slots=True)
class Followed:
    """What a calendar shows. language: of the person whose address it is."""

    organisation: str
    language: str
    days: Sequence[FocDay]


async def current(work: Work) -> CalendarFeed | None:
    """The caller's own, in the organisation acted for. Raises Problem ORGANISATION_NEEDED."""
    return await calendar_feeds.of_user(work.connection, work.principal.user_id, work.organisation_id)


async def make(work: Work) -> str:
    """The token of a new address; one that was there stops working."""
    user_id, organisation_id, token = work.principal.user_id, work.organisation_id, new_token()
    await calendar_feeds.revoke(work.connection, user_id, organisation_id, work.at)
    feed = CalendarFeed(fresh("cal"), organisation_id, user_id, hashed(work.parts, token), work.at)
    await calendar_feeds.add(work.connection, feed)
    work.note(organisation_id, feed.id, "calendar.make")
    return token


async def revoke(work: Work) -> None:
    """Without one, nothing changes."""
    if await calendar_feeds.revoke(work.connection, work.principal.user_id, work.organisation_id, work.at):
        work.note(work.organisation_id, work.principal.user_id, "calendar.revoke")


async def follow(parts: ApiParts, token: str) -> Followed:
    """Good as long as the person may read the organisation's orders. Raises Problem NOT_FOUND."""
    feed, who = await _holder(parts, hashed(parts, token))
    staff = who.is_staff_for(Action.ORDER_READ)
    if not staff and feed.organisation_id not in (who.tenants_for(Action.ORDER_READ) or ()):
        raise not_found()
    tenants = (feed.organisation_id,)
    async with tenant_transaction(parts.app, tenants, staff=staff, principal=who.user_id) as connection:
        found = await organisations.find(connection, feed.organisation_id)
        earliest = (await clocks.clock(connection, feed.organisation_id)).at(parts.clock()) - KEPT_BACK
        days = await foc_days.since(connection, tenants, earliest, MOST_DAYS)
    return Followed(found.name if found else "", who.language, days)


def hashed(parts: ApiParts, token: str) -> bytes:
    return token_hash(parts.settings.session_secret, "calendar feed", token)


async def _holder(parts: ApiParts, shown: bytes) -> tuple[CalendarFeed, Principal]:
    async with credential_transaction(parts.app, shown) as connection:
        feed = await calendar_feeds.by_hash(connection, shown)
        if feed is None:
            raise not_found()
        await act_as(connection, feed.user_id)
        who = await person(connection, feed.user_id, None)
        if who is None:
            raise not_found()
        return feed, who
