"""What papers say, for tests: facts without places, and the bill that proves an order."""

from collections.abc import Iterable
from datetime import date

from domain.porting.paper import PaperFact, PaperFacts, PaperKind


def said(value: str, text: str = "") -> PaperFact:
    return PaperFact(value, 1, 1.0, text or value)


def each_said(values: Iterable[str]) -> tuple[PaperFact, ...]:
    return tuple(said(value) for value in values)


def bill_saying(
    day: date | None = None,
    accounts: Iterable[str] = (),
    names: Iterable[str] = (),
    numbers: Iterable[str] = (),
    *,
    provider: str = "",
    address: str = "",
    btn: str = "",
) -> PaperFacts:
    """A bill by the values that stand on it; the first name is the billing name."""
    named = each_said(names)
    return PaperFacts(
        PaperKind.BILL,
        provider=said(provider) if provider else None,
        bill_dates=(said(day.isoformat()),) if day else (),
        accounts=each_said(accounts),
        billing_name=named[0] if named else None,
        names=named,
        service_address=said(address) if address else None,
        btns=each_said([btn] if btn else []),
        numbers=each_said(numbers),
    )
