"""The account with the losing carrier, as the bill has it. A secret that was typed is kept, whatever else is wrong on the page."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from api.actions.drafts import drafts
from api.actions.drafts.drafts import DraftInHand
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.forms import Conflict, kept, saved_meanwhile, troubled
from api.pages.drafts.steps import shown, step_page
from api.pages.drafts.versions import seen_version
from api.pages.forms import Troubled
from api.v1.port_drafts import DraftChanges
from domain.access import Action
from store.drafts import requests
from vault.secrets import SecretName

router = Router(page=True)
_PLAIN = ("losing_carrier", "btn", "replacement_btn", "scope", "billing_name")
_PARTS = {"authorised_person": ("first", "last", "title"), "service_address": ("street", "unit", "city", "state", "zip_code")}


@router.get("/orders/{order_id}/draft/account", allow=Action.DRAFT_READ)
async def account_page(order_id: str, call: Here) -> Response:
    draft = await shown(call, order_id)
    return await step_page(call, order_id, "account", draft=draft, typed=_typed(draft.found, call), sealed=())


@router.post("/orders/{order_id}/draft/account", allow=Action.DRAFT_WRITE)
async def account_saved(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        if not await kept(call, order_id, typed, lambda: _save(call, order_id, typed), lambda found: _typed(found, call)):
            await _sealed(call, order_id, typed, {})
    except Troubled as trouble:
        sealed = await _sealed(call, order_id, typed, trouble.errors, late=isinstance(trouble, Conflict))
        shown = {name: value for name, value in typed.items() if name not in sealed}
        return await step_page(
            call, order_id, "account", 422, typed=shown, errors=trouble.errors, saved=saved_meanwhile(trouble), sealed=sealed
        )
    return call.see_other(f"/orders/{order_id}/draft/numbers")


async def _save(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    changes = DraftChanges.model_validate(_sent(typed))
    async with call.work() as work:
        await drafts.save(work, order_id, seen_version(typed), changes.typed())


async def _sealed(call: Call, order_id: str, typed: Mapping[str, str], errors: Mapping[str, str], *, late: bool = False) -> tuple[str, ...]:
    """The secrets of a refused form that are kept all the same, so that nobody types them twice.

    late: somebody else saved meanwhile; a secret that they may have typed stays.
    """
    given = {name.value: typed[name.value] for name in SecretName if typed.get(name.value) and name.value not in errors}

    async def keep() -> tuple[str, ...]:
        async with call.work() as work:
            found = await drafts.find(work, order_id)
            there = await requests.secrets_kept(work.connection, found.draft) if late else frozenset()
            fresh = {name: value for name, value in given.items() if SecretName(name) not in there}
            changes = DraftChanges.model_validate(fresh)
            if fresh:
                await drafts.save(work, order_id, found.draft.version, changes.typed())
            return tuple(fresh)

    try:
        return await troubled(call, typed, keep) if given else ()
    except Troubled:
        return ()


def _sent(typed: Mapping[str, str]) -> dict[str, Any]:
    """The account form as the changes it stands for. A secret that is left empty stays as it is."""
    sent: dict[str, Any] = {name: typed[name] for name in _PLAIN if name in typed}
    sent |= {whole: {part: typed.get(f"{whole}_{part}", "") for part in parts} for whole, parts in _PARTS.items()}
    sent |= {name.value: typed[name.value] for name in SecretName if typed.get(name.value)}
    return sent | ({"business": typed["business"] == "business"} if "business" in typed else {})


def _typed(found: DraftInHand, call: Call) -> dict[str, str]:
    request = found.request
    typed = {name: call.words.number(str(getattr(request, name))) for name in _PLAIN}
    for whole, parts in _PARTS.items():
        typed |= {f"{whole}_{part}": getattr(getattr(request, whole), part) for part in parts}
    return typed | {"business": "business" if request.business else "residential"}
