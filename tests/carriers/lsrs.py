"""LSRs of people who do not exist, for tests about carriers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from carriers.protocol import LsrContent, SendWindow
from domain.address import Address

# A Monday, ten in the morning in Denver.
MONDAY = datetime(2031, 3, 3, 17, 0, tzinfo=UTC)


def numbers(count: int, first: int = 0, area: int = 303) -> tuple[str, ...]:
    return tuple(f"+1{area}55501{ending:02d}" for ending in range(first, first + count))


LSR = LsrContent(
    pon="po_alice/1",
    customer_reference="org_wonderland",
    revision=1,
    numbers=numbers(3),
    btn="+13035550100",
    replacement_btn="",
    business=True,
    partial=False,
    end_user_name="Wonderland Tea Company",
    authorised_person="Alice Liddell",
    account_number="WT-4711",
    pin="",
    service_address=Address("1 Rabbit Hole Road", "Denver", "CO", "80202"),
    losing_carrier="Rehearsal Bell",
    losing_spid="9999",
    requested_foc=date(2031, 3, 12),
    time_zone="America/Denver",
)


def lsr(**changes: object) -> LsrContent:
    return replace(LSR, **changes)  # type: ignore[arg-type]


def window(step: str, *, real: datetime | None = None, seconds: float = 60) -> SendWindow:
    return SendWindow(f"po_alice/1/{step}/1", (real or datetime.now(UTC)) + timedelta(seconds=seconds))
