"""Webhook endpoints: where customers' systems hear of their orders, with which secrets, and what was sent there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.actions.settings.security_notices import tell_administrators
from api.actions.work import Work, text_of
from api.front.problems import Invalid, Refused, not_found
from api.front.tokens import new_webhook_secret
from api.parts import ApiParts
from domain.access import Action
from domain.porting.published import TEST_EVENT, EventKind
from domain.security import SecurityEvent
from domain.webhooks import MOST_ENDPOINTS, OLD_SECRET_LASTS, EarlierSecrets, OffReason, ReceiverRefused, planned
from store.ids import fresh
from store.outgoing import deliveries, webhook_deliveries, webhooks
from store.outgoing.deliveries import Delivery
from store.outgoing.webhook_deliveries import Attempt, Logged
from store.outgoing.webhooks import Endpoint
from vault.envelope import TenantBox

TABLE = "webhook_endpoints"


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was looked at and may be asked."""

    url: str
    host: str


@dataclass(frozen=True, slots=True)
class EndpointShown:
    """url: whole for those who may change it, for others its host only.

    rotating_until: the previous secret signs too until then. quiet_until: it asked to be left alone until then.
    """

    row: Endpoint
    url: str
    rotating_until: datetime | None
    quiet_until: datetime | None


@dataclass(frozen=True, slots=True)
class NewSecret:
    """secret is shown this once."""

    shown: EndpointShown
    secret: str


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    """tries: newest first. planned: when it is tried if it fails each time; none once it has arrived or was given up."""

    row: Logged
    tries: tuple[Attempt, ...]
    planned: tuple[datetime, ...]


async def looked_at(parts: ApiParts, url: str) -> Address:
    """Ask the name server, outside of any transaction. Raises Refused."""
    try:
        return Address(url, await parts.receivers.check(url))
    except ReceiverRefused as error:
        raise Refused(error.trouble, status=422, pointer="/url") from None


async def add_endpoint(work: Work, address: Address, events: Sequence[EventKind]) -> NewSecret:
    organisation_id = work.organisation_id
    if await webhooks.count(work.connection, organisation_id) >= MOST_ENDPOINTS:
        raise Refused("webhook.too_many")
    box, made, secret = await work.box(organisation_id), fresh("whk"), new_webhook_secret()
    url, key = _sealed(box, "url_sealed", made, address.url), _sealed(box, "secret_sealed", made, secret)
    user = work.principal.user_id
    row = Endpoint(made, organisation_id, address.host, url, _kinds(events), key, user, work.at)
    await webhooks.add(work.connection, row)
    work.note(organisation_id, made, "webhook.add")
    await tell_administrators(work, organisation_id, SecurityEvent.WEBHOOK_MADE, address.host)
    return NewSecret(await _shown(work, row), secret)


async def list_endpoints(work: Work) -> tuple[EndpointShown, ...]:
    found = await webhooks.listed(work.connection, work.organisation_id)
    return tuple([await _shown(work, row) for row in found])


async def read_endpoint(work: Work, endpoint_id: str) -> EndpointShown:
    """Raises Problem NOT_FOUND."""
    return await _shown(work, await _found(work, endpoint_id))


async def change_endpoint(work: Work, endpoint_id: str, address: Address | None, events: Sequence[EventKind] | None) -> EndpointShown:
    """None leaves it as it is. Raises Problem NOT_FOUND."""
    row = await _found(work, endpoint_id)
    if address is not None:
        box = await work.box(row.organisation_id)
        row = replace(row, host=address.host, url_sealed=_sealed(box, "url_sealed", row.id, address.url))
    if events is not None:
        row = replace(row, event_kinds=_kinds(events))
    await webhooks.change(work.connection, row.id, row.host, row.url_sealed, row.event_kinds)
    work.note(row.organisation_id, row.id, "webhook.change")
    return await _shown(work, row)


async def rotate_secret(work: Work, endpoint_id: str, earlier: EarlierSecrets) -> NewSecret:
    """A new secret signs from now on, and the one before it beside it for 24 hours unless it is to stop.

    Raises Problem NOT_FOUND, Refused `webhook.rotating` when two sign already and none of them was said to stop.
    """
    await webhooks.lock(work.connection, endpoint_id, work.tenants)
    row = await _found(work, endpoint_id)
    if earlier is EarlierSecrets.KEEP and row.previous_until is not None and work.at < row.previous_until:
        raise Refused("webhook.rotating", pointer="/earlier")
    box, secret = await work.box(row.organisation_id), new_webhook_secret()
    old, until = None, None
    if earlier is not EarlierSecrets.STOP:
        opened = box.open(TABLE, "secret_sealed", row.id, row.secret_sealed).decode()
        old, until = _sealed(box, "previous_secret_sealed", row.id, opened), work.at + OLD_SECRET_LASTS
    await webhooks.rotate(work.connection, row.id, _sealed(box, "secret_sealed", row.id, secret), old, until)
    work.note(row.organisation_id, row.id, "webhook.rotate", earlier=earlier.value)
    await tell_administrators(work, row.organisation_id, SecurityEvent.WEBHOOK_SECRET_CHANGED, row.host)
    return NewSecret(await _shown(work, replace(row, previous_until=until)), secret)


async def enable_endpoint(work: Work, endpoint_id: str) -> EndpointShown:
    """Events are sent from now on; what was missed is replayed when it is asked for."""
    row = await _found(work, endpoint_id)
    await webhooks.enable(work.connection, row.id)
    work.note(row.organisation_id, row.id, "webhook.enable")
    return await read_endpoint(work, endpoint_id)


async def disable_endpoint(work: Work, endpoint_id: str) -> EndpointShown:
    row = await _found(work, endpoint_id)
    await webhooks.disable(work.connection, row.id, OffReason.OWNER)
    work.note(row.organisation_id, row.id, "webhook.disable")
    return await read_endpoint(work, endpoint_id)


async def remove_endpoint(work: Work, endpoint_id: str) -> None:
    """With its log. Raises Problem NOT_FOUND."""
    row = await _found(work, endpoint_id)
    await webhooks.remove(work.connection, row.id)
    work.note(row.organisation_id, row.id, "webhook.remove")


async def send_test(work: Work, endpoint_id: str) -> DeliveryShown:
    """An event of no order. Raises Problem NOT_FOUND, Refused."""
    row = await _active(work, endpoint_id)
    key = f"{row.id}/test/{fresh('key')}"
    event = webhook_deliveries.event_id(key)
    wanted = Delivery(
        row.organisation_id,
        "webhook",
        TEST_EVENT,
        f"webhook/{key}",
        work.at,
        data={"endpoint_id": row.id},
        endpoint_id=row.id,
        event_id=event,
    )
    await deliveries.enqueue(work.connection, [wanted])
    await webhooks.speak_again(work.connection, row.id)
    work.note(row.organisation_id, row.id, "webhook.test")
    return await read_delivery(work, wanted.id)


async def list_deliveries(work: Work, endpoint_id: str, after: tuple[datetime, str] | None, limit: int, state: str) -> tuple[Logged, ...]:
    """Newest first. Raises Problem NOT_FOUND."""
    row = await _found(work, endpoint_id)
    return await webhook_deliveries.log(work.connection, row.id, work.tenants, after, limit, state)


async def read_delivery(work: Work, delivery_id: str) -> DeliveryShown:
    """Raises Problem NOT_FOUND."""
    row = await webhook_deliveries.find(work.connection, delivery_id, work.tenants)
    if row is None:
        raise not_found()
    to_come = planned(row.tries, row.next_at) if row.state == "waiting" else ()
    return DeliveryShown(row, await webhook_deliveries.tries_of(work.connection, row.id), to_come)


async def resend(work: Work, delivery_id: str) -> DeliveryShown:
    """At once, under the same id, whatever became of it before. Raises Problem NOT_FOUND, Refused."""
    shown = await read_delivery(work, delivery_id)
    await _active(work, shown.row.endpoint_id)
    await webhook_deliveries.resend(work.connection, delivery_id, work.at)
    await webhooks.speak_again(work.connection, shown.row.endpoint_id)
    work.note(shown.row.organisation_id, delivery_id, "webhook.resend")
    return await read_delivery(work, delivery_id)


async def replay(work: Work, endpoint_id: str, since: datetime) -> int:
    """Send again what happened from then on, as far as the log goes; how many. Raises Problem NOT_FOUND, Refused."""
    row = await _active(work, endpoint_id)
    work.note(row.organisation_id, row.id, "webhook.replay", since=since.isoformat())
    count = await webhook_deliveries.replay(work.connection, row.id, since, work.at)
    await webhooks.speak_again(work.connection, row.id)
    return count


async def _found(work: Work, endpoint_id: str) -> Endpoint:
    row = await webhooks.find(work.connection, endpoint_id, work.tenants)
    if row is None:
        raise not_found()
    return row


async def _active(work: Work, endpoint_id: str) -> Endpoint:
    row = await _found(work, endpoint_id)
    if not row.active:
        raise Refused("webhook.disabled")
    return row


async def _shown(work: Work, row: Endpoint) -> EndpointShown:
    """A path may be as good as a password, so whoever only looks on sees the host."""
    may_write = row.organisation_id in (work.principal.tenants_for(Action.WEBHOOK_WRITE) or ())
    url = (
        text_of(await work.box(row.organisation_id), TABLE, "url_sealed", row.id, row.url_sealed) if may_write else f"https://{row.host}/…"
    )
    return EndpointShown(row, url, _to_come(work, row.previous_until), _to_come(work, row.quiet_until))


def _to_come(work: Work, moment: datetime | None) -> datetime | None:
    return moment if moment and work.at < moment else None


def _sealed(box: TenantBox, column: str, row_id: str, value: str) -> bytes:
    return box.seal(TABLE, column, row_id, value.encode())


def _kinds(events: Sequence[EventKind]) -> list[str]:
    if not events or len(set(events)) != len(events):
        raise Invalid(("/events", "webhook.events"))
    return [kind.value for kind in EventKind if kind in events]
