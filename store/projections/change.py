"""A transition as the projections see it: the order before and after the new entries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.ids import PortId, order_stream, read_stream
from domain.porting.carrier_port import CarrierPort, fold, opened
from domain.porting.facts import Entry, FocReceived
from domain.porting.order import OrderStatus, PartView, PortOrder, order_status
from domain.porting.order import fold as fold_order
from domain.porting.steps import Wait
from store.facts import Told


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The locked row, as it was before. on_desk: whether staff has an open task of it."""

    id: str
    organisation_id: str
    location_id: str | None
    status: str
    losing_carrier: str
    btn: str
    main_number: str
    submitted_by: str
    on_desk: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """An order and its carrier orders, folded."""

    order: PortOrder
    parts: dict[int, CarrierPort]

    @property
    def status(self) -> OrderStatus:
        views = [PartView(part.state, Counter(part.lines.values())) for part in self.parts.values()]
        return order_status(self.order, views)

    def record(self, stream: str, entries: Sequence[Entry]) -> "Whole":
        """The order once these entries of one of its streams are true. Raises what the folds raise."""
        match read_stream(stream):
            case PortId(n=n):
                return replace(self, parts={**self.parts, n: fold(self.parts[n], entries)})
            case _:
                order = fold_order(self.order, entries)
                unopened = {part.n: opened(PortId(order.order_id, part.n), part) for part in order.parts if part.n not in self.parts}
                return Whole(order, {**self.parts, **unopened})


def folded(order_id: str, told: Sequence[Told]) -> Whole:
    """The order from everything told of it so far."""
    whole = Whole(PortOrder(order_id), {})
    streams: dict[str, list[Entry]] = {order_stream(order_id): []}
    for each in told:
        streams.setdefault(each.stream, []).append(each.entry)
    for stream, entries in streams.items():
        whole = whole.record(stream, entries)
    return whole


@dataclass(frozen=True, slots=True)
class Change:
    """n: the carrier order that the entries are of; 0 for the order itself. number_cents: a month's charge for one number.

    told: everything of the order before.
    """

    head: OrderHead
    stream: str
    n: int
    entries: tuple[Entry, ...]
    before: Whole
    after: Whole
    wait: Wait | None
    number_cents: int
    told: tuple[Told, ...]

    @property
    def at(self) -> datetime:
        return self.entries[-1].at

    @property
    def old_status(self) -> OrderStatus:
        return OrderStatus(self.head.status)

    @property
    def foc_told(self) -> bool:
        """Whether this carrier order had a FOC before, so that the next one moves it."""
        return any(isinstance(each.entry.fact, FocReceived) for each in self.told if each.stream == self.stream)

    @property
    def moved_lines(self) -> dict[str, str]:
        """Numbers of the carrier order whose state changed, with the new state."""
        if not self.n:
            return {}
        was = self.before.parts[self.n].lines
        return {number: state for number, state in self.after.parts[self.n].lines.items() if was[number] is not state}
