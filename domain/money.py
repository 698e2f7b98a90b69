"""What is charged, and from when? Amounts in whole cents; what starts a charge is data (rules 48, 51-53)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CurrencyMismatch(ValueError):
    """Amounts of two currencies were added."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    cents: int
    currency: str = "USD"

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return Money(self.cents + other.cents, self.currency)

    def times(self, count: int) -> "Money":
        return Money(self.cents * count, self.currency)


class BillingStart(StrEnum):
    """The event from which a charge runs."""

    REQUESTED_SERVICE_DATE = "requested_service_date"
    PLAN_PROVISIONED = "plan_provisioned"
    NUMBER_PROVISIONED = "number_provisioned"
    PORT_CONFIRMED = "port_confirmed"


class ChargeKind(StrEnum):
    PLAN_ORDERED = "plan_ordered"
    PLAN_PROVISIONED = "plan_provisioned"
    NEW_NUMBER = "new_number"
    PORTED_NUMBER = "ported_number"
    PORT = "port"


STARTS: dict[ChargeKind, BillingStart] = {
    ChargeKind.PLAN_ORDERED: BillingStart.REQUESTED_SERVICE_DATE,
    ChargeKind.PLAN_PROVISIONED: BillingStart.PLAN_PROVISIONED,
    ChargeKind.NEW_NUMBER: BillingStart.NUMBER_PROVISIONED,
    ChargeKind.PORTED_NUMBER: BillingStart.PORT_CONFIRMED,
    ChargeKind.PORT: BillingStart.PORT_CONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing that is charged for, from the confirmed moment of its start (UTC). monthly: it comes again each month."""

    kind: ChargeKind
    amount: Money
    starts_at: datetime
    number: str = ""
    monthly: bool = True


@dataclass(frozen=True, slots=True)
class PriceList:
    """monthly_number: for each number that works, in cents. port: for moving it. A trial is not billed (rule 23)."""

    version: str
    monthly_number: Money
    port: Money = Money(0)


PRICE_LISTS: dict[str, PriceList] = {prices.version: prices for prices in (PriceList("us-2026.1", Money(100)),)}


def charges_for_ported(numbers: tuple[str, ...], confirmed_at: datetime, prices: PriceList, *, trial: bool = False) -> tuple[Charge, ...]:
    """What the confirmed activation of these numbers starts: their monthly price, and the port itself only where it costs anything."""
    if trial:
        return ()
    monthly = tuple(Charge(ChargeKind.PORTED_NUMBER, prices.monthly_number, confirmed_at, number) for number in numbers)
    once = tuple(Charge(ChargeKind.PORT, prices.port, confirmed_at, number, monthly=False) for number in numbers if prices.port.cents)
    return monthly + once


def price_list(version: str) -> PriceList:
    """Raises KeyError for a version that no list has."""
    return PRICE_LISTS[version]
