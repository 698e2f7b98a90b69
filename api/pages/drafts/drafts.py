"""Drafting an order page by page: where the numbers will live, and where a draft goes on or ends."""

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from api.actions.call_plan import locations
from api.actions.call_plan.locations import LocationShown, PstnOption
from api.actions.drafts import drafts, preflight
from api.actions.drafts.drafts import DraftInHand
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.forms import kept_or_shown
from api.pages.drafts.steps import judged, shown, step_page
from api.pages.drafts.versions import seen_version
from api.pages.forms import Troubled, tried
from api.v1.port_drafts import DraftChanges, NewDraft
from domain.access import Action
from domain.policy.rulebook import rulebook
from store.tenancy import organisations

router = Router(page=True)


@router.get("/orders/new", allow=Action.DRAFT_WRITE)
async def new_order_page(call: Here) -> Response:
    return await _new(call)


@router.post("/orders/new", allow=Action.DRAFT_WRITE)
async def order_begun(call: Here) -> Response:
    typed = await call.form()
    try:
        order_id = await tried(call.words, typed, lambda: _begin(call, typed))
    except Troubled as trouble:
        return await _new(call, 422, typed=typed, errors=trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/account")


@router.get("/orders/{order_id}/draft", allow=Action.DRAFT_READ)
async def draft_page(order_id: str, call: Here) -> Response:
    """The first step that something stands in the way of."""
    draft = await shown(call, order_id)
    open_step = next((each.step.name for each in draft.steps if each.blocked), "review")
    return call.see_other(f"/orders/{order_id}" if draft.gone else f"/orders/{order_id}/draft/{open_step}")


@router.get("/orders/{order_id}/draft/location", allow=Action.DRAFT_READ)
async def location_page(order_id: str, call: Here) -> Response:
    return await _location(call, order_id)


@router.post("/orders/{order_id}/draft/location", allow=Action.DRAFT_WRITE)
async def location_changed(order_id: str, call: Here) -> Response:
    return await kept_or_shown(call, order_id, lambda typed: _move(call, order_id, typed), _placed, _location, "account")


@router.post("/orders/{order_id}/draft/discard", allow=Action.DRAFT_WRITE)
async def draft_discarded(order_id: str, call: Here) -> Response:
    async with call.work() as work:
        await drafts.discard(work, order_id, None)
    return call.see_other("/orders")


async def _new(call: Call, status: int = 200, **facts: object) -> Response:
    async with call.work(Action.LOCATION_READ) as work:
        places = await locations.list_locations(work)
        organisation = await organisations.find(work.connection, work.organisation_id)
    book = rulebook()
    trial = organisation is not None and organisation.standing == "trial" and not book.trial_may_port
    return await call.page("drafts/new.html", status, book=book, trial=trial, **_offered(places), **facts)


async def _begin(call: Call, typed: Mapping[str, str]) -> str:
    asked = NewDraft.model_validate({name: typed.get(name, "") for name in ("location_id", "customer_reference")})
    async with call.work() as work:
        return (await drafts.start(work, asked.location_id, asked.customer_reference)).order_id


async def _location(
    call: Call, order_id: str, status: int = 200, *, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None,
    saved: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    async with call.work() as work:
        study = await preflight.study(work, order_id)
        organisation_id = study.found.organisation_id
        known = call.principal.may_at(Action.LOCATION_READ, organisation_id)
        places = await locations.of_organisation(work, organisation_id) if known else ()
    draft = judged(call, study, await preflight.heard(call.parts, call.work, study.look))
    here = next((place for place in places if place.id == draft.found.draft.location_id), None)
    return await step_page(
        call, order_id, "location", status, draft=draft, typed=typed or _placed(draft.found), errors=errors, saved=saved, here=here,
        **_offered(places),
    )  # fmt: skip


async def _move(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    changes = DraftChanges.model_validate({name: typed[name] for name in ("location_id", "customer_reference") if name in typed})
    async with call.work() as work:
        await drafts.save(work, order_id, seen_version(typed), changes.typed())


def _placed(found: DraftInHand) -> dict[str, str]:
    return {"location_id": found.request.location_id, "customer_reference": found.request.customer_reference}


def _offered(places: Sequence[LocationShown]) -> dict[str, object]:
    """Where numbers can go, and where they cannot yet or never."""
    ready = [place for place in places if place.plan_enabled_at and place.pstn_option is PstnOption.CALLING_PLAN]
    return {"ready": ready, "closed": [place for place in places if place not in ready]}
