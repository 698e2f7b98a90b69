"""People of the call plan: listed, invited with a number or "transfer", given extensions and numbers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from api.actions.call_plan.locations import found_location
from api.actions.entrance.newcomers import Newcomer, issue_link, new_person
from api.actions.home.organisations import read_organisation
from api.actions.settings.users import account_for, send_invitation
from api.actions.work import Work, text_of
from api.front.problems import Invalid, Refused, not_found
from domain.numbers.e164 import read_numbers
from store.access import newcomers
from store.call_plan import call_treatments, inventory, locations, people
from store.call_plan.people import Person


@dataclass(frozen=True, slots=True)
class NewPerson:
    """number: a live number of the organisation, or with `transfer` the one that is being moved for them; as typed, may be empty."""

    who: Newcomer
    location_id: str
    extension: str = ""
    number: str = ""
    transfer: bool = False
    invite: bool = True


@dataclass(frozen=True, slots=True)
class PersonShown:
    """transfer: waits for waiting_number, which is being moved (rule 60)."""

    id: str
    organisation_id: str
    location_id: str
    name: str
    email: str
    extension: str
    number: str
    transfer: bool
    waiting_number: str
    has_account: bool
    invited_at: datetime | None


async def list_people(work: Work, location_id: str, after: str, limit: int) -> tuple[PersonShown, ...]:
    """Of the acting organisation, by id; of one location if it is named."""
    if location_id:
        await found_location(work, location_id)
    found = await people.listed(work.connection, work.organisation_id, location_id, after, limit)
    return tuple([await shown(work, one) for one in found])


async def read_person(work: Work, person_id: str) -> PersonShown:
    return await shown(work, await found_person(work, person_id))


async def add_person(work: Work, asked: NewPerson) -> PersonShown:
    """List somebody and, unless told not to, mail them an invitation. Raises Refused, Invalid."""
    location = await found_location(work, asked.location_id)
    organisation_id = location.organisation_id
    number = read_number(asked.number, "/number") if asked.number else ""
    if asked.transfer and not number:
        raise Invalid(("/number", "person.number_wanted"))
    box, at = await work.box(organisation_id), await work.business_time(organisation_id)
    base = new_person(work.parts, box, asked.who, location.id, at)
    with taken():
        await people.add(work.connection, [base])
        if asked.extension:
            await people.change(
                work.connection, base.id, organisation_id, name_sealed=base.name_sealed, extension=asked.extension, location_id=location.id
            )
        if asked.transfer:
            await people.await_number(work.connection, base.id, organisation_id, number)
    if number and not asked.transfer:
        await _assign(work, base, number)
    if asked.invite:
        await _invite(work, base, asked, number)
    work.note(organisation_id, base.id)
    return await read_person(work, base.id)


async def change_person(work: Work, person_id: str, name: str, extension: str, location_id: str) -> PersonShown:
    """Raises Refused `person.extension_taken`."""
    person = await found_person(work, person_id)
    location = await found_location(work, location_id or person.location_id)
    if location.organisation_id != person.organisation_id:
        raise not_found()
    box = await work.box(person.organisation_id)
    sealed = box.seal("people", "name_sealed", person.id, name.encode())
    with taken():
        await people.change(
            work.connection, person.id, person.organisation_id, name_sealed=sealed, extension=extension or None, location_id=location.id
        )
    work.note(person.organisation_id, person.id)
    return await read_person(work, person_id)


async def give_number(work: Work, person_id: str, typed: str, transfer: bool) -> PersonShown:
    """A live number, or with `transfer` one that is being moved; with an empty one they have and wait for none. Raises Refused, Invalid."""
    person = await found_person(work, person_id)
    number = read_number(typed, "/number") if typed else ""
    if transfer or not number:
        if transfer and not number:
            raise Invalid(("/number", "person.number_wanted"))
        with taken():
            await people.await_number(work.connection, person.id, person.organisation_id, number or None)
        if person.number and not number:
            await _hand_over(work, person.organisation_id, person.number, None)
    else:
        await _assign(work, person, number)
    work.note(person.organisation_id, person.id, "numbers.assign")
    return await read_person(work, person_id)


async def remove_person(work: Work, person_id: str) -> None:
    """Raises Refused `person.has_number`, `person.takes_calls`."""
    person = await found_person(work, person_id)
    if person.number or person.waiting_number:
        raise Refused("person.has_number")
    if await call_treatments.rings(work.connection, person.id):
        raise Refused("person.takes_calls")
    try:
        await people.remove(work.connection, person.id, person.organisation_id)
    except IntegrityError:
        raise Refused("person.has_number") from None
    work.note(person.organisation_id, person.id, "people.remove")


async def found_person(work: Work, person_id: str) -> Person:
    person = await people.find(work.connection, person_id, work.tenants)
    if person is None:
        raise not_found()
    return person


def read_number(typed: str, pointer: str) -> str:
    """One number as people type it, in E.164. Raises Invalid."""
    pasted = read_numbers(typed)
    if pasted.errors or len(pasted.numbers) != 1:
        raise Invalid((pointer, "number.unreadable"))
    return pasted.numbers[0].e164


@contextmanager
def taken() -> Iterator[None]:
    """Names what a constraint of the call plan says."""
    try:
        yield
    except IntegrityError as error:
        extension = "extension" in str(error.orig)
        code = "person.extension_taken" if extension else "person.number_taken"
        raise Refused(code, pointer="/extension" if extension else "/number") from None


async def shown(work: Work, person: Person) -> PersonShown:
    box = await work.box(person.organisation_id)
    return PersonShown(
        id=person.id,
        organisation_id=person.organisation_id,
        location_id=person.location_id,
        name=text_of(box, "people", "name_sealed", person.id, person.name_sealed),
        email=text_of(box, "people", "email_sealed", person.id, person.email_sealed),
        extension=person.extension or "",
        number=person.number or "",
        transfer=person.waiting_number is not None,
        waiting_number=person.waiting_number or "",
        has_account=person.user_id is not None,
        invited_at=person.invited_at,
    )


async def _assign(work: Work, person: Person, number: str) -> None:
    """Raises Refused; also for a main number, which rings whom its treatment names (rule 58)."""
    if await locations.with_main_number(work.connection, person.organisation_id, number):
        raise Refused("person.main_number", pointer="/number")
    if not await inventory.already_ours(work.connection, person.organisation_id, (number,)):
        raise Refused("person.number_unknown", status=422, pointer="/number")
    with taken():
        await _hand_over(work, person.organisation_id, number, person.id)


async def _hand_over(work: Work, organisation_id: str, number: str, person_id: str | None) -> None:
    at, use = await work.business_time(organisation_id), "person" if person_id else "unassigned"
    await inventory.assign(work.connection, organisation_id, number, person_id, use, f"{use}/{person_id or 'nobody'}/{at.isoformat()}", at)


async def _invite(work: Work, person: Person, asked: NewPerson, number: str) -> None:
    organisation = await read_organisation(work, person.organisation_id)
    user = await account_for(work, organisation.id, asked.who, organisation.language)
    link = await issue_link(work.parts, work.connection, organisation.id, "invitation", user.id, person.id, work.at)
    told = "" if asked.transfer else number
    await send_invitation(
        work, organisation.id, user.id, asked.who.first_name, link, transfer=asked.transfer, number=told, extension=asked.extension
    )
    await newcomers.mark_invited(work.connection, person.id, organisation.id, work.at)
