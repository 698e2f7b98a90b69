"""What does a number cost that works? Price lists by version, in whole cents of US dollars. Moving it costs nothing (rule 48)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PriceList:
    """monthly_number: a month of one number, from its confirmed activation on (rule 53)."""

    version: str
    monthly_number: int


PRICE_LISTS: dict[str, PriceList] = {prices.version: prices for prices in (PriceList("us-2026.1", monthly_number=100),)}


def price_list(version: str) -> PriceList:
    """Raises KeyError for a version that no list has."""
    return PRICE_LISTS[version]
