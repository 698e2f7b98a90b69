"""In which zone is somebody told a moment that belongs to no place?"""

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions.orders.orders import ANYWHERE
from api.actions.work import Work
from store.call_plan import locations


async def home_zone(work: Work, organisation_id: str) -> str:
    """That of the first of the organisation's locations."""
    return await first_zone(work.connection, organisation_id)


async def first_zone(connection: AsyncConnection, organisation_id: str) -> str:
    """The same, where nobody is signed in yet."""
    return await locations.first_zone(connection, organisation_id) or ANYWHERE
