"""In which zone is somebody told a moment that belongs to no place?"""

from api.actions.orders.orders import ANYWHERE
from api.actions.work import Work
from store.call_plan import locations


async def home_zone(work: Work, organisation_id: str) -> str:
    """That of the first of the organisation's locations."""
    places = await locations.listed(work.connection, organisation_id)
    return places[0].time_zone if places else ANYWHERE
