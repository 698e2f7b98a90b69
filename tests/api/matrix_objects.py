"""One of each thing that a path names, in an organisation: what the tenancy matrix asks for.

A route whose path names something new needs a maker here: the matrix says so.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from api.actions.entrance.newcomers import Newcomer, new_person
from api.actions.entrance.sessions import session_id
from api.front.tokens import new_api_token, new_token, token_hash
from domain.access import Role, Scope
from domain.ids import order_stream
from store.access import codes, sessions, tokens
from store.access.codes import OneTimeCode
from store.access.sessions import Session
from store.access.tokens import ApiToken
from store.call_plan import people
from store.database import system_transaction
from store.desk.tasks import StaffTask
from store.drafts import drafts
from store.drafts.drafts import Draft
from store.ids import fresh
from store.orders import commands, saved_views
from store.orders.commands import StoredCommand
from store.orders.saved_views import SavedView
from store.outgoing import deliveries, webhooks
from store.outgoing.deliveries import Delivery
from store.outgoing.webhooks import Endpoint
from store.paper import document_pages, documents
from store.paper.document_pages import DocumentPage
from store.paper.documents import Document
from store.rows import insert
from store.schema.orders import carrier_orders, tasks
from tests.api.world import World


@dataclass(slots=True)
class Things:
    """An organisation with what is in it."""

    world: World
    organisation_id: str
    location_id: str = ""
    owner_id: str = ""
    made: dict[str, str] = field(default_factory=dict)

    async def of(self, name: str, *, fresh: bool = True) -> str:
        """The id of a thing for a path parameter: a new one, or one that nobody has used up. KeyError: the name has no maker yet."""
        if fresh:
            return await MAKERS[name](self)
        if name not in self.made:
            self.made[name] = await MAKERS[name](self)
        return self.made[name]


async def things(world: World) -> Things:
    organisation_id = await world.organisation()
    owner = await world.user(organisation_id, Role.CUSTOMER_ADMIN)
    return Things(world, organisation_id, await world.location(organisation_id, enabled=True), owner)


async def _organisation(of: Things) -> str:
    return of.organisation_id


async def _partner(of: Things) -> str:
    return await of.world.partner_of(of.organisation_id)


async def _location(of: Things) -> str:
    return await of.world.location(of.organisation_id)


async def _user(of: Things) -> str:
    return await of.world.user(of.organisation_id, Role.VIEWER)


async def _person(of: Things) -> str:
    box = await of.world.parts.envelope.box(of.organisation_id)
    who = Newcomer("Oz", "Osbourne", f"{fresh('oz')[3:]}@example.com")
    person = new_person(of.world.parts, box, who, of.location_id, of.world.clock())
    async with system_transaction(of.world.system) as connection:
        await people.add(connection, [person])
    return person.id


async def _session(of: Things) -> str:
    now, hashed = of.world.clock(), token_hash(of.world.parts.settings.session_secret, "session", new_token())
    session = Session(hashed, of.owner_id, new_token(), now, now + timedelta(minutes=30), now + timedelta(hours=12))
    async with system_transaction(of.world.system) as connection:
        await sessions.open_session(connection, session)
    return session_id(session)


async def _invitation(of: Things) -> str:
    now, made = of.world.clock(), fresh("inv")
    hashed = token_hash("any", "link", made)
    user = await of.world.user(of.organisation_id, Role.VIEWER)
    row = OneTimeCode(made, of.organisation_id, "invitation", hashed, now, now + timedelta(days=7), user, "role/viewer")
    async with system_transaction(of.world.system) as connection:
        await codes.issue(connection, row)
    return made


async def _token(of: Things) -> str:
    now, made = of.world.clock(), fresh("tok")
    hashed = token_hash(of.world.parts.settings.session_secret, "api token", new_api_token())
    row = ApiToken(made, of.organisation_id, of.owner_id, "matrix", hashed, [Scope.ORDERS_READ.value], now, now + timedelta(days=1))
    async with system_transaction(of.world.system) as connection:
        await tokens.add(connection, row)
    return made


async def _order(of: Things) -> str:
    now, made = of.world.clock(), fresh("po")
    row = Draft(made, of.organisation_id, "draft", {}, of.owner_id, now, now, location_id=of.location_id)
    part = {"order_id": made, "n": 1, "organisation_id": of.organisation_id, "carrier": "rehearsal", "state": "submitted"}
    async with system_transaction(of.world.system) as connection:
        await drafts.create(connection, row)
        await connection.execute(carrier_orders.insert().values(part))
    return made


async def _part(of: Things) -> str:
    return ABSENT["n"]


async def _document(of: Things) -> str:
    order_id, content = await of.of("order_id"), b"a bill of nobody's"
    stored = await of.world.parts.documents.put(of.organisation_id, content)
    row = Document(
        fresh("doc"), of.organisation_id, order_id, "bill", "received", stored.key, stored.sha256, stored.size, "application/pdf",
        of.owner_id, of.world.clock(),
    )  # fmt: skip
    page = DocumentPage(row.id, int(ABSENT["page"]), of.organisation_id, stored.key, 612, 792, 1.0)
    async with system_transaction(of.world.system) as connection:
        await documents.add(connection, row)
        await document_pages.add(connection, [page])
    return row.id


async def _page(of: Things) -> str:
    return ABSENT["page"]


async def _task(of: Things) -> str:
    order_id = await of.of("order_id")
    row = StaffTask(
        fresh("tsk"), of.organisation_id, order_id, order_stream(order_id), "review", "", [], of.world.clock(), of.world.clock()
    )
    async with system_transaction(of.world.system) as connection:
        await insert(connection, tasks, [row])
    return row.id


async def _delivery(of: Things) -> str:
    wanted = Delivery(of.organisation_id, "mail", "activation_code", fresh("key"), of.world.clock(), user_id=of.owner_id)
    async with system_transaction(of.world.system) as connection:
        await deliveries.enqueue(connection, [wanted])
    return wanted.id


async def _command(of: Things) -> str:
    stream = order_stream(await of.of("order_id"))
    row = StoredCommand(fresh("cmd"), of.organisation_id, stream, "cancel_order", {}, of.owner_id, of.organisation_id, of.world.clock())
    async with system_transaction(of.world.system) as connection:
        await commands.add(connection, row)
    return row.id


async def _view(of: Things) -> str:
    row = SavedView(fresh("view"), of.organisation_id, of.owner_id, fresh("mine"), {}, of.world.clock())
    async with system_transaction(of.world.system) as connection:
        await saved_views.save(connection, row)
    return row.id


async def _endpoint(of: Things) -> str:
    made, box = fresh("whk"), await of.world.parts.envelope.box(of.organisation_id)
    url, secret = (box.seal("webhook_endpoints", name, made, b"whsec_AAAA") for name in ("url_sealed", "secret_sealed"))
    kinds = ["port_order.completed"]
    row = Endpoint(made, of.organisation_id, "hooks.example.com", url, kinds, secret, of.owner_id, of.world.clock())
    async with system_transaction(of.world.system) as connection:
        await webhooks.add(connection, row)
    return made


async def _webhook_delivery(of: Things) -> str:
    endpoint, key = await of.of("endpoint_id"), fresh("key")
    wanted = Delivery(of.organisation_id, "webhook", "webhook.test", key, of.world.clock(), endpoint_id=endpoint, event_id=f"evt_{key}")
    async with system_transaction(of.world.system) as connection:
        await deliveries.enqueue(connection, [wanted])
    return wanted.id


MAKERS: dict[str, Callable[[Things], Awaitable[str]]] = {
    "organisation_id": _organisation,
    "partner_id": _partner,
    "location_id": _location,
    "user_id": _user,
    "person_id": _person,
    "session_id": _session,
    "invitation_id": _invitation,
    "token_id": _token,
    "order_id": _order,
    "n": _part,
    "document_id": _document,
    "page": _page,
    "task_id": _task,
    "delivery_id": _delivery,
    "command_id": _command,
    "endpoint_id": _endpoint,
    "webhook_delivery_id": _webhook_delivery,
    "view_id": _view,
}
# What nobody has; a part of an order and a page have a number, not a name.
NOBODYS = "zzz_aaaaaaaaaaaaaaaaaaaaaaaaaa"
ABSENT = {"n": "1", "page": "1"}
