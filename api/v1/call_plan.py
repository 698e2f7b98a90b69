"""What ports bring about: live numbers, route patterns, billing events."""

import base64
from datetime import datetime
from typing import Annotated

from fastapi import Query
from fastapi.responses import PlainTextResponse
from pydantic import AwareDatetime, BaseModel, Field

from api.actions.call_plan import call_plan_views
from api.actions.call_plan.call_plan_views import NumberSeen
from api.calls import Here
from api.front.cursors import Cursor, Limit, PageOf
from api.front.routes import Router
from api.openapi import PROBLEM_ANSWERS
from callplan.route_export import as_csv, as_json
from domain.access import Action
from store.call_plan.billing import BillingEvent

router = Router(prefix="/v1", tag="Numbers")
Trunk = Annotated[str, Query(max_length=50, description="Of the premises system, towards the cloud.")]
_CURSOR = ("cursors", "number")


class LiveNumberView(BaseModel):
    number: str = Field(examples=["+13035550100"])
    location_id: str
    state: str = Field(description="active, leaving or left.")
    source: str = Field(description="ported or ordered.")
    order_id: str
    activated_at: datetime
    use: str = Field(description="person, main or unassigned.")
    person_id: str | None
    own_emergency_address: bool = Field(description="False: the location's address holds.")
    own_address_ended_at: datetime | None = Field(
        description="When a move took away an emergency address of its own. Null once somebody has looked at which one holds."
    )

    @classmethod
    def of(cls, seen: NumberSeen) -> "LiveNumberView":
        live, holder = seen.live, seen.holder
        return cls(
            number=live.number,
            location_id=live.location_id,
            state=live.state,
            source=live.source,
            order_id=live.order_id,
            activated_at=live.activated_at,
            use=holder.use if holder else "unassigned",
            person_id=holder.person_id if holder else None,
            own_emergency_address=live.emergency_address_sealed is not None,
            own_address_ended_at=live.own_address_ended_at,
        )


class RouteGroup(BaseModel):
    name: str
    trunks: list[str]


class RouteList(BaseModel):
    name: str
    route_groups: list[str]


class Pattern(BaseModel):
    pattern: str = Field(examples=["+1303555010X"])
    partition: str
    route_list: str


class Normalised(BaseModel):
    pattern: str
    prefix: str
    partition: str


class RoutePlanView(BaseModel):
    """In the order in which a premises system can be given it."""

    partition: str
    route_group: RouteGroup
    route_list: RouteList
    route_patterns: list[Pattern]
    normalisations: list[Normalised]


class BillingView(BaseModel):
    number: str
    kind: str = Field(description="number_started or number_ended.")
    at: datetime = Field(description="The moment the carrier confirmed, in the organisation's own time.")
    order_id: str
    amount_cents: int = Field(description="A month's charge from then on. Porting itself costs nothing.")
    currency: str = "USD"

    @classmethod
    def of(cls, one: BillingEvent) -> "BillingView":
        return cls(number=one.number, kind=one.kind, at=one.at, order_id=one.assignment_key, amount_cents=one.amount_cents)


@router.get("/numbers", allow=Action.NUMBERS_READ, response_model=PageOf[LiveNumberView], summary="List live numbers")
async def list_numbers(
    call: Here, location_id: Annotated[str, Query(max_length=60)] = "", cursor: Cursor = "", limit: Limit = 50
) -> PageOf[LiveNumberView]:
    """The organisation's numbers in order, each with who holds it and whose emergency address counts."""
    async with call.work() as work:
        organisation_id = work.organisation_id
        box, about = await work.box(organisation_id), f"numbers/{organisation_id}"
        (place,) = call.cursors.read(about, cursor)
        # A cursor stands in addresses, where no telephone number may be read.
        after = box.open(*_CURSOR, organisation_id, base64.b64decode(place)).decode() if place else ""
        found = await call_plan_views.numbers(work, location_id, after, limit + 1)

    def sealed(seen: NumberSeen) -> tuple[str, ...]:
        return (base64.b64encode(box.seal(*_CURSOR, organisation_id, seen.live.number.encode())).decode(),)

    shown, more = call.cursors.page(about, found, limit, sealed)
    return PageOf(items=[LiveNumberView.of(seen) for seen in shown], next=more)


@router.get("/locations/{location_id}/route-patterns", allow=Action.NUMBERS_READ, response_model=RoutePlanView, summary="Read a route plan")
async def read_route_plan(location_id: str, call: Here, trunk: Trunk = "cloud-trunk") -> RoutePlanView:
    """How a premises system reaches the location's numbers in the cloud: +E.164 route patterns for exactly its live numbers."""
    async with call.work() as work:
        return RoutePlanView.model_validate_json(as_json(await call_plan_views.routes(work, location_id, trunk)))


@router.get(
    "/locations/{location_id}/route-patterns.csv",
    allow=Action.NUMBERS_READ,
    response_model=None,
    responses=PROBLEM_ANSWERS | {200: {"content": {"text/csv": {"example": "kind,pattern,partition,discard,prefix,target\n"}}}},
    summary="Download a route plan",
)
async def download_route_plan(location_id: str, call: Here, trunk: Trunk = "cloud-trunk") -> PlainTextResponse:
    r"""The same as CSV, one row a thing to make. A leading plus is written `\+`, as dial plans want it."""
    async with call.work() as work:
        plan = await call_plan_views.routes(work, location_id, trunk)
    attached = {"Content-Disposition": f'attachment; filename="route-plan-{location_id[4:12]}.csv"'}
    return PlainTextResponse(as_csv(plan), headers=attached, media_type="text/csv")


@router.get("/billing-events", allow=Action.BILLING_READ, response_model=PageOf[BillingView], summary="List billing events")
async def list_billing_events(
    call: Here, since: AwareDatetime | None = None, until: AwareDatetime | None = None, cursor: Cursor = "", limit: Limit = 50
) -> PageOf[BillingView]:
    """When the charge for each number began and ended: of the last 31 days, or of a span of at most a year."""
    (passed,) = call.cursors.read("billing-events", cursor)
    first = int(passed or 0)
    async with call.work() as work:
        found = (await call_plan_views.billed(work, since, until))[first : first + limit + 1]
    shown, more = call.cursors.page("billing-events", found, limit, lambda _: (str(first + limit),))
    return PageOf(items=[BillingView.of(one) for one in shown], next=more)
