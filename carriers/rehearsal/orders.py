"""An order as the rehearsal carrier's ledger holds it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .ledger import Ledger
from .scripts import Play, Script
from .steps import Lsr, OrderState


class NoSuchOrder(Exception):
    """No order has this reference."""


@dataclass(frozen=True, slots=True)
class Order:
    """lines: state by number, in the order in which they were asked for."""

    reference: str
    customer_reference: str
    pon: str
    version: int
    state: OrderState
    foc: datetime | None
    lsr: Lsr
    lines: dict[str, str]

    @property
    def waiting(self) -> tuple[str, ...]:
        return tuple(number for number, state in self.lines.items() if state == "waiting")


def load(ledger: Ledger, reference: str) -> Order:
    """Raises NoSuchOrder."""
    rows = ledger.rows("SELECT * FROM orders WHERE reference = ?", reference)
    if not rows:
        raise NoSuchOrder
    row = rows[0]
    lines = {
        line["number"]: line["state"]
        for line in ledger.rows("SELECT number, state FROM lines WHERE reference = ? ORDER BY rowid", reference)
    }
    lsr = Lsr(
        numbers=tuple(lines),
        play=Play(Script(row["script"]), row["code"], bool(row["by_account"])),
        supplements=row["supplements"],
        received_at=datetime.fromisoformat(row["received_at"]),
        requested_foc=date.fromisoformat(row["requested_foc"]) if row["requested_foc"] else None,
        time_zone=row["time_zone"],
        has_pin=bool(row["has_pin"]),
    )
    foc = datetime.fromisoformat(row["foc"]) if row["foc"] else None
    return Order(reference, row["customer_reference"], row["pon"], row["version"], OrderState(row["state"]), foc, lsr, lines)


def view(ledger: Ledger, order: Order) -> dict[str, Any]:
    """The order with its lines, what was told of it and what is planned, for the control desk."""
    planned = ledger.rows(
        "SELECT step, due, details FROM happenings WHERE reference = ? AND fate IS NULL ORDER BY due, id", order.reference
    )
    told = ledger.rows("SELECT seq, type FROM notices WHERE reference = ? ORDER BY seq", order.reference)
    return {
        "reference": order.reference,
        "customer_reference": order.customer_reference,
        "pon": order.pon,
        "version": order.version,
        "state": order.state,
        "script": order.lsr.play.script,
        "foc": order.foc.isoformat() if order.foc else None,
        "lines": order.lines,
        "planned": planned,
        "told": told,
    }
