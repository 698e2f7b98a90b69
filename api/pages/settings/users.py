"""Users of the organisation, and open invitations."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.entrance.newcomers import Newcomer
from api.actions.settings import users
from api.calls import Call, Here
from api.front.bodies import Body, Email, Name
from api.front.routes import Router
from api.pages.forms import Errors, answered
from api.pages.settings.settings import just_saved
from api.pages.zones import reader_zone
from domain.access import Action, Role
from words.security import ROLES

router = Router(page=True)


class InviteForm(Body):
    first_name: Name
    last_name: Name
    email: Email
    role: Role


@router.get("/users", allow=Action.USERS_READ)
async def users_page(call: Here) -> Response:
    return await _page(call, 200, {}, {})


@router.post("/users", allow=Action.USERS_WRITE)
async def user_invited(call: Here) -> Response:
    return await answered(call, lambda typed: _invite(call, typed), lambda typed, wrong: _page(call, 422, typed, wrong), "/users?saved=yes")


@router.post("/users/{user_id}/role", allow=Action.USERS_WRITE)
async def role_changed(user_id: str, call: Here) -> Response:
    return await answered(call, lambda typed: _change(call, user_id, typed), lambda _, wrong: _refused(call, wrong), "/users?saved=yes")


@router.post("/users/invitations/{invitation_id}/withdrawal", allow=Action.USERS_WRITE)
async def invitation_withdrawn(invitation_id: str, call: Here) -> Response:
    async with call.work() as work:
        await users.withdraw_invitation(work, invitation_id)
    return call.see_other("/users?saved=yes")


@router.post("/users/{user_id}/removal", allow=Action.USERS_WRITE)
async def user_removed(user_id: str, call: Here) -> Response:
    return await answered(call, lambda _: _remove(call, user_id), lambda _, wrong: _refused(call, wrong), "/users?saved=yes")


async def _refused(call: Call, errors: Errors) -> Response:
    """What is asked of somebody in the list has no field to stand beside."""
    return await _page(call, 422, {}, {"": " ".join(errors.values())})


async def _page(call: Call, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    async with call.work(Action.USERS_READ) as work:
        found, invitations, given = await users.list_users(work), await users.list_invitations(work), await users.given_roles(work)
    facts = {
        "roles": ROLES,
        "users": found,
        "invitations": invitations,
        "given": given,
        "zone": await reader_zone(call),
        "fresh": just_saved(call),
    }
    return await call.page("users/list.html", status, **facts, typed=typed, errors=errors)


async def _invite(call: Call, typed: Mapping[str, str]) -> None:
    asked = InviteForm.model_validate(typed)
    async with call.work() as work:
        await users.invite_user(work, Newcomer(asked.first_name, asked.last_name, email_address(asked.email)), asked.role)


async def _change(call: Call, user_id: str, typed: Mapping[str, str]) -> None:
    # What is no role cannot be given, as a signer's cannot; whether there is such a user is asked first.
    role = next((one for one in Role if one == typed.get("role")), Role.SIGNER)
    async with call.work() as work:
        await users.change_role(work, user_id, role)


async def _remove(call: Call, user_id: str) -> None:
    async with call.work() as work:
        await users.remove_user(work, user_id)
