"""Orders as those who may see them read them."""

from dataclasses import dataclass
from datetime import datetime

from api.actions.orders import order_ratings
from api.actions.orders.order_ratings import RatingShown
from api.actions.signing.signing_again import LetterStanding, standing
from api.actions.work import Work
from api.front.problems import not_found
from domain.policy.rulebook import CURRENT, Rulebook, rulebook
from domain.porting.carrier_port import CarrierPort
from domain.porting.draft import DraftState
from store import facts
from store.call_plan import locations
from store.desk import tasks
from store.desk.tasks import StaffTask
from store.drafts import drafts
from store.drafts.drafts import DraftNumber
from store.facts import Told
from store.orders import orders
from store.orders.orders import CarrierOrderRow, Cursor, LineRow, OrderFilter, OrderRow
from store.paper import documents
from store.paper.documents import Document
from store.projections.change import Whole, folded

ANYWHERE = "America/New_York"


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """An order as it stands. told: every fact of it. zone: of its location. at: business time, now."""

    row: OrderRow
    told: tuple[Told, ...]
    whole: Whole
    parts: tuple[CarrierOrderRow, ...]
    zone: str
    at: datetime

    @property
    def position(self) -> int:
        """Of the last fact: what somebody saw when they read the order. 0 for a draft."""
        return self.told[-1].position if self.told else 0

    @property
    def book(self) -> Rulebook:
        return rulebook(self.row.rulebook or CURRENT)

    @property
    def ports(self) -> tuple[CarrierPort, ...]:
        return tuple(self.whole.parts[n] for n in sorted(self.whole.parts))

    @property
    def submitted(self) -> bool:
        return self.row.submitted_at is not None


@dataclass(frozen=True, slots=True)
class OrderPapers:
    """What an order's page shows besides: each number's line, its papers, what was left for review, whether its draft is open again,
    what waits on the desk, how its letter stands, what the customer thought of it."""

    lines: tuple[LineRow, ...]
    documents: tuple[Document, ...]
    set_aside: tuple[DraftNumber, ...]
    reopened: bool
    tasks: tuple[StaffTask, ...] = ()
    letter: LetterStanding | None = None
    rating: RatingShown | None = None


async def listed(work: Work, only: OrderFilter, after: tuple[str, ...], limit: int) -> tuple[OrderRow, ...]:
    """Newest first, in one query. after: creation time and id of the last one seen, or empty texts."""
    created_at, order_id = after
    cursor = Cursor(datetime.fromisoformat(created_at), order_id) if order_id else None
    return await orders.listed(work.connection, work.tenants, only, cursor, limit)


async def find(work: Work, order_id: str) -> OrderRow:
    """Raises Problem NOT_FOUND."""
    row = await orders.find(work.connection, order_id, work.tenants)
    if row is None:
        raise not_found()
    return row


async def read(work: Work, order_id: str) -> OrderSeen:
    """Raises Problem NOT_FOUND."""
    row = await find(work, order_id)
    told = await facts.of_order(work.connection, order_id, work.tenants)
    whole = folded(order_id, told)
    parts = await orders.carrier_orders_of(work.connection, order_id)
    return OrderSeen(
        row,
        told,
        whole,
        tuple(part for part in parts if part.n in whole.parts),
        await zone_of(work, row),
        await work.business_time(row.organisation_id),
    )


async def zone_of(work: Work, row: OrderRow) -> str:
    """The time zone of the order's location."""
    place = await locations.find(work.connection, row.location_id, work.tenants) if row.location_id else None
    return place.time_zone if place else ANYWHERE


async def papers(work: Work, seen: OrderSeen) -> OrderPapers:
    draft = await drafts.find(work.connection, seen.row.id, work.tenants)
    return OrderPapers(
        await orders.lines_of(work.connection, seen.row.id),
        await documents.of_order(work.connection, seen.row.id),
        await drafts.left_for_staff(work.connection, seen.row.id),
        seen.submitted and draft is not None and draft.draft_state != DraftState.SUBMITTED,
        await tasks.of_order(work.connection, seen.row.id),
        await standing(work, draft) if draft else None,
        await order_ratings.read(work, seen.row) if seen.row.status in order_ratings.COMPLETE else None,
    )
