"""The desk of the rehearsal carrier: takes requests, once per key, and looks things up."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .bodies import ActivationBody, LsrBody, WindowsBody, WriteBody
from .hours import Office
from .ledger import Ledger
from .orders import Order, load
from .portability import is_simple, profile_of
from .scripts import play_for
from .stage import MOVES, REPLIES, Stage
from .steps import BLACKOUT, Details, OrderState, Step, plan_cancel, plan_reply

Answer = dict[str, Any]


class Refusal(Exception):
    """The carrier's no: an HTTP status, a code, and the fields it is about."""

    def __init__(self, status: int, code: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.status, self.code, self.fields = status, code, fields


@dataclass(frozen=True, slots=True)
class Write:
    """One request to change something.

    request_key: what makes it the same request again, by header, body or order number. keyed: it came as an Idempotency-Key.
    """

    kind: str
    request_key: str
    keyed: bool
    body_hash: str
    account_hash: str = ""
    pin_hash: str = ""


class Desk:
    def __init__(self, ledger: Ledger, stage: Stage, *, honours_keys: bool) -> None:
        self._ledger, self._stage, self._honours_keys = ledger, stage, honours_keys

    def take_lsr(self, body: LsrBody, key: str, real: datetime) -> Answer:
        write = self._write("lsr", key, body, body.pon)
        return self._once(write, real, lambda: self._open(body))

    def take_supplement(self, reference: str, body: LsrBody, key: str, real: datetime) -> Answer:
        write = self._write("sup", key, body, f"{reference}/{body.revision}")
        return self._once(write, real, lambda: self._supplement(reference, body))

    def take_cancellation(self, reference: str, body: WriteBody, key: str, real: datetime) -> Answer:
        return self._once(self._write("cancel", key, body, reference), real, lambda: self._cancel(reference))

    def take_activation(self, reference: str, body: ActivationBody, key: str, real: datetime) -> Answer:
        return self._once(self._write("activate", key, body, reference), real, lambda: self._activate(reference, body))

    def found(self, request_key: str) -> list[Answer]:
        """What requests with this key brought about, the oldest first."""
        rows = self._ledger.rows("SELECT kind, reference, version, business_at FROM writes WHERE request_key = ? ORDER BY seq", request_key)
        return [
            {"kind": row["kind"], "reference": row["reference"], "version": row["version"], "accepted_at": row["business_at"]}
            for row in rows
        ]

    def changes(self, after: int, limit: int) -> Answer:
        """Notices later than `after`, at most `limit`, and whether there are more."""
        rows = self._ledger.rows("SELECT seq, body FROM notices WHERE seq > ? ORDER BY seq LIMIT ?", after, limit + 1)
        notices = [json.loads(row["body"]) for row in rows[:limit]]
        return {"notices": notices, "cursor": str(rows[:limit][-1]["seq"] if rows else after), "more": len(rows) > limit}

    def set_clock(self, customer_reference: str, offset_seconds: int) -> Answer:
        """Move a customer's clock ahead and let happen what became due; an earlier offset changes nothing."""
        with self._ledger.transaction():
            self._ledger.run(
                "INSERT INTO clocks VALUES (?, ?) ON CONFLICT DO UPDATE SET offset_seconds = max(offset_seconds, excluded.offset_seconds)",
                customer_reference,
                offset_seconds,
            )
        self._stage.emit_due(customer_reference)
        return self.clock(customer_reference)

    def clock(self, customer_reference: str) -> Answer:
        """The offset that holds, and when something happens next by that clock."""
        offset = self._ledger.rows("SELECT offset_seconds FROM clocks WHERE customer_reference = ?", customer_reference)
        due = self._ledger.rows("SELECT min(due) AS due FROM happenings WHERE fate IS NULL AND customer_reference = ?", customer_reference)
        return {
            "offset_seconds": offset[0]["offset_seconds"] if offset else 0,
            "next_due": datetime.fromtimestamp(due[0]["due"], UTC).isoformat() if due[0]["due"] else None,
        }

    def windows(self, body: WindowsBody) -> list[Answer]:
        if body.at.tzinfo is None:
            raise Refusal(422, "invalid", ("at",))
        office = Office(_zone(body.time_zone), profile_of(body.numbers[0]).losing_spid)
        windows = office.foc_windows(body.at.astimezone(UTC), is_simple(body.numbers))
        return [{"first": first.isoformat(), "last": last.isoformat()} for first, last in windows]

    def _write(self, kind: str, key: str, body: WriteBody, business: str) -> Write:
        text = body.model_dump_json()
        account, pin = (body.account_number, body.pin) if isinstance(body, LsrBody) else ("", "")
        request_key = key or body.client_reference or f"{business}/{kind}"
        return Write(
            kind, request_key, bool(key) and self._honours_keys, self._ledger.hash(text), self._ledger.hash(account), self._ledger.hash(pin)
        )

    def _once(self, write: Write, real: datetime, effect: Callable[[], Order]) -> Answer:
        """Let a request take effect, or give the answer that the same key got before. Effect, count and answer are one commit."""
        with self._ledger.transaction():
            kept = self._kept(write)
            if kept is not None:
                return kept
            order = effect()
            at = self._stage.business_now(order.customer_reference)
            answer = {"kind": write.kind, "reference": order.reference, "version": order.version, "accepted_at": at.isoformat()}
            self._ledger.add(
                "writes",
                kind=write.kind,
                request_key=write.request_key,
                reference=order.reference,
                version=order.version,
                body_hash=write.body_hash,
                account_hash=write.account_hash,
                pin_hash=write.pin_hash,
                effect_at=real.isoformat(),
                business_at=at.isoformat(),
            )
            if write.keyed:
                self._ledger.add("answers", request_key=write.request_key, kind=write.kind, body_hash=write.body_hash, answer=answer)
        return answer

    def _kept(self, write: Write) -> Answer | None:
        if not write.keyed:
            return None
        rows = self._ledger.rows("SELECT kind, body_hash, answer FROM answers WHERE request_key = ?", write.request_key)
        if not rows:
            return None
        if (rows[0]["kind"], rows[0]["body_hash"]) != (write.kind, write.body_hash):
            raise Refusal(409, "key_used_for_another_request")
        kept: Answer = json.loads(rows[0]["answer"])
        return kept

    def _open(self, body: LsrBody) -> Order:
        _check(body)
        at = self._stage.business_now(body.customer_reference)
        count = self._ledger.rows("SELECT count(*) AS n FROM orders")[0]["n"]
        reference = f"RB-{count + 1:06d}"
        play = play_for(body.numbers, body.account_number)
        self._ledger.add(
            "orders",
            reference=reference,
            customer_reference=body.customer_reference,
            pon=body.pon,
            version=1,
            state=OrderState.RECEIVED,
            script=play.script,
            code=play.code,
            by_account=play.by_account,
            time_zone=body.time_zone,
            requested_foc=body.requested_foc.isoformat() if body.requested_foc else None,
            has_pin=bool(body.pin),
            supplements=0,
            received_at=at.isoformat(),
        )
        for number in body.numbers:
            self._ledger.add("lines", reference=reference, number=number, state="waiting", changed_at=at.isoformat())
        return self._answer_later(reference)

    def _supplement(self, reference: str, body: LsrBody) -> Order:
        _check(body)
        order = load(self._ledger, reference)
        at = self._stage.business_now(order.customer_reference)
        if order.state in (OrderState.COMPLETED, OrderState.CANCELLED):
            raise Refusal(409, "order_closed")
        if set(body.numbers) != set(order.lines):
            raise Refusal(422, "numbers_need_a_new_order", ("numbers",))
        if order.foc is not None and at > order.foc - BLACKOUT:
            raise Refusal(409, "too_near_the_foc")
        play = play_for(body.numbers, body.account_number)
        self._ledger.run(
            "UPDATE orders SET version = version + 1, supplements = supplements + 1, foc = NULL,"
            " state = ?, script = ?, code = ?, by_account = ?, requested_foc = ?, has_pin = ?, received_at = ? WHERE reference = ?",
            OrderState.RECEIVED,
            play.script,
            play.code,
            play.by_account,
            body.requested_foc.isoformat() if body.requested_foc else None,
            bool(body.pin),
            at.isoformat(),
            reference,
        )
        self._stage.drop(reference, (*MOVES, *REPLIES))
        return self._answer_later(reference)

    def _answer_later(self, reference: str) -> Order:
        order = load(self._ledger, reference)
        self._stage.plan(order, plan_reply(order.lsr))
        return order

    def _cancel(self, reference: str) -> Order:
        order = load(self._ledger, reference)
        at = self._stage.business_now(order.customer_reference)
        self._stage.plan(order, (plan_cancel(order.lsr, at, order.state, order.foc),))
        return order

    def _activate(self, reference: str, body: ActivationBody) -> Order:
        order = load(self._ledger, reference)
        at = self._stage.business_now(order.customer_reference)
        if order.state is not OrderState.CONFIRMED or order.foc is None or at < order.foc:
            raise Refusal(409, "not_yet_activatable")
        if not set(body.numbers) <= set(order.lines):
            raise Refusal(422, "invalid", ("numbers",))
        numbers = tuple(number for number in body.numbers or order.waiting if number in order.waiting)
        if numbers:
            self._stage.play(reference, Step.ACTIVATE, Details(numbers))
        return load(self._ledger, reference)


def portability(numbers: tuple[str, ...]) -> list[Answer]:
    verdicts = []
    for number in numbers:
        profile = profile_of(number)
        verdicts.append(
            {
                "number": number,
                "portable": not profile.reason,
                "reason": profile.reason or None,
                "losing_carrier": profile.losing_carrier,
                "losing_spid": profile.losing_spid,
                "rate_centre": profile.rate_centre,
                "state": profile.state,
                "line_type": profile.line_type,
                "needs_pin": profile.needs_pin,
                "simple": profile.simple,
            }
        )
    return verdicts


def _check(body: LsrBody) -> None:
    """What a carrier refuses at once, beyond the shape of the request."""
    wrong = []
    if len(set(body.numbers)) != len(body.numbers):
        wrong.append("numbers")
    if body.partial and body.btn in body.numbers and not body.replacement_btn:
        wrong.append("replacement_btn")
    if body.replacement_btn and body.replacement_btn in (body.btn, *body.numbers):
        wrong.append("replacement_btn")
    if wrong:
        raise Refusal(422, "invalid", tuple(wrong))
    _zone(body.time_zone)


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refusal(422, "invalid", ("time_zone",)) from error
