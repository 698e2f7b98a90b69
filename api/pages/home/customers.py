"""A partner's home: the customers with what needs attention, and a new one."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.entrance.newcomers import Newcomer
from api.actions.home import home, organisations
from api.actions.home.organisations import NewCustomer
from api.actions.home.tenants import NewTenant
from api.calls import Call, Here
from api.front.bodies import Body, Email, Name
from api.front.routes import Router
from api.pages.forms import Troubled, tried
from api.pages.zones import zone_options
from domain.access import Action

router = Router(page=True)


class CustomerForm(Body):
    organisation: Name
    standing: str
    time_zone: Name
    first_name: Name
    last_name: Name
    email: Email


@router.get("/customers", allow=Action.ORGANISATION_CREATE)
async def customers_page(call: Here, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """q: part of a name."""
    return await customers_shown(call, q.strip())


@router.get("/customers/new", allow=Action.ORGANISATION_CREATE)
async def new_customer_page(call: Here) -> Response:
    return await call.page("customers/new.html", zones=zone_options())


@router.post("/customers/new", allow=Action.ORGANISATION_CREATE)
async def customer_created(call: Here) -> Response:
    typed = await call.form()
    try:
        made = await tried(call.words, typed, lambda: _create(call, typed))
    except Troubled as trouble:
        return await call.page("customers/new.html", 422, typed=typed, errors=trouble.errors, zones=zone_options())
    call.cookies.act_for(made)
    return call.see_other("/")


async def customers_shown(call: Call, named: str) -> Response:
    """Those that need most first; of one name if it is given."""
    async with call.everywhere() as work:
        found = await home.of_partner(work, named)
    more = found[0].total - len(found) if found else 0
    return await call.page("customers/list.html", customers=found, more=more, typed={"q": named})


async def _create(call: Call, typed: Mapping[str, str]) -> str:
    asked = CustomerForm.model_validate(typed)
    standing, rehearsal = "paid" if asked.standing == "paid" else "trial", call.parts.settings.rehearsal_sign_up
    tenant = NewTenant(asked.organisation, standing, rehearsal, call.words.language, asked.time_zone)
    admin = Newcomer(asked.first_name, asked.last_name, email_address(asked.email))
    async with call.work() as work:
        return (await organisations.create_customer(work, NewCustomer(tenant, admin))).id
