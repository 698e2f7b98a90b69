"""Mails about changed access: to whose it was, and to the administrators of the organisation."""

from collections.abc import Iterable
from typing import Any

from api.actions import letters
from api.actions.home.organisations import caller_name
from api.actions.letters import Letter
from api.actions.work import Work
from api.actions.zones import home_zone
from domain.access import Action, Role, allowed
from domain.security import SecurityEvent
from store.tenancy import organisations, users


async def tell_administrators(work: Work, organisation_id: str, event: SecurityEvent, whom: str = "", role: str = "") -> None:
    """Whoever may manage its users, the one who did it among them. whom: a name, for people to read."""
    data = {"event": event.value, "role": role, "by_token": bool(work.principal.token_id)}
    private = {"who": await caller_name(work), "whom": whom}
    admins = [user.id for user, held in await users.members(work.connection, organisation_id) if _manages(held.role)]
    await _tell(work, organisation_id, "security_notice", admins, data, private)


async def tell_removed(work: Work, organisation_id: str, people: Iterable[str], *, partner: bool = False) -> None:
    """people: users who may do nothing there any more."""
    await _tell(work, organisation_id, "access_removed", people, {"partner": partner})


async def tell_role(work: Work, organisation_id: str, user_id: str, role: Role) -> None:
    await _tell(work, organisation_id, "role_changed", [user_id], {"role": role.value})


async def _tell(
    work: Work, organisation_id: str, template: str, people: Iterable[str], data: dict[str, Any], private: dict[str, str] | None = None
) -> None:
    box, found = await work.box(organisation_id), await organisations.find(work.connection, organisation_id)
    told = data | {"at": work.at.isoformat(), "time_zone": await home_zone(work, organisation_id)}
    named = {"organisation": found.name if found else ""} | (private or {})
    for user_id in people:
        key = f"{template}/{organisation_id}/{user_id}/{work.at.isoformat()}/{data.get('event', '')}"
        await letters.send(work.connection, box, Letter(template, key, work.at, user_id, data=told, private=named))


def _manages(role: str) -> bool:
    return allowed(Role(role), Action.USERS_WRITE)
