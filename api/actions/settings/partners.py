"""Which partners act for a customer: listed, let in, sent away. The customer's own decision (rule 12)."""

import re
from dataclasses import dataclass
from datetime import datetime

from api.actions.home.organisations import read_organisation
from api.actions.settings.security_notices import tell_administrators, tell_removed
from api.actions.work import Work
from api.front.problems import Invalid, Refused, not_found
from domain.access import Role
from domain.security import SecurityEvent
from store.access.principals import act_for, of_kind
from store.tenancy import organisations, users

_CODE = re.compile("org_[a-z2-7]{26}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartnerShown:
    id: str
    name: str
    since: datetime


async def list_partners(work: Work) -> tuple[PartnerShown, ...]:
    """Of the acting customer, the longest first."""
    mine = work.organisation_id
    found = await organisations.partners_of(work.connection, mine)
    # A customer does not see other organisations, but those that act for it by name.
    await act_for(work.connection, [mine, *(partner_id for partner_id, _ in found)])
    shown = [await _shown(work, partner_id, since) for partner_id, since in found]
    await act_for(work.connection, [mine])
    return tuple(shown)


async def entrust_partner(work: Work, code: str) -> None:
    """Let the partner act here whose code was typed: it is the partner's id, which only the partner knows and gives away.

    Raises Invalid `partner.code`, the same for whatever is no partner's.
    """
    customer = await read_organisation(work, work.organisation_id)
    if not _CODE.fullmatch(code):
        raise Invalid(("/code", "partner.code"))
    if customer.kind != "customer":
        raise Refused("partner.customers_only")
    await act_for(work.connection, [customer.id, code])
    known = await of_kind(work.connection, [code], "partner")
    name = (await _shown(work, code, work.at)).name
    await act_for(work.connection, [customer.id])
    if not known:
        raise Invalid(("/code", "partner.code"))
    await organisations.entrust(work.connection, code, customer.id, work.at)
    work.note(customer.id, code, "partner.entrust")
    await tell_administrators(work, customer.id, SecurityEvent.PARTNER_LET_IN, name)


async def own_code(work: Work) -> str:
    """What a partner's people give their customers; empty for everybody else."""
    mine = [post.organisation_id for post in work.principal.posts if post.role is Role.PARTNER]
    found = await of_kind(work.connection, mine, "partner") if mine else ()
    return found[0] if found else ""


async def dismiss_partner(work: Work, partner_id: str) -> None:
    """With their next request they act here no longer; orders stay and go on. Its people and the administrators get a mail.

    Raises Problem NOT_FOUND.
    """
    mine = work.organisation_id
    if not await organisations.dismiss(work.connection, partner_id, mine):
        raise not_found()
    work.note(mine, partner_id, "partner.dismiss")
    await act_for(work.connection, [mine, partner_id])
    name = (await _shown(work, partner_id, work.at)).name
    agents = [user.id for user, held in await users.members(work.connection, partner_id) if held.role == Role.PARTNER]
    await tell_removed(work, mine, agents, partner=True)
    await act_for(work.connection, [mine])
    await tell_administrators(work, mine, SecurityEvent.PARTNER_REMOVED, name)


async def _shown(work: Work, partner_id: str, since: datetime) -> PartnerShown:
    found = await organisations.find(work.connection, partner_id)
    return PartnerShown(partner_id, found.name if found else partner_id, since)
