"""A US service or emergency address, as the losing carrier and the emergency service want it."""

import re
from dataclasses import dataclass

from domain.states import STATES

_ZIP = re.compile(r"[0-9]{5}(?:-?[0-9]{4})?")
_POST_BOX = re.compile(r"\bp(?:ost)?\W*o(?:ffice)?\W*box\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """street: house number and street name. state: two letters. zip_code: five digits, or nine with a dash."""

    street: str
    city: str
    state: str
    zip_code: str
    unit: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything but the unit is there."""
        return all(part.strip() for part in (self.street, self.city, self.state, self.zip_code))

    @property
    def dispatchable(self) -> bool:
        """Whether somebody can be sent there: a house on a street of a US state, no post box (47 CFR 9.3, dispatchable location)."""
        house = any(character.isdigit() for character in self.street) and not _POST_BOX.search(self.street)
        return self.whole and house and self.state in STATES and _ZIP.fullmatch(self.zip_code) is not None

    @property
    def one_line(self) -> str:
        street = f"{self.street}, {self.unit}" if self.unit else self.street
        return f"{street}, {self.city}, {self.state} {self.zip_code}"
