"""Views of the list of orders: saved under a name by whoever looks at it, for themselves."""

from collections.abc import Mapping

from api.actions.work import Work
from api.front.problems import Refused, not_found
from domain.access import Action
from store.ids import fresh
from store.orders import saved_views
from store.orders.saved_views import SavedView

MOST = 30


def whose(work: Work) -> str:
    """The organisation a view belongs to: the one acted for, else the person's own."""
    return work.principal.acting_for(Action.ORDER_READ) or work.principal.posts[0].organisation_id


async def listed(work: Work) -> tuple[SavedView, ...]:
    return await saved_views.of_user(work.connection, work.principal.user_id, whose(work), MOST)


async def save(work: Work, name: str, narrowed: Mapping[str, str]) -> SavedView:
    """Raises Refused `view.too_many`, `view.name_taken`."""
    user_id, organisation_id = work.principal.user_id, whose(work)
    if await saved_views.count(work.connection, user_id, organisation_id) >= MOST:
        raise Refused("view.too_many", pointer="/name")
    view = SavedView(fresh("view"), organisation_id, user_id, name, narrowed, work.at)
    if not await saved_views.save(work.connection, view):
        raise Refused("view.name_taken", pointer="/name")
    work.note(organisation_id, view.id, "view.save")
    return view


async def remove(work: Work, view_id: str) -> None:
    """Raises Problem NOT_FOUND."""
    if not await saved_views.remove(work.connection, view_id, work.principal.user_id, whose(work)):
        raise not_found()
    work.note(whose(work), view_id, "view.delete")
