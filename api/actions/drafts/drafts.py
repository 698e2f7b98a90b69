"""Drafts of port orders: started, saved as they are typed, taken away. What an LOA covers or a carrier compares raises the revision."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from api.actions.work import Work, text_of
from api.front.problems import Problem, ProblemKind, Refused, not_found
from documents.loa.content import loa_fingerprint
from domain.policy.codes import FindingCode
from domain.policy.deadlines import draft_expires
from domain.policy.rulebook import Rulebook, rulebook
from domain.porting.draft import DraftEvent, DraftState, after
from domain.porting.order import OrderStatus
from domain.porting.request import PortRequest
from store import secrets
from store.call_plan import locations
from store.drafts import drafts, requests
from store.drafts.drafts import Draft, DraftChanged, DraftNumber
from store.ids import fresh
from store.orders import orders
from store.paper import signature_requests, signatures
from store.record import hold
from store.tenancy import users
from vault.secrets import SecretName

_SECRETS = tuple(name.value for name in SecretName)


@dataclass(frozen=True, slots=True)
class DraftInHand:
    """A draft with the request it holds (no secrets in it), its organisation's time, the rules in force, and its numbers as kept."""

    draft: Draft
    request: PortRequest
    at: datetime
    book: Rulebook
    numbers: tuple[DraftNumber, ...] = field(repr=False)

    @property
    def order_id(self) -> str:
        return self.draft.id

    @property
    def organisation_id(self) -> str:
        return self.draft.organisation_id

    @property
    def state(self) -> DraftState:
        return DraftState(self.draft.draft_state)


async def start(work: Work, location_id: str, customer_reference: str = "") -> DraftInHand:
    """A new draft at a location with the plan enabled (rule 16). Raises Refused."""
    location = await locations.find(work.connection, location_id, work.tenants)
    if location is None:
        raise Refused(FindingCode.LOCATION_MISSING, status=422, pointer="/location_id")
    if location.pstn_option != "calling_plan" or location.plan_enabled_at is None:
        raise Refused(FindingCode.LOCATION_PLAN_NOT_ENABLED, pointer="/location_id")
    at, book = await work.business_time(location.organisation_id), rulebook()
    row = Draft(
        id=fresh("po"),
        organisation_id=location.organisation_id,
        draft_state=DraftState.DRAFT,
        typed={},
        created_by=work.principal.user_id,
        created_at=at,
        updated_at=at,
        updated_by=work.principal.user_id,
        location_id=location.id,
        customer_reference=customer_reference,
        expires_at=draft_expires(at, book),
    )
    await drafts.create(work.connection, row)
    work.note(row.organisation_id, row.id, "draft.start")
    return await find(work, row.id)


async def find(work: Work, order_id: str) -> DraftInHand:
    """The draft, also of an order that is submitted. Raises Problem NOT_FOUND."""
    found = await requests.loaded(work.connection, work.parts.envelope, order_id, work.tenants)
    if found is None:
        raise not_found()
    draft = found.draft
    order = await orders.find(work.connection, order_id, work.tenants) if draft.submitted_at else None
    book = rulebook(order.rulebook) if order else rulebook()
    return DraftInHand(draft, found.request, await work.business_time(draft.organisation_id), book, found.numbers)


async def locked(work: Work, order_id: str) -> DraftInHand:
    """The same, kept from everybody else until the transaction ends."""
    await find(work, order_id)
    await hold(work.connection, order_id)
    return await find(work, order_id)


def editable(found: DraftInHand) -> DraftInHand:
    """The draft open to changes: an order that waits for a correction is reopened. Raises Refused."""
    if found.state is DraftState.EXPIRED:
        raise Refused("draft.expired")
    if found.state is not DraftState.SUBMITTED:
        return found
    if found.draft.status != OrderStatus.NEEDS_INPUT:
        raise Refused("draft.submitted")
    return replace(found, draft=replace(found.draft, draft_state=after(DraftState.SUBMITTED, DraftEvent.REOPENED)))


async def save(work: Work, order_id: str, seen: int, typed: Mapping[str, Any]) -> DraftInHand:
    """Put fields of the request in place, by name. Raises Refused, Invalid, Problem STALE, NOT_FOUND."""
    found = editable(await find(work, order_id))
    if typed.get("location_id", found.draft.location_id) != found.draft.location_id:
        await _require_location(work, str(typed["location_id"]), found.organisation_id)
    return await keep(work, found, replace(found.request, **typed), seen)


async def keep(work: Work, found: DraftInHand, wanted: PortRequest, seen: int) -> DraftInHand:
    """Save `wanted` in the place of version `seen`.

    What the LOA covers or a carrier compares raises the revision; what the LOA covers also voids the signature (reliability R48).
    """
    fresh_secrets = await _fresh_secrets(work, found.draft, wanted)
    covered = loa_fingerprint(wanted) != loa_fingerprint(found.request)
    if covered or fresh_secrets:
        wanted = replace(wanted, revision=wanted.revision + 1, declarations_version="")
    state = await _after_change(work, found, covered=covered)
    kept: dict[str, Any] = dict.fromkeys(_SECRETS, "") | fresh_secrets
    return await put(work, replace(found, draft=replace(found.draft, draft_state=state)), replace(wanted, **kept), seen)


async def _after_change(work: Work, found: DraftInHand, *, covered: bool) -> DraftState:
    """The draft's state once it is saved: open again when the letter no longer covers it, ready where an earlier signature still does."""
    if covered:
        await signatures.void(work.connection, found.order_id, found.at, "changed")
        await signature_requests.end_open(work.connection, found.order_id, "changed", work.at)
        return after(found.state, DraftEvent.CHANGED)
    if found.state is DraftState.DRAFT and await signatures.valid(work.connection, found.order_id):
        return after(found.state, DraftEvent.SIGNED)
    return found.state


async def put(work: Work, found: DraftInHand, wanted: PortRequest, seen: int) -> DraftInHand:
    """Write draft and request in the place of version `seen`, and put expiry off. Raises Problem STALE."""
    expires = None if found.draft.submitted_at else draft_expires(found.at, found.book)
    row = replace(found.draft, updated_at=found.at, updated_by=work.principal.user_id, expires_at=expires)
    try:
        await requests.keep(work.connection, work.parts.envelope, row, wanted, seen)
    except DraftChanged:
        raise Problem(ProblemKind.STALE) from None
    work.note(found.organisation_id, found.order_id, revision=str(wanted.revision))
    return await find(work, found.order_id)


async def saved_by(work: Work, found: DraftInHand) -> str:
    """The name of who saved it last; empty where the caller may not know them."""
    user = await users.find(work.connection, found.draft.updated_by) if found.draft.updated_by else None
    if user is None:
        return ""
    return text_of(await work.box(user.home_id), "users", "name_sealed", user.id, user.name_sealed)


async def discard(work: Work, order_id: str, seen: int | None) -> None:
    """Give a draft up: it expires now. Raises Refused for what was ever submitted, Problem STALE."""
    found = editable(await find(work, order_id))
    if found.draft.submitted_at is not None:
        raise Refused("draft.submitted")
    await signatures.void(work.connection, order_id, found.at, "discarded")
    await signature_requests.end_open(work.connection, order_id, "closed", work.at)
    row = replace(found.draft, draft_state=after(found.state, DraftEvent.EXPIRED), updated_at=found.at, expires_at=found.at)
    try:
        await drafts.save(work.connection, row, found.draft.version if seen is None else seen)
    except DraftChanged:
        raise Problem(ProblemKind.STALE) from None
    await secrets.forget(work.connection, found.organisation_id, "port_orders", order_id, work.at)
    work.note(found.organisation_id, order_id, "draft.discard")


async def _require_location(work: Work, location_id: str, organisation_id: str) -> None:
    location = await locations.find(work.connection, location_id, (organisation_id,))
    if location is None:
        raise Refused(FindingCode.LOCATION_MISSING, status=422, pointer="/location_id")
    if location.pstn_option != "calling_plan" or location.plan_enabled_at is None:
        raise Refused(FindingCode.LOCATION_PLAN_NOT_ENABLED, pointer="/location_id")


async def _fresh_secrets(work: Work, draft: Draft, wanted: PortRequest) -> dict[str, str]:
    """Of the secrets in `wanted`, those that are not what is kept."""
    given = {name: value for name in _SECRETS if (value := getattr(wanted, name))}
    if not given:
        return {}
    kept = await requests.load(work.connection, work.parts.envelope, draft.id, work.tenants, with_secrets=True)
    return {name: value for name, value in given.items() if kept is None or getattr(kept[1], name) != value}
