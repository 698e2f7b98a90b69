"""Who is told what of a transition: deliveries by the domain's announcement table, written in the same commit."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Select, Text, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import LargeBinary

from domain.access import Role
from domain.porting import facts as f
from domain.porting.announcements import Announcement, Audience, announcements, outcome_announcements
from store.facts import as_data
from store.outgoing.unwanted_mails import wanted
from store.projections.change import Change
from store.rows import any_of, table_of
from store.schema.access import memberships
from store.schema.crossings import deliveries
from store.schema.people import people

_Said = Sequence[tuple[Announcement, f.Entry]]
_COLUMNS = ("id", "organisation_id", "channel", "message", "message_key", "at", "order_id", "stream", "seq", "data")


async def project(connection: AsyncConnection, change: Change) -> None:
    """One statement an audience, however many recipients. Sent before under the same key means not again."""
    said = tuple(_said(change))
    if to_admins := [each for each in said if each[0].audience is Audience.ADMINS]:
        await _tell(connection, _to_admins(change, to_admins), "user_id")
    for announcement, entry in said:
        if announcement.audience is Audience.PEOPLE:
            await _tell(connection, _to_people(change, announcement, entry), "person_id")


def _said(change: Change) -> Iterator[tuple[Announcement, f.Entry]]:
    foc_known = change.foc_told
    for entry in change.entries:
        for announcement in announcements(change.stream, entry, order_id=change.head.id, foc_known=foc_known):
            yield announcement, entry
        foc_known = foc_known or isinstance(entry.fact, f.FocReceived)
    for announcement in outcome_announcements(change.head.id, change.old_status, change.after.status):
        yield announcement, change.entries[-1]


async def _tell(connection: AsyncConnection, chosen: Select[Any], recipient: str) -> None:
    row = upsert(deliveries).from_select([*_COLUMNS, recipient], chosen)
    await connection.execute(row.on_conflict_do_nothing(index_elements=["message_key"]))


def _to_admins(change: Change, said: _Said) -> Select[Any]:
    """All customer admins, and whoever submitted, but those who do not want it (rule 40)."""
    rows = [[each.message, f"{each.key}/{each.message}/", entry.at, entry.seq, json.dumps(as_data(entry.fact))] for each, entry in said]
    told = table_of("told", rows, message="text", key="text", at="moment", seq="integer", data="text")
    head, user = change.head, memberships.c.user_id
    admin = (memberships.c.organisation_id == head.organisation_id) & (memberships.c.role == Role.CUSTOMER_ADMIN)
    recipients = select(user).where(or_(admin, user == head.submitted_by)).distinct().subquery()
    key = told.c.key + recipients.c.user_id
    values = _values(change, told.c.message, key, told.c.at, told.c.seq, cast(told.c.data, JSONB))
    chosen: Select[Any] = select(*values, recipients.c.user_id)
    agreed = wanted(recipients.c.user_id, head.organisation_id, told.c.message)
    return chosen.select_from(told.join(recipients, literal(True))).where(agreed)


def _to_people(change: Change, said: Announcement, entry: f.Entry) -> Select[Any]:
    """Those who hold the numbers of the fact now, each told of their own."""
    numbers: tuple[str, ...] = getattr(entry.fact, "numbers", ())
    key = literal(f"{said.key}/{said.message}/") + people.c.id
    data = func.jsonb_build_object("number", people.c.number)
    values = _values(change, literal(said.message), key, literal(entry.at), literal(entry.seq), data)
    theirs = (people.c.organisation_id == change.head.organisation_id, people.c.number == any_of(numbers))
    chosen: Select[Any] = select(*values, people.c.id)
    return chosen.where(*theirs)


def _values(change: Change, message: Any, key: Any, *rest: Any) -> list[Any]:
    """SQL expressions in the order of the columns. The id is `deliveries.delivery_id` of the key."""
    at, seq, data = rest
    head = change.head
    digest = func.encode(func.sha256(func.convert_to(key, "UTF8"), type_=LargeBinary), "hex", type_=Text)
    named = (literal("dlv_") + func.left(digest, 26, type_=Text), literal(head.organisation_id), literal("mail"))
    return [*named, message, key, at, literal(head.id), literal(change.stream), seq, data]
