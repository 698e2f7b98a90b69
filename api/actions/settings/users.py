"""Who may sign in for an organisation, with which role: listed, invited, changed, removed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from api.actions import letters
from api.actions.entrance.newcomers import LINK_LASTS, ROLE_SUBJECT, Link, Newcomer, issue_link, known, new_user
from api.actions.home.organisations import caller_name, read_organisation
from api.actions.letters import Letter
from api.actions.settings.security_notices import tell_administrators, tell_removed, tell_role
from api.actions.work import Work, text_of
from api.actions.zones import home_zone
from api.front.problems import Problem, ProblemKind, Refused, not_found
from domain.access import Role
from domain.security import SecurityEvent
from store.access import newcomers
from store.tenancy import users
from store.tenancy.users import Membership, User

# What can be given in an organisation of each kind; a partner's people and ours are appointed, not invited by customers.
GIVEN = {"customer": (Role.CUSTOMER_ADMIN, Role.VIEWER), "partner": (Role.PARTNER,), "staff": ()}


@dataclass(frozen=True, slots=True)
class UserShown:
    id: str
    organisation_id: str
    name: str
    email: str
    role: Role
    account_manager: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """subject: `role/<role>`, or the id of a person of the call plan."""

    id: str
    organisation_id: str
    subject: str
    created_at: datetime
    expires_at: datetime


async def list_users(work: Work) -> tuple[UserShown, ...]:
    """Everybody with a role in the acting organisation, oldest first."""
    organisation_id = work.organisation_id
    return tuple([await _shown(work, user, held) for user, held in await users.members(work.connection, organisation_id)])


async def given_roles(work: Work) -> tuple[Role, ...]:
    """Which roles can be given in the acting organisation."""
    return GIVEN[(await read_organisation(work, work.organisation_id)).kind]


async def list_invitations(work: Work) -> tuple[InvitationShown, ...]:
    found = await newcomers.open_invitations(work.connection, work.organisation_id, work.at)
    return tuple(InvitationShown(one.id, one.organisation_id, one.subject, one.created_at, one.expires_at) for one in found)


async def invite_user(work: Work, who: Newcomer, role: Role) -> InvitationShown:
    """A mail with a single-use link; the role is theirs once they open it. The answer is the same whether they have an account or not."""
    organisation = await read_organisation(work, work.organisation_id)
    if role not in GIVEN[organisation.kind]:
        raise Refused("user.role", status=422, pointer="/role")
    user = await account_for(work, organisation.id, who, organisation.language)
    link = await issue_link(work.parts, work.connection, organisation.id, "invitation", user.id, ROLE_SUBJECT + role, work.at)
    await send_invitation(work, organisation.id, user.id, who.first_name, link)
    work.note(organisation.id, link.id, role=role)
    return InvitationShown(link.id, organisation.id, ROLE_SUBJECT + role, work.at, work.at + LINK_LASTS)


async def withdraw_invitation(work: Work, invitation_id: str) -> None:
    """The link stops working. Raises Problem NOT_FOUND."""
    if not await newcomers.withdraw(work.connection, invitation_id, work.organisation_id, work.at):
        raise not_found()
    work.note(work.organisation_id, invitation_id, "invitation.withdraw")


async def change_role(work: Work, user_id: str, role: Role) -> UserShown:
    """They and the administrators get a mail. Raises Refused `user.role`, `user.last_admin`."""
    organisation = await read_organisation(work, work.organisation_id)
    user, held = await _member(work, organisation.id, user_id)
    if role not in GIVEN[organisation.kind]:
        raise Refused("user.role", status=422, pointer="/role")
    await _require_another_admin(work, held, role)
    changed = Membership(user_id, organisation.id, role, held.since, held.account_manager)
    shown = await _shown(work, user, changed)
    if role != held.role:
        await users.join(work.connection, changed)
        work.note(organisation.id, user_id, role=role)
        await tell_role(work, organisation.id, user_id, role)
        await tell_administrators(work, organisation.id, SecurityEvent.ROLE_CHANGED, shown.name, role)
    return shown


async def remove_user(work: Work, user_id: str) -> None:
    """Their role here ends at once; their account stays theirs. They and the administrators get a mail.

    Raises Refused `user.last_admin`.
    """
    user, held = await _member(work, work.organisation_id, user_id)
    await _require_another_admin(work, held, None)
    shown = await _shown(work, user, held)
    await users.leave(work.connection, user_id, work.organisation_id)
    work.note(work.organisation_id, user_id, "users.remove")
    await tell_removed(work, work.organisation_id, [user_id])
    await tell_administrators(work, work.organisation_id, SecurityEvent.USER_REMOVED, shown.name)


async def account_for(work: Work, organisation_id: str, who: Newcomer, language: str) -> User:
    """The account of this address, made when there is none. It may do nothing until its link is opened."""
    if (user := await known(work.parts, who.email)) is not None:
        return user
    user = new_user(work.parts, await work.box(organisation_id), who, language, work.at)
    try:
        await newcomers.add_user(work.connection, user)
    except IntegrityError:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "1"}) from None
    return user


async def send_invitation(
    work: Work,
    organisation_id: str,
    user_id: str,
    first_name: str,
    link: Link,
    *,
    transfer: bool = False,
    number: str = "",
    extension: str = "",
) -> None:
    organisation = await read_organisation(work, organisation_id)
    data = {
        "expires_at": link.expires_at.isoformat(),
        "time_zone": await home_zone(work, organisation_id),
        "transfer": transfer,
        "number": number,
        "extension": extension,
    }
    private = {"first_name": first_name, "organisation": organisation.name, "token": link.token, "invited_by": await caller_name(work)}
    letter = Letter("invitation", f"invitation/{link.id}", work.at, user_id, data=data, private=private)
    await letters.send(work.connection, await work.box(organisation_id), letter)


async def _member(work: Work, organisation_id: str, user_id: str) -> tuple[User, Membership]:
    for user, held in await users.members(work.connection, organisation_id):
        if user.id == user_id:
            return user, held
    raise not_found()


async def _require_another_admin(work: Work, held: Membership, role: Role | None) -> None:
    loses = held.role == Role.CUSTOMER_ADMIN and role is not Role.CUSTOMER_ADMIN
    if loses and await newcomers.administrators(work.connection, held.organisation_id) < 2:
        raise Refused("user.last_admin")


async def _shown(work: Work, user: User, held: Membership) -> UserShown:
    box = await work.box(user.home_id)
    name = text_of(box, "users", "name_sealed", user.id, user.name_sealed)
    email = text_of(box, "users", "email_sealed", user.id, user.email_sealed)
    return UserShown(user.id, held.organisation_id, name, email, Role(held.role), held.account_manager, held.since)
