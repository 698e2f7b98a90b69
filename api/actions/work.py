"""One transaction of one caller: what an action gets to work with."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from api.front.principals import Principal
from api.front.problems import Problem, ProblemKind, not_found
from api.parts import ApiParts
from domain.access import Action
from store import audit
from store.audit import Deed
from store.ids import fresh
from store.rows import Tenants
from store.tenancy import clocks
from vault.envelope import TenantBox


@dataclass(frozen=True, slots=True)
class _Note:
    organisation_id: str
    action: str
    subject: str
    body: dict[str, str]


@dataclass(slots=True)
class Work:
    """An open transaction that sees the caller's organisations and no other. action: what the route asks; None for one's own account.

    at: real time; `business_time` is an organisation's own.
    """

    parts: ApiParts
    connection: AsyncConnection
    principal: Principal
    action: Action | None
    at: datetime
    _notes: list[_Note] = field(default_factory=list)

    @property
    def tenants(self) -> Tenants:
        """Pass it to every query: the first wall. None for staff, who see all."""
        return self.principal.tenants_for(self.action) if self.action else ()

    @property
    def organisation_id(self) -> str:
        """Whose something new is to be. Raises Problem ORGANISATION_NEEDED when the caller must say."""
        found = self.principal.acting_for(self.action) if self.action else ""
        if not found:
            raise Problem(ProblemKind.ORGANISATION_NEEDED)
        return found

    def require_tenant(self, organisation_id: str) -> None:
        """Raises Problem NOT_FOUND when the organisation is not the caller's: the same as for one that is not there."""
        if self.tenants is not None and organisation_id not in self.tenants:
            raise not_found()

    async def business_time(self, organisation_id: str) -> datetime:
        return (await clocks.clock(self.connection, organisation_id)).at(self.at)

    async def box(self, organisation_id: str) -> TenantBox:
        """Seals and opens this tenant's columns: `box.seal(table, column, row_id, value)`."""
        return await self.parts.envelope.box(organisation_id)

    def note(self, organisation_id: str, subject: str, action: str = "", **body: str) -> None:
        """Leave an audit row: the actor did the route's action (or `action`) to `subject`. body: ids and codes, nothing personal."""
        self._notes.append(_Note(organisation_id, action or (self.action.value if self.action else "account"), subject, body))

    async def finish(self) -> None:
        """Write what was noted. The door calls it last before the commit, for a tenant's chain is locked from then on."""
        for organisation_id in sorted({note.organisation_id for note in self._notes}):
            box = await self.box(organisation_id)
            deeds = [self._deed(note, box) for note in self._notes if note.organisation_id == organisation_id]
            await audit.append(self.connection, organisation_id, deeds)
        self._notes.clear()

    def _deed(self, note: _Note, box: TenantBox) -> Deed:
        deed_id = fresh("aud")
        sealed = box.seal("audit", "body_sealed", deed_id, json.dumps(note.body).encode()) if note.body else None
        return Deed(deed_id, self.at, self.principal.actor, note.organisation_id, note.action, note.subject, sealed)


def text_of(box: TenantBox, table: str, column: str, row_id: str, sealed: bytes | None) -> str:
    """A sealed text; empty where there is none."""
    return "" if sealed is None else box.open(table, column, row_id, sealed).decode()
