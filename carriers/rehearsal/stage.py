"""What happens to orders at the rehearsal carrier: state, notice and webhook change together, in one transaction of the ledger."""

import json
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .ledger import Ledger, Row
from .options import RehearsalOptions
from .orders import Order, load
from .scripts import Script
from .steps import Details, OrderState, Planned, Step, plan_after_foc

MOVES = (Step.ACTIVATE, Step.FAIL, Step.SNAP_BACK)
SETBACKS = {
    Step.REJECT: (OrderState.REJECTED, "port.rejected"),
    Step.WITHDRAW: (OrderState.RECEIVED, "port.foc_withdrawn"),
    Step.CONFLICT: (OrderState.CONFLICT, "port.conflict"),
}
REPLIES = (Step.ACKNOWLEDGE, Step.REJECT, Step.CONFIRM, Step.WITHDRAW, Step.CONFLICT, Step.SAY_NONSENSE)


@dataclass(frozen=True, slots=True)
class Told:
    type: str
    numbers: tuple[str, ...] = ()
    foc: datetime | None = None
    codes: tuple[str, ...] = ()


class Stage:
    def __init__(self, ledger: Ledger, options: RehearsalOptions, now: Callable[[], datetime], *, sends_webhooks: bool) -> None:
        self._ledger, self._options, self._now = ledger, options, now
        self._sends_webhooks = sends_webhooks
        self._chance = random.Random(options.chaos.seed)

    def business_now(self, customer_reference: str) -> datetime:
        """The customer's time of day, in whole seconds: real time and their offset."""
        rows = self._ledger.rows("SELECT offset_seconds FROM clocks WHERE customer_reference = ?", customer_reference)
        offset = timedelta(seconds=rows[0]["offset_seconds"] if rows else 0)
        return (self._now() + offset).replace(microsecond=0)

    def plan(self, order: Order, planned: tuple[Planned, ...]) -> None:
        """Let these happen when they are due."""
        for one in planned:
            self._ledger.add(
                "happenings",
                reference=order.reference,
                customer_reference=order.customer_reference,
                step=one.step,
                due=one.due.timestamp(),
                details=_written(one.details),
            )

    def drop(self, reference: str, steps: tuple[Step, ...]) -> None:
        """Forget what was planned of these steps."""
        marks = ", ".join("?" * len(steps))
        self._ledger.run(
            f"UPDATE happenings SET fate = 'dropped' WHERE reference = ? AND fate IS NULL AND step IN ({marks})", reference, *steps
        )

    def emit_due(self, customer_reference: str = "") -> int:
        """Let everything happen that is due by its customer's clock, earliest first, and what follows from it; how many steps that was."""
        emitted = 0
        while rows := self._ledger.rows(EARLIEST_DUE, self._now().timestamp(), customer_reference, customer_reference):
            self._emit(rows[0], datetime.fromtimestamp(rows[0]["due"], UTC))
            emitted += 1
        return emitted

    def play_next(self, reference: str) -> bool:
        """Let the order's next planned step happen now; whether there was one."""
        order = load(self._ledger, reference)
        rows = self._ledger.rows("SELECT * FROM happenings WHERE reference = ? AND fate IS NULL ORDER BY due, id LIMIT 1", reference)
        for row in rows:
            self._emit(row, self.business_now(order.customer_reference))
        return bool(rows)

    def play(self, reference: str, step: Step, details: Details) -> None:
        """Let a step happen now, planned or not. Raises NoSuchOrder."""
        with self._ledger.transaction():
            order = load(self._ledger, reference)
            self._happen(order, step, details, self.business_now(order.customer_reference))

    def _emit(self, row: Row, at: datetime) -> None:
        with self._ledger.transaction():
            self._ledger.run("UPDATE happenings SET fate = 'happened' WHERE id = ?", row["id"])
            self._happen(load(self._ledger, row["reference"]), Step(row["step"]), _read(row["details"]), at)

    def _happen(self, order: Order, step: Step, details: Details, at: datetime) -> None:
        told = self._perform(order, step, details, at)
        bodies = [self._keep_notice(order, one, at) for one in told]
        if bodies and self._sends_webhooks:
            self._post(order, bodies)

    def _perform(self, order: Order, step: Step, details: Details, at: datetime) -> list[Told]:
        match step:
            case Step.CONFIRM:
                return self._confirm(order, details, at)
            case Step.REJECT | Step.WITHDRAW | Step.CONFLICT:
                state, kind = SETBACKS[step]
                self._turn(order, state)
                self.drop(order.reference, MOVES)
                return [Told(kind, codes=details.codes)]
            case Step.ACTIVATE:
                return self._lines(order, details, at, "waiting", "active")
            case Step.FAIL:
                return self._lines(order, details, at, "waiting", "failed")
            case Step.SNAP_BACK:
                return self._lines(order, details, at, "active", "snapped_back")
            case Step.CANCEL:
                self.drop(order.reference, (*MOVES, *REPLIES, Step.CANCEL, Step.REFUSE_CANCEL))
                self._lines(order, Details(), at, "waiting", "cancelled")
                self._turn(order, OrderState.CANCELLED)
                return [Told("port.cancelled", codes=details.codes)]
            case Step.REFUSE_CANCEL:
                return [Told("port.cancel_refused", codes=details.codes)]
            case Step.ACKNOWLEDGE:
                return [Told("port.acknowledged")]
            case Step.SAY_NONSENSE:
                return [Told("port.rang_the_bell", codes=("DING",))]

    def _turn(self, order: Order, state: OrderState, foc: datetime | None = None) -> None:
        text = foc.isoformat() if foc else None
        self._ledger.run("UPDATE orders SET state = ?, foc = ? WHERE reference = ?", state, text, order.reference)

    def _confirm(self, order: Order, details: Details, at: datetime) -> list[Told]:
        foc = details.foc or at
        told_before = self._ledger.rows(
            "SELECT 1 FROM notices WHERE reference = ? AND type = 'port.foc' AND json_extract(body, '$.version') = ?",
            order.reference,
            order.version,
        )
        self._turn(order, OrderState.CONFIRMED, foc)
        self.drop(order.reference, (*MOVES, *REPLIES))
        self.plan(order, plan_after_foc(order.lsr, at, foc, len(told_before)))
        return [Told("port.foc", foc=foc)]

    def _lines(self, order: Order, details: Details, at: datetime, before: str, after: str) -> list[Told]:
        """Move lines on; named ones from any other state, else those in `before`."""
        fitting = [number for number, state in order.lines.items() if state == before or (number in details.numbers and state != after)]
        numbers = tuple(number for number in fitting if not details.numbers or number in details.numbers)
        for number in numbers:
            self._ledger.run(
                "UPDATE lines SET state = ?, changed_at = ? WHERE reference = ? AND number = ?",
                after,
                at.isoformat(),
                order.reference,
                number,
            )
        if not set(order.waiting) - set(numbers):
            self._turn(order, OrderState.COMPLETED, order.foc)
        return [Told(f"number.{after}", numbers, codes=details.codes)] if numbers else []

    def _keep_notice(self, order: Order, told: Told, at: datetime) -> dict[str, object]:
        """Write down what is told. occasion: how often the very same was told before, and once more."""
        content: dict[str, object] = {
            "type": told.type,
            "reference": order.reference,
            "pon": order.pon,
            "version": order.version,
            "numbers": list(told.numbers),
            "foc": told.foc.isoformat() if told.foc else None,
            "codes": list(told.codes),
        }
        text = json.dumps(content, sort_keys=True)
        before = self._ledger.rows("SELECT 1 FROM notices WHERE reference = ? AND told = ?", order.reference, text)
        body = {**content, "occasion": len(before) + 1, "occurred_at": at.isoformat()}
        self._ledger.add("notices", reference=order.reference, type=told.type, told=text, body=body)
        return body

    def _post(self, order: Order, bodies: list[dict[str, object]]) -> None:
        """One webhook for all that one step tells; held back, doubled or left out as script and chaos want."""
        script, chaos = order.lsr.play.script, self._options.chaos
        if script is Script.LOSE_WEBHOOKS:
            return
        earlier = len(self._ledger.rows("SELECT DISTINCT message_id FROM webhooks WHERE reference = ?", order.reference))
        held = (script is Script.REORDER and earlier % 2 == 0) or self._chance.random() < chaos.reorder
        doubled = script is Script.DUPLICATE or self._chance.random() < chaos.duplicate
        due = self._now().timestamp() + (self._options.hold_seconds if held else 0)
        message_id = f"msg_{secrets.token_hex(12)}"
        text = json.dumps({"notices": bodies})
        for _ in range(2 if doubled else 1):
            self._ledger.add("webhooks", message_id=message_id, reference=order.reference, body=text, next_try=due)


EARLIEST_DUE = """
SELECT happenings.* FROM happenings LEFT JOIN clocks USING (customer_reference)
WHERE fate IS NULL AND due <= ? + coalesce(offset_seconds, 0) AND (? = '' OR customer_reference = ?)
ORDER BY due, id LIMIT 1
"""


def _written(details: Details) -> str:
    foc = details.foc.isoformat() if details.foc else None
    return json.dumps({"numbers": details.numbers, "foc": foc, "codes": details.codes})


def _read(text: str) -> Details:
    raw = json.loads(text)
    foc = datetime.fromisoformat(raw["foc"]) if raw["foc"] else None
    return Details(tuple(raw["numbers"]), foc, tuple(raw["codes"]))
