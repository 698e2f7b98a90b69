"""Who may sign in for an organisation, and open invitations."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.actions.addresses import email_address
from api.actions.entrance.newcomers import Newcomer
from api.actions.settings import users
from api.actions.settings.users import InvitationShown, UserShown
from api.calls import Here
from api.front.bodies import Body, Email, Name
from api.front.routes import Router
from domain.access import Action, Role

router = Router(prefix="/v1", tag="Users")


class NewUserBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"first_name": "Xander", "last_name": "Harris", "email": "xander@example.com", "role": "viewer"}]}
    )

    first_name: Name
    last_name: Name
    email: Email
    role: Role = Field(description="customer_admin or viewer in a customer's organisation.")


class RoleBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "viewer"}]})

    role: Role


class UserView(BaseModel):
    id: str = Field(examples=["usr_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    name: str
    email: str
    role: str
    account_manager: bool = Field(description="The buyer, or the first admin whom a partner named.")
    since: datetime

    @classmethod
    def of(cls, one: UserShown) -> "UserView":
        return cls(
            id=one.id, organisation_id=one.organisation_id, name=one.name, email=one.email, role=one.role,
            account_manager=one.account_manager, since=one.since,
        )  # fmt: skip


class InvitationView(BaseModel):
    id: str = Field(examples=["inv_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    subject: str = Field(description="`role/` and the role that it gives, or the id of the person of the call plan who is invited.")
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, one: InvitationShown) -> "InvitationView":
        return cls(
            id=one.id, organisation_id=one.organisation_id, subject=one.subject, created_at=one.created_at, expires_at=one.expires_at
        )


class UsersView(BaseModel):
    items: list[UserView]


class InvitationsView(BaseModel):
    items: list[InvitationView]


@router.get("/users", allow=Action.USERS_READ, response_model=UsersView, summary="List users")
async def list_users(call: Here) -> UsersView:
    """Everybody with a role in the organisation, oldest first. Who acts for several names one in `Portwright-Organisation`."""
    async with call.work() as work:
        return UsersView(items=[UserView.of(one) for one in await users.list_users(work)])


@router.get("/invitations", allow=Action.USERS_READ, response_model=InvitationsView, summary="List open invitations")
async def list_invitations(call: Here) -> InvitationsView:
    """Links that were mailed and still work."""
    async with call.work() as work:
        return InvitationsView(items=[InvitationView.of(one) for one in await users.list_invitations(work)])


@router.post("/users", allow=Action.USERS_WRITE, status_code=202, response_model=InvitationView, summary="Invite a user")
async def invite_user(asked: NewUserBody, call: Here) -> InvitationView:
    """Mails a link that works once. The role is theirs when they open it; the answer never tells whether they had an account."""
    who = Newcomer(asked.first_name, asked.last_name, email_address(asked.email))
    async with call.work() as work:
        return call.keep(InvitationView.of(await users.invite_user(work, who, asked.role)))


@router.delete("/invitations/{invitation_id}", allow=Action.USERS_WRITE, status_code=204, summary="Withdraw an invitation")
async def withdraw_invitation(invitation_id: str, call: Here) -> None:
    """The link in the mail stops working."""
    async with call.work() as work:
        await users.withdraw_invitation(work, invitation_id)


@router.put("/users/{user_id}/role", allow=Action.USERS_WRITE, response_model=UserView, summary="Change a role")
async def change_role(user_id: str, asked: RoleBody, call: Here) -> UserView:
    """Takes effect with their next request. The last administrator cannot stop being one."""
    async with call.work() as work:
        return UserView.of(await users.change_role(work, user_id, asked.role))


@router.delete("/users/{user_id}", allow=Action.USERS_WRITE, status_code=204, summary="Remove a user")
async def remove_user(user_id: str, call: Here) -> None:
    """Ends their role in this organisation. Their account, and roles elsewhere, stay."""
    async with call.work() as work:
        await users.remove_user(work, user_id)
