"""Webhooks to your own systems: endpoints, secrets, the log of what was sent."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.actions.settings import webhooks
from api.actions.settings.webhooks import DeliveryShown, EndpointShown
from api.calls import Here
from api.front.bodies import Body
from api.front.cursors import Cursor, Limit, PageOf
from api.front.routes import Router
from domain.access import Action
from domain.porting.published import EventKind
from domain.webhooks import EarlierSecrets
from store.outgoing.webhook_deliveries import Logged

router = Router(prefix="/v1", tag="Webhooks")
Url = Annotated[str, Field(min_length=1, max_length=2_000, description="https, a public host name, port 443 or 8443.")]
Events = Annotated[list[EventKind], Field(min_length=1, max_length=len(EventKind))]
_SECRET = "`whsec_…`. Shown this once, and empty when the same request is answered again. Keep it where your secrets are."


class NewEndpointBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"url": "https://hooks.example.com/portwright", "events": ["port_order.foc_confirmed", "port_order.completed"]}]
        }
    )

    url: Url
    events: Events = Field(list(EventKind), description="What it is to hear of; everything if left out.")


class EndpointChangeBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"events": ["port_order.rejected", "port_order.needs_input"]}]})

    url: Url | None = None
    events: Events | None = None


class NewSecretBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"earlier": "drop_oldest"}]})

    earlier: EarlierSecrets = Field(
        EarlierSecrets.KEEP,
        description="What becomes of the secrets before it. keep: the last one signs for 24 hours beside the new one; refused while two "
        "sign already. drop_oldest: the same, and the older of two stops at once. stop: none but the new one signs, at once: for a secret "
        "that others have come to know.",
    )


_KEEPING = NewSecretBody(earlier=EarlierSecrets.KEEP)


class ReplayBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"since": "2026-11-20T08:00:00Z"}]})

    since: AwareDatetime = Field(description="Events that happened from then on are sent again; the log goes back 30 days.")


class EndpointView(BaseModel):
    id: str = Field(examples=["whk_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    url: str = Field(description="For those who may not change it, the host only.")
    events: list[str]
    state: str = Field(description="active or disabled")
    reason: str = Field(description="Why it is disabled: owner, gone (it answered 410), failing (five days without a success).")
    failing_since: datetime | None = Field(description="The first failure since the last success.")
    previous_secret_until: datetime | None = Field(description="Until then the secret before the current one signs too.")
    quiet_until: datetime | None = Field(description="It asked to be left alone until then (`Retry-After`).")
    created_at: datetime

    @classmethod
    def of(cls, one: EndpointShown) -> "EndpointView":
        row = one.row
        return cls(
            id=row.id,
            organisation_id=row.organisation_id,
            url=one.url,
            events=row.event_kinds,
            state=row.state,
            reason=row.reason,
            failing_since=row.failing_since,
            previous_secret_until=one.rotating_until,
            quiet_until=one.quiet_until,
            created_at=row.created_at,
        )


class EndpointsView(BaseModel):
    items: list[EndpointView]


class NewSecretView(BaseModel):
    shown: EndpointView
    secret: str = Field(description=_SECRET)


class DeliveryView(BaseModel):
    id: str = Field(examples=["dlv_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    endpoint_id: str
    event_id: str = Field(description="The receiver's `webhook-id`: the same for each try and each replay.")
    type: str
    order_id: str
    at: datetime = Field(description="When it happened; the `timestamp` in its body.")
    state: str = Field(description="waiting, sent, or dead: not tried any more")
    tries: int
    next_at: datetime | None
    sent_at: datetime | None
    last_error: str

    @classmethod
    def of(cls, row: Logged) -> "DeliveryView":
        same = {name: getattr(row, name) for name in ("id", "endpoint_id", "event_id", "order_id", "at", "state", "tries", "sent_at")}
        return cls(**same, type=row.message, next_at=row.next_at if row.state == "waiting" else None, last_error=row.last_error)


class TryView(BaseModel):
    """status: 0 when there was no answer; then error says why."""

    at: datetime
    status: int
    error: str
    took_ms: int


class DeliveryDetailView(BaseModel):
    delivery: DeliveryView
    data: dict[str, Any] = Field(description="What the body says under `data`.")
    attempts: list[TryView] = Field(description="Newest first, at most fifty.")
    planned: list[datetime] = Field(description="While it waits: when it is tried if it fails each time; after the last it is dead.")

    @classmethod
    def of(cls, one: DeliveryShown) -> "DeliveryDetailView":
        tries = [TryView(at=each.at, status=each.status, error=each.error, took_ms=each.took_ms) for each in one.tries]
        return cls(delivery=DeliveryView.of(one.row), data=one.row.data, attempts=tries, planned=list(one.planned))


class ReplayView(BaseModel):
    count: int = Field(description="How many are sent again.")


@router.get("/webhooks", allow=Action.WEBHOOK_READ, response_model=EndpointsView, summary="List webhook endpoints")
async def list_endpoints(call: Here) -> EndpointsView:
    """All of the organization, at most ten."""
    async with call.work() as work:
        return EndpointsView(items=[EndpointView.of(one) for one in await webhooks.list_endpoints(work)])


@router.post("/webhooks", allow=Action.WEBHOOK_WRITE, status_code=201, response_model=NewSecretView, summary="Add a webhook endpoint")
async def add_endpoint(asked: NewEndpointBody, call: Here) -> NewSecretView:
    """Events that happen from now on are posted there, signed with the secret that is shown this once. See docs/webhooks.md."""
    address = await webhooks.looked_at(call.parts, asked.url)
    async with call.work() as work:
        made = await webhooks.add_endpoint(work, address, asked.events)
        kept = call.keep(NewSecretView(shown=EndpointView.of(made.shown), secret=""))
    return kept.model_copy(update={"secret": made.secret})


@router.get("/webhooks/{endpoint_id}", allow=Action.WEBHOOK_READ, response_model=EndpointView, summary="Read a webhook endpoint")
async def read_endpoint(endpoint_id: str, call: Here) -> EndpointView:
    """Whether it works, and what it hears of."""
    async with call.work() as work:
        return EndpointView.of(await webhooks.read_endpoint(work, endpoint_id))


@router.patch("/webhooks/{endpoint_id}", allow=Action.WEBHOOK_WRITE, response_model=EndpointView, summary="Change a webhook endpoint")
async def change_endpoint(endpoint_id: str, asked: EndpointChangeBody, call: Here) -> EndpointView:
    """What is left out stays as it is. What waits to be sent goes to the new address."""
    address = None if asked.url is None else await webhooks.looked_at(call.parts, asked.url)
    async with call.work() as work:
        return call.keep(EndpointView.of(await webhooks.change_endpoint(work, endpoint_id, address, asked.events)))


@router.delete("/webhooks/{endpoint_id}", allow=Action.WEBHOOK_WRITE, status_code=204, summary="Delete a webhook endpoint")
async def remove_endpoint(endpoint_id: str, call: Here) -> None:
    """With its log. To stop for a while, disable it instead."""
    async with call.work() as work:
        await webhooks.remove_endpoint(work, endpoint_id)


@router.post("/webhooks/{endpoint_id}/secret", allow=Action.WEBHOOK_WRITE, response_model=NewSecretView, summary="Change the secret")
async def rotate_secret(endpoint_id: str, call: Here, asked: NewSecretBody = _KEEPING) -> NewSecretView:
    """Every webhook then has two signatures for 24 hours, by the new and by the previous secret, so that none is lost meanwhile.

    Say what becomes of the earlier secrets when two sign already, or when one of them is in wrong hands.
    """
    async with call.work() as work:
        made = await webhooks.rotate_secret(work, endpoint_id, asked.earlier)
        kept = call.keep(NewSecretView(shown=EndpointView.of(made.shown), secret=""))
    return kept.model_copy(update={"secret": made.secret})


@router.post("/webhooks/{endpoint_id}/disable", allow=Action.WEBHOOK_WRITE, response_model=EndpointView, summary="Disable an endpoint")
async def disable_endpoint(endpoint_id: str, call: Here) -> EndpointView:
    """Nothing is sent there any more. What happens meanwhile is in the log and can be replayed."""
    async with call.work() as work:
        return call.keep(EndpointView.of(await webhooks.disable_endpoint(work, endpoint_id)))


@router.post("/webhooks/{endpoint_id}/enable", allow=Action.WEBHOOK_WRITE, response_model=EndpointView, summary="Enable an endpoint")
async def enable_endpoint(endpoint_id: str, call: Here) -> EndpointView:
    """Events are sent from now on. Ask for a replay to have what was missed."""
    async with call.work() as work:
        return call.keep(EndpointView.of(await webhooks.enable_endpoint(work, endpoint_id)))


@router.post(
    "/webhooks/{endpoint_id}/test", allow=Action.WEBHOOK_WRITE, status_code=202, response_model=DeliveryView, summary="Send a test event"
)
async def send_test(endpoint_id: str, call: Here) -> DeliveryView:
    """A `webhook.test` event, signed and tried like every other. Read the delivery to see what became of it."""
    async with call.work() as work:
        return call.keep(DeliveryView.of((await webhooks.send_test(work, endpoint_id)).row))


@router.get(
    "/webhooks/{endpoint_id}/deliveries", allow=Action.WEBHOOK_READ, response_model=PageOf[DeliveryView], summary="List what was sent"
)
async def list_deliveries(
    endpoint_id: str,
    call: Here,
    state: Annotated[Literal["waiting", "sent", "dead"] | None, Query(description="Only those in this state.")] = None,
    cursor: Cursor = "",
    limit: Limit = 25,
) -> PageOf[DeliveryView]:
    """The last 30 days, newest first."""
    at, last = call.cursors.read("webhook-deliveries", cursor, 2)
    after = (datetime.fromisoformat(at), last) if last else None
    async with call.work() as work:
        found = await webhooks.list_deliveries(work, endpoint_id, after, limit + 1, state or "")
    shown, more = call.cursors.page("webhook-deliveries", found, limit, lambda row: (row.at.isoformat(), row.id))
    return PageOf(items=[DeliveryView.of(row) for row in shown], next=more)


@router.post(
    "/webhooks/{endpoint_id}/replay", allow=Action.WEBHOOK_WRITE, status_code=202, response_model=ReplayView, summary="Send again since"
)
async def replay(endpoint_id: str, asked: ReplayBody, call: Here) -> ReplayView:
    """Everything that happened from then on goes out again under the same ids, also what had arrived: compare `webhook-id`."""
    async with call.work() as work:
        return call.keep(ReplayView(count=await webhooks.replay(work, endpoint_id, asked.since)))


@router.get(
    "/webhook-deliveries/{webhook_delivery_id}",
    allow=Action.WEBHOOK_READ,
    response_model=DeliveryDetailView,
    summary="Read what was sent, and each try",
)
async def read_delivery(webhook_delivery_id: str, call: Here) -> DeliveryDetailView:
    """Status and time of each try. What the receiver said beyond its status is not kept."""
    async with call.work() as work:
        return DeliveryDetailView.of(await webhooks.read_delivery(work, webhook_delivery_id))


@router.post(
    "/webhook-deliveries/{webhook_delivery_id}/resend",
    allow=Action.WEBHOOK_WRITE,
    status_code=202,
    response_model=DeliveryDetailView,
    summary="Send one again",
)
async def resend(webhook_delivery_id: str, call: Here) -> DeliveryDetailView:
    """At once, under the same `webhook-id`, with the whole schedule of tries before it."""
    async with call.work() as work:
        return call.keep(DeliveryDetailView.of(await webhooks.resend(work, webhook_delivery_id)))
