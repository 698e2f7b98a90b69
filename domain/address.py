"""A US service or emergency address, as the losing carrier and the emergency service want it."""

from dataclasses import dataclass


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
    def one_line(self) -> str:
        street = f"{self.street}, {self.unit}" if self.unit else self.street
        return f"{street}, {self.city}, {self.state} {self.zip_code}"
