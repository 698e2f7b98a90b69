"""Users of the organisation, open invitations, and a partner's new customers."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions import organisations, users
from api.actions.addresses import email_address
from api.actions.newcomers import Newcomer
from api.actions.organisations import NewCustomer
from api.actions.tenants import NewTenant
from api.bodies import Body, Email, Name
from api.calls import Call, Here
from api.pages.forms import Troubled, tried
from api.pages.zones import zone_options
from api.routes import Router
from domain.access import Action, Role

router = Router(page=True)


class InviteForm(Body):
    first_name: Name
    last_name: Name
    email: Email
    role: Role


class CustomerForm(Body):
    organisation: Name
    standing: str
    time_zone: Name
    first_name: Name
    last_name: Name
    email: Email


@router.get("/users", allow=Action.USERS_READ)
async def users_page(call: Here) -> Response:
    return await _page(call, 200, {}, {})


@router.post("/users", allow=Action.USERS_WRITE)
async def user_invited(call: Here) -> Response:
    typed = await call.form()
    try:
        await tried(call.words, typed, lambda: _invite(call, typed))
    except Troubled as trouble:
        return await _page(call, 422, typed, trouble.errors)
    return call.see_other("/users")


@router.post("/users/{user_id}/removal", allow=Action.USERS_WRITE)
async def user_removed(user_id: str, call: Here) -> Response:
    try:
        await tried(call.words, {}, lambda: _remove(call, user_id))
    except Troubled as trouble:
        return await _page(call, 422, {}, {"": " ".join(trouble.errors.values())})
    return call.see_other("/users")


@router.get("/customers", allow=Action.ORGANISATION_CREATE)
async def customers_page(call: Here) -> Response:
    return await call.page("users/customers.html", zones=zone_options())


@router.post("/customers", allow=Action.ORGANISATION_CREATE)
async def customer_created(call: Here) -> Response:
    typed = await call.form()
    try:
        made = await tried(call.words, typed, lambda: _customer(call, typed))
    except Troubled as trouble:
        return await call.page("users/customers.html", 422, typed=typed, errors=trouble.errors, zones=zone_options())
    call.cookies.act_for(made)
    return call.see_other("/")


async def _page(call: Call, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    async with call.work(Action.USERS_READ) as work:
        found, invitations = await users.list_users(work), await users.list_invitations(work)
    return await call.page("users/list.html", status, users=found, invitations=invitations, typed=typed, errors=errors)


async def _invite(call: Call, typed: Mapping[str, str]) -> None:
    asked = InviteForm.model_validate(typed)
    async with call.work() as work:
        await users.invite_user(work, Newcomer(asked.first_name, asked.last_name, email_address(asked.email)), asked.role)


async def _remove(call: Call, user_id: str) -> None:
    async with call.work() as work:
        await users.remove_user(work, user_id)


async def _customer(call: Call, typed: Mapping[str, str]) -> str:
    asked = CustomerForm.model_validate(typed)
    standing, rehearsal = "paid" if asked.standing == "paid" else "trial", call.parts.settings.rehearsal_sign_up
    tenant = NewTenant(asked.organisation, standing, rehearsal, call.words.language, asked.time_zone)
    admin = Newcomer(asked.first_name, asked.last_name, email_address(asked.email))
    async with call.work() as work:
        return (await organisations.create_customer(work, NewCustomer(tenant, admin))).id
