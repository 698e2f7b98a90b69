"""Whatever is asked and told of a carrier order, in whatever order: no number is lost, no line in two states, closed stays closed (T6)."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.ids import PortId
from domain.policy.deadlines import CarrierDays
from domain.policy.rulebook import rulebook
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.carrier_port import CarrierPort, fold, opened
from domain.porting.commands import CancelPort, Command, CommandRefused, CorrectPort, MoveFoc, PortAsk, SettleOutcome, port_fact
from domain.porting.facts import WaitingFor
from domain.porting.hearing import follows, hear
from domain.porting.line import OPEN, LineState
from domain.porting.notices import CarrierNotice, NoticeKind, notice_id
from domain.porting.order import OrderStatus, PartView, PortOrder, order_status
from domain.porting.steps import Send, next_send, request_key
from domain.porting.waiting import time_brings, wait_of

NUMBERS = ("+13035550100", "+13035550101", "+13035550102")
PART = f.Part(1, "rehearsal", NUMBERS, "9999", simple=False)
START = datetime(2026, 11, 2, 15, tzinfo=UTC)
BOOK = rulebook()
DAYS = CarrierDays("America/Denver", BOOK.holidays("9999"))
_GONE_FROM_OPEN = frozenset(LineState) - OPEN


class CarrierPortMachine(RuleBasedStateMachine):
    """Plays workflow, carrier, customer and clock against the fold."""

    def __init__(self) -> None:
        super().__init__()
        self.port = opened(PortId("po_1", 1), PART)
        self.log: list[f.Entry] = []
        self.told: list[CarrierNotice] = []
        self.keys: list[str] = []
        self.at = START
        self.asked = 0

    def add(self, *facts: f.Fact) -> None:
        for fact in facts:
            self._keep(f.Entry(self.port.seq + 1, self.at, "system", fact))
        for fact in follows(self.port):
            self._keep(f.Entry(self.port.seq + 1, self.at, "system", fact))

    def _keep(self, entry: f.Entry) -> None:
        self.log.append(entry)
        self.port = self.port.record(entry)

    def tell(self, notices: tuple[CarrierNotice, ...]) -> None:
        entries = hear(self.port, notices, self.at)
        self.log.extend(entries)
        self.port = fold(self.port, entries)

    # the workflow

    @precondition(lambda self: next_send(self.port) is not None)
    @rule(outcome=st.sampled_from(["written", "written", "written", "refused", "unknown"]))
    def send(self, outcome: str) -> None:
        due = next_send(self.port)
        assert due is not None
        key = request_key(self.port, due)
        if outcome == "unknown":
            self.add(f.OutcomeUnknown(key))
            return
        assert key not in self.keys, "sent twice under one key"
        self.keys.append(key)
        self.add(self._written(due, key) if outcome == "written" else self._refused(due))

    def _written(self, due: Send, key: str) -> f.Fact:
        version = self.port.lsr_version + 1
        match due:
            case Send.SUBMIT:
                return f.LsrSubmitted(key, "RC-1", 1, version)
            case Send.SUPPLEMENT:
                return f.LsrSupplemented(key, max(self.port.correction, 1), version)
            case Send.CANCEL:
                return f.CancelSent(key) if self.port.reference else f.PortCancelled(self.at)

    def _refused(self, due: Send) -> f.Fact:
        stands = self.port.foc is not None
        match due:
            case Send.SUBMIT:
                return f.LsrRejected(("other",), self.at)
            case Send.SUPPLEMENT:
                return f.SupplementRefused("other", stands)
            case Send.CANCEL:
                return f.CancelRefused(self.at, "other", stands) if self.port.reference else f.PortCancelled(self.at)

    @rule()
    def let_time_bring_what_it_brings(self) -> None:
        wait = wait_of(self.port, self.at, BOOK, DAYS)
        if wait.until is None:
            return
        self.at = max(self.at, wait.until)
        match wait.waiting_for:
            case WaitingFor.GATE if self.port.foc is not None:
                self.add(f.ReadinessChecked(f.Gate.LAST, self.port.foc))
            case WaitingFor.VERIFICATION:
                self.add(f.PortVerified())
            case _:
                self.add(*time_brings(self.port, wait.waiting_for, BOOK))

    # the carrier

    @precondition(lambda self: bool(self.port.reference))
    @rule(
        kind=st.sampled_from(NoticeKind),
        numbers=st.sets(st.sampled_from(NUMBERS), max_size=3),
        days=st.integers(1, 9),
        version=st.integers(0, 3),
        late=st.integers(0, 48),
    )
    def hear_something(self, kind: NoticeKind, numbers: set[str], days: int, version: int, late: int) -> None:
        named = tuple(sorted(numbers)) if kind not in (NoticeKind.FOC, NoticeKind.FOC_WITHDRAWN, NoticeKind.CANCELLED) else ()
        foc = self.at + timedelta(days=days) if kind is NoticeKind.FOC else None
        key = notice_id("rehearsal", "RC-1", kind, numbers=named, foc=foc, codes=(), version=version)
        notice = CarrierNotice(key, "rehearsal", "RC-1", kind, self.at - timedelta(hours=late), named, foc, (), version)
        self.told.append(notice)
        self.tell((notice,))

    @precondition(lambda self: bool(self.told))
    @rule(which=st.integers(0, 99))
    def hear_it_again(self, which: int) -> None:
        notice = self.told[which % len(self.told)]
        again = notice.notice_id in self.port.seen
        before = self.port
        self.tell((notice,))
        assert not again or self.port == before, "told twice and heard twice"

    # people

    @rule(ask=st.sampled_from([CancelPort(), CorrectPort(2), CorrectPort(3), MoveFoc(START.date()), MoveFoc(START.date(), expedite=True)]))
    def ask(self, ask: PortAsk) -> None:
        self._ask(ask)

    @precondition(lambda self: bool(self.port.unknown_key))
    @rule(found=st.booleans())
    def settle(self, found: bool) -> None:
        self._ask(SettleOutcome(self.port.unknown_key, "RC-1" if found else ""))

    def _ask(self, ask: PortAsk) -> None:
        self.asked += 1
        before = self.port
        try:
            self.add(port_fact(self.port, Command(f"cmd_{self.asked}", "usr_1", ask)))
        except CommandRefused:
            assert self.port == before
            return
        assert not before.closed, "a closed order took a command"

    @rule(hours=st.integers(1, 200))
    def wait(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    # what always holds

    @invariant()
    def every_number_is_in_one_state(self) -> None:
        assert tuple(self.port.lines) == NUMBERS

    @invariant()
    def the_fold_is_the_record(self) -> None:
        assert fold(opened(PortId("po_1", 1), PART), self.log) == self.port
        assert [entry.seq for entry in self.log] == list(range(1, len(self.log) + 1))

    @invariant()
    def an_ended_order_has_no_number_under_way(self) -> None:
        if self.port.closed or self.port.state is PortState.COMPLETED:
            assert set(self.port.lines.values()) <= _GONE_FROM_OPEN

    @invariant()
    def closed_stays_closed(self) -> None:
        seen_closed = False
        port: CarrierPort = opened(PortId("po_1", 1), PART)
        for entry in self.log:
            port = port.record(entry)
            assert not seen_closed or port.closed
            seen_closed = port.closed

    @invariant()
    def line_and_order_agree(self) -> None:
        counts = PartView(self.port.state, Counter(self.port.lines.values()))
        order = replace(PortOrder("po_1"), parts=(PART,))
        status = order_status(order, [counts])
        if status is OrderStatus.PORTED:
            assert set(self.port.lines.values()) == {LineState.ACTIVE}

    @invariant()
    def something_is_always_waited_for(self) -> None:
        if not self.port.closed and next_send(self.port) is None:
            wait = wait_of(self.port, self.at, BOOK, DAYS)
            assert wait.until is not None or wait.waiting_for in (WaitingFor.STAFF, WaitingFor.CORRECTION)


TestCarrierPortMachine = CarrierPortMachine.TestCase
TestCarrierPortMachine.settings = settings(max_examples=200, stateful_step_count=30, deadline=None)
