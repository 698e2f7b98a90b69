"""Organizations: a partner's customers, their first admin, trial and paid."""

from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from api.actions import letters
from api.actions.entrance.newcomers import ROLE_SUBJECT, Newcomer, issue_link, known, new_user
from api.actions.home.tenants import NewTenant, found
from api.actions.letters import Letter
from api.actions.work import Work, text_of
from api.front.problems import Problem, ProblemKind, Refused, not_found
from domain.access import Role
from store.access import newcomers
from store.access.principals import act_for, of_kind
from store.ids import fresh
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation


@dataclass(frozen=True, slots=True)
class NewCustomer:
    tenant: NewTenant
    first_admin: Newcomer


async def create_customer(work: Work, asked: NewCustomer) -> Organisation:
    """A customer of the partner who asks, its first admin told by a welcome mail with a single-use link (rule 3).

    An admin who has an account elsewhere gets the same mail, and the partner the same answer.
    """
    admin, organisation_id = await known(work.parts, asked.first_admin.email), fresh("org")
    mine = [post.organisation_id for post in work.principal.posts]
    await act_for(work.connection, [*mine, organisation_id])
    partners = await of_kind(work.connection, mine, "partner")
    if not partners:
        raise Problem(ProblemKind.NOT_ALLOWED)
    partner_id = partners[0]
    founded = await found(work.parts, work.connection, organisation_id, asked.tenant, work.at)
    await organisations.entrust(work.connection, partner_id, organisation_id, work.at)
    if admin is None:
        admin = new_user(work.parts, founded.box, asked.first_admin, asked.tenant.language, work.at)
        try:
            await newcomers.add_user(work.connection, admin)
        except IntegrityError:
            raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "1"}) from None
    subject = ROLE_SUBJECT + Role.CUSTOMER_ADMIN
    link = await issue_link(work.parts, work.connection, organisation_id, "welcome", admin.id, subject, work.at)
    private = {"first_name": asked.first_admin.first_name, "organisation": asked.tenant.name, "token": link.token}
    private["invited_by"] = await caller_name(work)
    data = {"expires_at": link.expires_at.isoformat(), "time_zone": asked.tenant.time_zone}
    letter = Letter("welcome", f"welcome/{link.id}", work.at, admin.id, data=data, private=private)
    await letters.send(work.connection, founded.box, letter)
    work.note(partner_id, organisation_id)
    return founded.organisation


async def list_organisations(work: Work, after: str, limit: int) -> tuple[Organisation, ...]:
    """Those the caller may act for, by id."""
    return await organisations.listed(work.connection, after, limit)


async def read_organisation(work: Work, organisation_id: str) -> Organisation:
    work.require_tenant(organisation_id)
    organisation = await organisations.find(work.connection, organisation_id)
    if organisation is None:
        raise not_found()
    return organisation


async def rename_organisation(work: Work, organisation_id: str, name: str, language: str) -> Organisation:
    organisation = await read_organisation(work, organisation_id)
    await organisations.rename(work.connection, organisation_id, name, language)
    work.note(organisation_id, organisation_id)
    return replace(organisation, name=name, language=language)


async def leave_trial(work: Work, organisation_id: str) -> Organisation:
    """From trial to paid; its numbers stay (rule 23). Raises Refused `organisation.paid`."""
    organisation = await read_organisation(work, organisation_id)
    if organisation.standing == "paid":
        raise Refused("organisation.paid")
    await organisations.convert(work.connection, organisation_id)
    work.note(organisation_id, organisation_id, "organisation.convert")
    return replace(organisation, standing="paid")


async def caller_name(work: Work) -> str:
    """How mails name who asked."""
    user = await users.find(work.connection, work.principal.user_id)
    if user is None:
        return ""
    return text_of(await work.box(user.home_id), "users", "name_sealed", user.id, user.name_sealed)
