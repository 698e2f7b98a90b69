"""Drafting an order page by page: where, whose account, when, and the review from which it is submitted."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from api.actions import declarations, drafts, locations, preflight, submission
from api.calls import Call, Here
from api.pages.draft_forms import saved, troubled
from api.pages.draft_steps import seen_version, shown, step_page
from api.pages.forms import Troubled, tried
from api.pages.reviews import review_step
from api.routes import Router
from api.v1.port_drafts import DraftChanges, NewDraft
from domain.access import Action
from domain.policy.rulebook import rulebook
from vault.secrets import SecretName
from words.refusals import day_reason

router = Router(page=True)
_PLAIN = ("customer_reference", "losing_carrier", "btn", "replacement_btn", "scope", "billing_name")
_PARTS = {"authorised_person": ("first", "last", "title"), "service_address": ("street", "unit", "city", "state", "zip_code")}


@router.get("/orders/new", allow=Action.DRAFT_WRITE)
async def new_order_page(call: Here) -> Response:
    return await call.page("drafts/new.html", places=await _places(call), book=rulebook())


@router.post("/orders/new", allow=Action.DRAFT_WRITE)
async def order_begun(call: Here) -> Response:
    typed = await call.form()
    try:
        order_id = await tried(call.words, typed, lambda: _begin(call, typed))
    except Troubled as trouble:
        return await call.page("drafts/new.html", 422, typed=typed, errors=trouble.errors, places=await _places(call), book=rulebook())
    return call.see_other(f"/orders/{order_id}/draft/account")


@router.get("/orders/{order_id}/draft", allow=Action.DRAFT_READ)
async def draft_page(order_id: str, call: Here) -> Response:
    """The first step that something stands in the way of."""
    draft = await shown(call, order_id)
    open_step = next((each.step.name for each in draft.steps if each.blocked), "review")
    return call.see_other(f"/orders/{order_id}" if draft.gone else f"/orders/{order_id}/draft/{open_step}")


@router.get("/orders/{order_id}/draft/account", allow=Action.DRAFT_READ)
async def account_page(order_id: str, call: Here) -> Response:
    async with call.work() as work:
        found = await drafts.find(work, order_id)
    return await step_page(call, order_id, "account", typed=_typed(found, call))


@router.post("/orders/{order_id}/draft/account", allow=Action.DRAFT_WRITE)
async def account_saved(order_id: str, call: Here) -> Response:
    return await saved(call, order_id, "account", f"/orders/{order_id}/draft/numbers", lambda typed: _save(call, order_id, typed))


@router.get("/orders/{order_id}/draft/date", allow=Action.DRAFT_READ)
async def date_page(order_id: str, call: Here) -> Response:
    return await _days_shown(call, order_id)


@router.post("/orders/{order_id}/draft/date", allow=Action.DRAFT_WRITE)
async def date_saved(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: _save_date(call, order_id, typed))
    except Troubled as trouble:
        return await _days_shown(call, order_id, 422, typed, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/letter")


@router.post("/orders/{order_id}/draft/review", allow=Action.ORDER_SUBMIT)
async def order_submitted(order_id: str, call: Here) -> Response:
    """Confirm what is ticked, if the reader may, then submit."""
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: _submit(call, order_id, typed))
    except Troubled as trouble:
        return await review_step(call, order_id, 422, typed=typed, errors=trouble.errors)
    return call.see_other(f"/orders/{order_id}")


@router.post("/orders/{order_id}/draft/discard", allow=Action.DRAFT_WRITE)
async def draft_discarded(order_id: str, call: Here) -> Response:
    async with call.work() as work:
        await drafts.discard(work, order_id, None)
    return call.see_other("/orders")


async def _submit(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    if call.principal.may(Action.DECLARATIONS_ACCEPT):
        async with call.work(Action.DECLARATIONS_ACCEPT) as work:
            ticked = [name.removeprefix("declare_") for name in typed if name.startswith("declare_")]
            await declarations.declare(work, order_id, typed.get("declarations_version", ""), ticked)
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    if seen.found.draft.submitted_at is not None:
        return
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        await submission.submit(work, order_id, said)


async def _days_shown(
    call: Call, order_id: str, status: int = 200, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> Response:
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    days = preflight.days(seen, await preflight.hear(call.parts, seen))
    chosen = seen.found.request.requested_foc
    kept = {"requested_foc": chosen.isoformat() if chosen else ""}
    refused = [(each.day, day_reason(each.reason, call.words)) for each in days.days if each.reason]
    return await step_page(call, order_id, "date", status, typed=typed or kept, errors=errors, days=days, refused=refused)


async def _save_date(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    changes = DraftChanges.model_validate({"requested_foc": typed.get("requested_foc") or None})
    async with call.work() as work:
        await drafts.save(work, order_id, seen_version(typed), changes.typed())


async def _begin(call: Call, typed: Mapping[str, str]) -> str:
    asked = NewDraft.model_validate({name: typed.get(name, "") for name in ("location_id", "customer_reference")})
    async with call.work() as work:
        return (await drafts.start(work, asked.location_id, asked.customer_reference)).order_id


async def _save(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    changes = DraftChanges.model_validate(_sent(typed))
    async with call.work() as work:
        await drafts.save(work, order_id, seen_version(typed), changes.typed())


def _sent(typed: Mapping[str, str]) -> dict[str, Any]:
    """The account form as the changes it stands for. A secret that is left empty stays as it is."""
    sent: dict[str, Any] = {name: typed[name] for name in _PLAIN if name in typed}
    sent |= {whole: {part: typed.get(f"{whole}_{part}", "") for part in parts} for whole, parts in _PARTS.items()}
    sent |= {name.value: typed[name.value] for name in SecretName if typed.get(name.value)}
    return sent | ({"business": typed["business"] == "business"} if "business" in typed else {})


def _typed(found: drafts.DraftInHand, call: Call) -> dict[str, str]:
    request = found.request
    typed = {name: call.words.number(str(getattr(request, name))) for name in _PLAIN}
    for whole, parts in _PARTS.items():
        typed |= {f"{whole}_{part}": getattr(getattr(request, whole), part) for part in parts}
    return typed | {"business": "business" if request.business else "residential"}


async def _places(call: Call) -> tuple[locations.LocationShown, ...]:
    async with call.work(Action.LOCATION_READ) as work:
        return tuple(await locations.list_locations(work))
