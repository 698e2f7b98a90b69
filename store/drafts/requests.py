"""A draft's rows as the `PortRequest` they stand for, and back: personal fields sealed, secrets in their own table."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.address import Address
from domain.porting.request import LinePlan, LineUse, PersonName, PortRequest, PortScope
from store import secrets
from store.drafts import drafts
from store.drafts.drafts import Draft, DraftNumber
from store.rows import Tenants
from vault.envelope import Envelope, TenantBox
from vault.secrets import SecretName

_TABLE, _SEALED = "port_orders", "typed_sealed"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A draft's row, the request it holds (no secrets in it), and its numbers as they are kept."""

    draft: Draft
    request: PortRequest
    numbers: tuple[DraftNumber, ...]


async def load(
    connection: AsyncConnection, envelope: Envelope, order_id: str, tenants: Tenants, *, with_secrets: bool = False
) -> tuple[Draft, PortRequest] | None:
    """The row and the request it holds, or None where there is none to see. with_secrets: also account number and PIN."""
    found = await loaded(connection, envelope, order_id, tenants)
    if found is None:
        return None
    opened = await _secrets(connection, await envelope.box(found.draft.organisation_id), found.draft) if with_secrets else {}
    return found.draft, replace(found.request, **opened)


async def loaded(connection: AsyncConnection, envelope: Envelope, order_id: str, tenants: Tenants) -> Loaded | None:
    """As `load`, with the numbers' own rows."""
    draft = await drafts.find(connection, order_id, tenants)
    if draft is None:
        return None
    numbers = await drafts.numbers(connection, order_id)
    return Loaded(draft, _request(draft, await envelope.box(draft.organisation_id), numbers), numbers)


async def keep(connection: AsyncConnection, envelope: Envelope, draft: Draft, request: PortRequest, seen: int) -> int:
    """Save the request in place of version `seen`; the new version. Numbers are saved by `drafts.replace_numbers`.

    account_number and pin are kept when they are filled, and left as they are when empty. Raises DraftChanged.
    """
    box = await envelope.box(draft.organisation_id)
    version = await drafts.save(connection, _row(draft, request, box), seen)
    for name in SecretName:
        if value := getattr(request, name.value):
            where = secrets.place(draft.organisation_id, _TABLE, draft.id, name)
            await secrets.keep(connection, where, box.seal(where.table, where.column, where.row_id, value.encode()))
    return version


async def secrets_kept(connection: AsyncConnection, draft: Draft) -> frozenset[SecretName]:
    """Which of the order's secrets are filled, without opening them."""
    return frozenset(await secrets.of_row(connection, draft.organisation_id, _TABLE, draft.id))


def _row(draft: Draft, request: PortRequest, box: TenantBox) -> Draft:
    plain = {
        "btn": request.btn,
        "replacement_btn": request.replacement_btn,
        "scope": request.scope,
        "business": request.business,
        "main_number": request.main_number,
        "declarations_version": request.declarations_version,
    }
    personal = {
        "billing_name": request.billing_name,
        "authorised_person": asdict(request.authorised_person),
        "service_address": asdict(request.service_address),
        "unread_numbers": request.unread_numbers,
    }
    return replace(
        draft,
        location_id=request.location_id or None,
        customer_reference=request.customer_reference,
        losing_carrier=request.losing_carrier,
        requested_foc=request.requested_foc,
        revision=request.revision,
        typed=plain,
        typed_sealed=box.seal(_TABLE, _SEALED, draft.id, json.dumps(personal).encode()),
    )


def _request(draft: Draft, box: TenantBox, numbers: tuple[DraftNumber, ...]) -> PortRequest:
    plain: dict[str, Any] = draft.typed
    personal = {} if draft.typed_sealed is None else json.loads(box.open(_TABLE, _SEALED, draft.id, draft.typed_sealed))
    return PortRequest(
        order_id=draft.id,
        organisation_id=draft.organisation_id,
        location_id=draft.location_id or "",
        revision=draft.revision,
        customer_reference=draft.customer_reference,
        losing_carrier=draft.losing_carrier,
        btn=plain.get("btn", ""),
        replacement_btn=plain.get("replacement_btn", ""),
        scope=PortScope(plain.get("scope", PortScope.FULL)),
        business=plain.get("business", True),
        billing_name=personal.get("billing_name", ""),
        authorised_person=PersonName(**personal.get("authorised_person", {"first": "", "last": ""})),
        service_address=Address(**personal.get("service_address", {"street": "", "city": "", "state": "", "zip_code": ""})),
        numbers=tuple(each.number for each in numbers),
        set_aside=tuple(each.number for each in numbers if each.set_aside),
        requested_foc=draft.requested_foc,
        main_number=plain.get("main_number", ""),
        lines=tuple(LinePlan(each.number, LineUse(each.use), each.person_id) for each in numbers if each.use),
        declarations_version=plain.get("declarations_version", ""),
        unread_numbers=personal.get("unread_numbers", ""),
    )


async def _secrets(connection: AsyncConnection, box: TenantBox, draft: Draft) -> dict[str, Any]:
    kept = await secrets.of_row(connection, draft.organisation_id, _TABLE, draft.id)
    places = {name: secrets.place(draft.organisation_id, _TABLE, draft.id, name) for name in kept}
    return {name.value: box.open(where.table, where.column, where.row_id, kept[name]).decode() for name, where in places.items()}
