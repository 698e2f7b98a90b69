"""What somebody's home shows: an organisation's orders by what they need, or a partner's customers."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from api.actions.settings.terms_texts import PRESENT
from api.actions.work import Work
from api.actions.zones import home_zone
from domain.access import Action, Role
from store.paper import signatures
from store.tenancy import customers, home, organisations
from store.tenancy.customers import CustomerSeen
from store.tenancy.home import HomeOrder, Unsent
from store.tenancy.organisations import Organisation

MOST = 6
CUSTOMERS = 50
AHEAD = timedelta(days=7)
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Home:
    """zone: of the organisation's first location. terms_due: whether nobody has accepted the terms yet."""

    zone: str
    needed: tuple[HomeOrder, ...]
    unready: tuple[HomeOrder, ...]
    moving: tuple[HomeOrder, ...]
    ended_badly: tuple[HomeOrder, ...]
    unsent: tuple[Unsent, ...]
    done: tuple[HomeOrder, ...]
    terms_due: bool


async def of_customer(work: Work) -> Home:
    """Of the acting organisation, by its own clock. A dozen queries, however many orders there are."""
    organisation_id, connection = work.organisation_id, work.connection
    at, zone = await work.business_time(organisation_id), await home_zone(work, organisation_id)
    today = datetime.combine(at.astimezone(ZoneInfo(zone)).date(), time(), ZoneInfo(zone))
    return Home(
        zone,
        await home.needed(connection, organisation_id, MOST),
        await home.unready(connection, organisation_id, MOST),
        await home.moving(connection, organisation_id, today, today + AHEAD, MOST),
        await home.ended_badly(connection, organisation_id, at - LATELY, MOST),
        await home.unsent(connection, organisation_id, at - LATELY, MOST),
        await home.done(connection, organisation_id, at - LATELY, MOST),
        not await signatures.accepted(connection, organisation_id, "terms", PRESENT),
    )


async def whose(work: Work) -> Organisation | None:
    """The organisation acted for, if the caller acts for one."""
    chosen = work.principal.acting_for(Action.ORGANISATION_READ)
    return await organisations.find(work.connection, chosen) if chosen else None


async def of_partner(work: Work, named: str) -> tuple[CustomerSeen, ...]:
    """The partner's customers, those that need most first. named: part of the name."""
    theirs = [post.organisation_id for post in work.principal.posts if post.role is Role.PARTNER]
    return await customers.with_attention(work.connection, theirs, PRESENT, named, CUSTOMERS)
