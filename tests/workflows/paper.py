"""What stands on the desk before an order is submitted: the request, the bill that was read, the letter that was signed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.address import Address
from domain.policy.foc import FocAsk, allowed_focs
from domain.policy.rulebook import rulebook
from domain.porting.request import LinePlan, LineUse, PersonName, PortRequest
from store.call_plan import locations
from store.drafts import drafts, requests
from store.drafts.drafts import Draft, DraftNumber
from store.ids import fresh
from store.paper import bill_readings, documents
from store.paper.documents import Document
from tests.domain.paper_facts import bill_saying
from tests.store.signing import sign
from tests.store.world import Tenant
from vault.envelope import Envelope

BOOK = rulebook()
ZONE = "America/Denver"


def first_foc(at: datetime, wanted: tuple[str, ...]) -> date:
    """The first day that may be asked for."""
    return allowed_focs(at, FocAsk.of(wanted, ZONE, BOOK.holidays("9999"), simple=False), BOOK)[0]


def port_request(customer: Tenant, wanted: tuple[str, ...], at: datetime, typed: Mapping[str, object]) -> PortRequest:
    request = PortRequest(
        order_id=fresh("po"),
        organisation_id=customer.id,
        location_id=customer.location,
        revision=1,
        losing_carrier="Rehearsal Bell",
        account_number="ORDINARY",
        btn=wanted[0],
        billing_name="Abbey Grange Ltd",
        authorised_person=PersonName("Eustace", "Brackenstall"),
        service_address=Address("1 Rabbit Hole Road", "Denver", "CO", "80202"),
        numbers=wanted,
        requested_foc=first_foc(at, wanted),
        lines=tuple(LinePlan(number, LineUse.UNASSIGNED) for number in wanted),
        declarations_version=BOOK.declarations_version,
    )
    return replace(request, **typed)  # type: ignore[arg-type]


async def file(connection: AsyncConnection, envelope: Envelope, customer: Tenant, request: PortRequest, at: datetime) -> None:
    """A draft with everything that submission asks for, at version 2."""
    box = await envelope.box(customer.id)
    address = box.seal("locations", "emergency_address_sealed", customer.location, json.dumps(asdict(request.service_address)).encode())
    await locations.move_emergency_address(connection, customer.location, address)
    draft = Draft(request.order_id, customer.id, "ready", {}, customer.admin, at, at, location_id=customer.location)
    await drafts.create(connection, draft)
    await requests.keep(connection, envelope, draft, request, 1)
    plans: Mapping[str, LinePlan] = {line.number: line for line in request.lines}
    rows = [DraftNumber(each, place, use=plans[each].use, person_id=plans[each].person_id) for place, each in enumerate(request.numbers)]
    await drafts.replace_numbers(connection, request.order_id, customer.id, rows)
    await bill(connection, envelope, customer, request, at)
    await sign(connection, await envelope.box(customer.id), request, customer.admin, at)


async def bill(connection: AsyncConnection, envelope: Envelope, customer: Tenant, request: PortRequest, at: datetime) -> None:
    reading = bill_saying(at.date() - timedelta(days=5), (request.account_number,), ("Eustace Brackenstall",), request.numbers)
    document_id = fresh("doc")
    locked = bill_readings.locked(await envelope.box(customer.id), document_id, reading)
    paper = Document(document_id, customer.id, request.order_id, "bill", "read", "k", b"h", 1, "application/pdf", customer.admin, at)
    await documents.add(connection, replace(paper, facts_sealed=locked, read_at=at))
