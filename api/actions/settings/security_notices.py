"""Mails about changed access: to whose it was, and to the administrators of the organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions import letters
from api.actions.home.organisations import caller_name
from api.actions.letters import Letter
from api.actions.work import Work
from api.actions.zones import first_zone
from domain.access import Action, Role, allowed
from domain.security import SecurityEvent
from store.tenancy import organisations, users
from vault.envelope import TenantBox


async def tell_administrators(work: Work, organisation_id: str, event: SecurityEvent, whom: str = "", role: str = "") -> None:
    """Whoever may manage its users, the one who did it among them. whom: a name, for people to read."""
    data = {"event": event.value, "role": role, "by_token": bool(work.principal.token_id)}
    private = {"who": await caller_name(work), "whom": whom}
    post = await _post(work, organisation_id)
    await post.tell("security_notice", await _admins(work.connection, organisation_id), data, private)


async def tell_of_newcomer(connection: AsyncConnection, box: TenantBox, name: str, role: Role, at: datetime) -> None:
    """Of a new administrator, in the transaction in which they accept: nobody is signed in there. at: real time."""
    if _manages(role):
        data = {"event": SecurityEvent.ADMINISTRATOR_JOINED.value, "role": role.value, "by_token": False}
        admins = await _admins(connection, box.organisation_id)
        await _Post(connection, box, at).tell("security_notice", admins, data, {"who": name, "whom": name})


async def tell_removed(work: Work, organisation_id: str, people: Iterable[str], *, partner: bool = False) -> None:
    """people: users who may do nothing there any more."""
    await (await _post(work, organisation_id)).tell("access_removed", people, {"partner": partner})


async def tell_role(work: Work, organisation_id: str, user_id: str, role: Role) -> None:
    await (await _post(work, organisation_id)).tell("role_changed", [user_id], {"role": role.value})


@dataclass(frozen=True, slots=True)
class _Post:
    """Takes mails about the box's organisation. at: real time."""

    connection: AsyncConnection
    box: TenantBox
    at: datetime

    async def tell(self, template: str, people: Iterable[str], data: dict[str, Any], private: dict[str, str] | None = None) -> None:
        organisation_id = self.box.organisation_id
        found = await organisations.find(self.connection, organisation_id)
        told = data | {"at": self.at.isoformat(), "time_zone": await first_zone(self.connection, organisation_id)}
        named = {"organisation": found.name if found else ""} | (private or {})
        for user_id in people:
            key = f"{template}/{organisation_id}/{user_id}/{self.at.isoformat()}/{data.get('event', '')}"
            await letters.send(self.connection, self.box, Letter(template, key, self.at, user_id, data=told, private=named))


async def _post(work: Work, organisation_id: str) -> _Post:
    return _Post(work.connection, await work.box(organisation_id), work.at)


async def _admins(connection: AsyncConnection, organisation_id: str) -> list[str]:
    return [user.id for user, held in await users.members(connection, organisation_id) if _manages(held.role)]


def _manages(role: str) -> bool:
    return allowed(Role(role), Action.USERS_WRITE)
