"""Customers whose orders go through the fire: organisations with people, drafts whose paper is all in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions.entrance.newcomers import Newcomer, new_person, new_user
from api.front.tokens import new_api_token, token_hash
from api.parts import ApiParts
from carriers.rehearsal.portability import profile_of
from domain.access import Role, Scope
from domain.address import Address
from domain.policy.foc import FocAsk, allowed_focs
from domain.policy.rulebook import rulebook
from domain.porting.request import LinePlan, LineUse, PersonName, PortRequest
from store.access import tokens
from store.access.tokens import ApiToken
from store.call_plan import locations, people
from store.call_plan.locations import Location
from store.database import tenant_transaction
from store.drafts import drafts, requests
from store.drafts.drafts import Draft, DraftNumber
from store.ids import fresh
from store.paper import bill_readings, documents
from store.paper.documents import Document
from store.tenancy import organisations, users
from store.tenancy.organisations import Organisation
from store.tenancy.users import Membership
from tests.domain.paper_facts import bill_saying
from tests.store.signing import sign
from vault.envelope import TenantBox

BOOK = rulebook()
ZONE = "America/Denver"
AREAS = ("303", "408", "212", "206", "312", "415", "512", "617")
# Numbers of an order. Their endings stay below those that mean something to the rehearsal carrier's number table.
EACH = 4
_BLOCKS = 80 // EACH
# What the carrier plays, by account number: orders take turns.
SCRIPTS = (
    "ORDINARY",
    "ORDINARY",
    "DUPLICATE",
    "PARTIAL",
    "ORDINARY",
    "REORDER",
    "LOSE-WEBHOOKS",
    "FAIL-AFTER-EFFECT",
    "ORDINARY",
    "DROP-ANSWER",
    "STAGGERED",
    "THROTTLE",
    "CARRIER-CANCELS",
    "MOVE-FOC",
    "ORDINARY",
    "ACKNOWLEDGE",
)
_SIGNER = PersonName("Eustace", "Brackenstall")
_PLACE = Address("1 Rabbit Hole Road", "Denver", "CO", "80202")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as it will be submitted. waiting: the people who wait for numbers of it, by number."""

    order_id: str
    numbers: tuple[str, ...]
    script: str
    waiting: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Customer:
    """An organisation of its own with its orders, all submitted at one moment. token: of its integrator."""

    id: str
    admin: str
    location: str
    token: str
    orders: tuple[Wanted, ...]


async def customers(parts: ApiParts, count: int) -> tuple[Customer, ...]:
    """So many orders: customers have one and two in turn."""
    made: list[Customer] = []
    left = list(range(count))
    while left:
        places, left = (left[:1], left[1:]) if len(made) % 2 else (left[:2], left[2:])
        made.append(await _customer(parts, places))
    return tuple(made)


async def _customer(parts: ApiParts, places: Sequence[int]) -> Customer:
    organisation_id, location_id, at = fresh("org"), fresh("loc"), parts.clock()
    box = await _founded(parts, organisation_id, at)
    admin = new_user(parts, box, Newcomer("Mary", "Fraser", f"{organisation_id}@abbey-grange.example"), "en", at)
    contact, address = (box.seal("locations", column, location_id, b"{}") for column in ("contact_sealed", "emergency_address_sealed"))
    place = Location(location_id, organisation_id, "Denver office", ZONE, at, "calling_plan", at)
    token = new_api_token()
    kept = token_hash(parts.settings.session_secret, "api token", token)
    scopes = [scope.value for scope in Scope]
    async with tenant_transaction(parts.app, (organisation_id,)) as connection:
        await users.add(connection, admin, Membership(admin.id, organisation_id, Role.CUSTOMER_ADMIN, at, True))
        await locations.add(connection, replace(place, contact_sealed=contact, emergency_address_sealed=address))
        row = ApiToken(fresh("tok"), organisation_id, admin.id, "tests", kept, scopes, at, at + timedelta(days=1))
        await tokens.add(connection, row)
        empty = Customer(organisation_id, admin.id, location_id, token, ())
        return replace(empty, orders=tuple([await _draft(parts, connection, box, empty, number) for number in places]))


async def _founded(parts: ApiParts, organisation_id: str, at: datetime) -> TenantBox:
    async with tenant_transaction(parts.app, (organisation_id,)) as connection:
        await organisations.add(connection, Organisation(organisation_id, "Abbey Grange Ltd", "customer", "paid", True, "en", at))
    return await parts.envelope.box(organisation_id)


async def _draft(parts: ApiParts, connection: AsyncConnection, box: TenantBox, customer: Customer, place: int) -> Wanted:
    """A draft that is ready; one number in two has a person waiting for it."""
    at, script = parts.clock(), SCRIPTS[place % len(SCRIPTS)]
    first = place % _BLOCKS * EACH
    numbers = tuple(f"+1{AREAS[place // _BLOCKS]}55501{first + step:02d}" for step in range(EACH))
    plans = {number: await _plan(parts, connection, box, customer, number) for number in numbers}
    request = _request(customer, numbers, script, plans, at)
    draft = Draft(request.order_id, customer.id, "ready", {}, customer.admin, at, at, location_id=customer.location)
    await drafts.create(connection, draft)
    await requests.keep(connection, parts.envelope, draft, request, 1)
    typed = [_checked(plans[each], where, at) for where, each in enumerate(numbers)]
    await drafts.replace_numbers(connection, request.order_id, customer.id, typed)
    await _papers(connection, box, customer, request, at)
    return Wanted(request.order_id, numbers, script, {line.number: line.person_id for line in request.lines if line.person_id})


async def _plan(parts: ApiParts, connection: AsyncConnection, box: TenantBox, customer: Customer, number: str) -> LinePlan:
    if int(number[-1]) % 2:
        return LinePlan(number, LineUse.UNASSIGNED)
    person = new_person(parts, box, Newcomer("Jack", number[-4:], f"{fresh('x')}@abbey-grange.example"), customer.location, parts.clock())
    await people.add(connection, [person])
    return LinePlan(number, LineUse.PERSON, person.id)


def _checked(plan: LinePlan, position: int, at: datetime) -> DraftNumber:
    """A number as the portability check left it when it was typed."""
    said = profile_of(plan.number)
    return DraftNumber(
        plan.number,
        position,
        portable=True,
        losing_carrier=said.losing_carrier,
        losing_spid=said.losing_spid,
        rate_centre=said.rate_centre,
        state=said.state,
        line_type=said.line_type,
        simple=said.simple,
        checked_at=at,
        use=plan.use,
        person_id=plan.person_id,
    )


def _request(customer: Customer, numbers: tuple[str, ...], script: str, plans: Mapping[str, LinePlan], at: datetime) -> PortRequest:
    return PortRequest(
        order_id=fresh("po"),
        organisation_id=customer.id,
        location_id=customer.location,
        revision=1,
        losing_carrier="Rehearsal Bell",
        account_number=script,
        btn=numbers[0],
        billing_name="Abbey Grange Ltd",
        authorised_person=_SIGNER,
        service_address=_PLACE,
        numbers=numbers,
        requested_foc=allowed_focs(at, FocAsk.of(numbers, ZONE, BOOK.holidays("9999"), simple=False), BOOK)[0],
        lines=tuple(plans.values()),
        declarations_version=BOOK.declarations_version,
    )


async def _papers(connection: AsyncConnection, box: TenantBox, customer: Customer, request: PortRequest, at: datetime) -> None:
    bill = fresh("doc")
    paper = Document(bill, customer.id, request.order_id, "bill", "read", "k", b"h", 1, "application/pdf", customer.admin, at)
    await documents.add(connection, paper)
    reading = bill_saying(at.date() - timedelta(days=5), (request.account_number,), (request.authorised_person.full,), request.numbers)
    await documents.settle(connection, bill, "read", at, facts_sealed=bill_readings.locked(box, bill, reading))
    await sign(connection, box, request, customer.admin, at)
