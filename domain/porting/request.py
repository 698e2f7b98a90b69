"""What a customer asks for when porting in: everything typed into a draft, before and after it is submitted."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.address import Address


class PortScope(StrEnum):
    """Whether every number of the losing account moves. A full port includes the BTN, a partial one may leave services behind."""

    FULL = "full"
    PARTIAL = "partial"


class LineUse(StrEnum):
    """Who gets a number once it is active (rules 60, 65)."""

    PERSON = "person"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class PersonName:
    first: str
    last: str
    title: str = ""

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True, slots=True)
class LinePlan:
    """What a number is for. person_id is empty when use is UNASSIGNED."""

    number: str
    use: LineUse
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class PortRequest:
    """One order as asked. Fields not typed yet are empty; a draft may be incomplete, a submitted order may not.

    revision: rises with every saved change that an LOA covers or a carrier compares.
    account_number and pin are secrets: filled only where an activity or a check needs them, and never printed.
    numbers: canonical E.164. set_aside: numbers left for staff review while the others go on.
    unread_numbers: what was typed among the numbers and could not be taken, so that it is there to be corrected.
    """

    order_id: str
    organisation_id: str
    location_id: str = ""
    revision: int = 0
    customer_reference: str = ""
    losing_carrier: str = ""
    account_number: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    btn: str = ""
    replacement_btn: str = ""
    scope: PortScope = PortScope.FULL
    business: bool = True
    billing_name: str = ""
    authorised_person: PersonName = PersonName("", "")
    service_address: Address = Address("", "", "", "")
    numbers: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    requested_foc: date | None = None
    main_number: str = ""
    lines: tuple[LinePlan, ...] = ()
    declarations_version: str = ""
    unread_numbers: str = ""
