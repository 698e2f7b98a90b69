"""A carrier order is the fold of its log, and the same notices end in the same state, in whatever order they come."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import PortId, order_stream, read_stream
from domain.porting import carrier_order, draft, line
from domain.porting import facts as f
from domain.porting.carrier_order import IllegalTransition, PortEvent, PortState
from domain.porting.carrier_port import CarrierPort, fold, opened
from domain.porting.commands import Command, CommandRefused, SettleOutcome, port_fact
from domain.porting.desk import TaskKind, tasks_closed
from domain.porting.hearing import hear
from domain.porting.line import LineState
from domain.porting.notices import CarrierNotice, NoticeKind, notice_id

NUMBERS = ("+13035550100", "+13035550101", "+13035550102")
START = datetime(2026, 11, 2, 15, tzinfo=UTC)
FOC = START + timedelta(days=8)
PART = f.Part(1, "rehearsal", NUMBERS, "9999", simple=False)


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


def submitted() -> CarrierPort:
    return opened(PortId("po_1", 1), PART).record(f.Entry(1, START, "system", f.LsrSubmitted("po_1/1/submit/0", "RC-1", 1)))


def notice(kind: NoticeKind, at: datetime, numbers: tuple[str, ...] = (), foc: datetime | None = None) -> CarrierNotice:
    codes = ("account_number_mismatch",) if kind is NoticeKind.REJECTED else ()
    told = notice_id("rehearsal", "RC-1", kind, numbers=numbers, foc=foc, codes=codes, version=1)
    return CarrierNotice(told, "rehearsal", "RC-1", kind, at, numbers, foc, codes, 1)


def told(port: CarrierPort, notices: Sequence[CarrierNotice]) -> CarrierPort:
    for one in notices:
        port = fold(port, hear(port, (one,), hours(500)))
    return port


ACTIVE = [notice(NoticeKind.NUMBER_ACTIVE, FOC + timedelta(minutes=i), (number,)) for i, number in enumerate(NUMBERS)]
HISTORIES: dict[str, list[CarrierNotice]] = {
    "ordinary": [notice(NoticeKind.ACKNOWLEDGED, hours(1)), notice(NoticeKind.FOC, hours(4), foc=FOC), *ACTIVE],
    "moved foc": [
        notice(NoticeKind.FOC, hours(4), foc=FOC),
        notice(NoticeKind.FOC, hours(9), foc=FOC + timedelta(days=1)),
        notice(NoticeKind.FOC_WITHDRAWN, hours(12)),
        notice(NoticeKind.FOC, hours(20), foc=FOC + timedelta(days=3)),
    ],
    "rejected after the foc went by": [notice(NoticeKind.FOC, hours(4), foc=FOC), notice(NoticeKind.REJECTED, FOC + timedelta(hours=2))],
    "rejected after foc": [notice(NoticeKind.FOC, hours(4), foc=FOC), notice(NoticeKind.REJECTED, hours(9))],
    "accepted after all": [notice(NoticeKind.REJECTED, hours(4)), notice(NoticeKind.FOC, hours(9), foc=FOC), *ACTIVE[:2]],
    "partial": [
        notice(NoticeKind.FOC, hours(4), foc=FOC),
        *ACTIVE[:2],
        notice(NoticeKind.NUMBER_FAILED, FOC + timedelta(hours=1), NUMBERS[2:]),
    ],
    "failed, then active": [notice(NoticeKind.NUMBER_FAILED, FOC, NUMBERS[:1]), *ACTIVE],
    "snapped back": [*ACTIVE, notice(NoticeKind.SNAPPED_BACK, FOC + timedelta(hours=5), NUMBERS[:1])],
}


def outcome(port: CarrierPort) -> tuple[object, ...]:
    state = PortState.ACTIVATING if port.moved and port.state is PortState.FOC_CONFIRMED else port.state
    return state, dict(port.lines), port.foc if not port.moved else None


@pytest.mark.parametrize("name", HISTORIES)
def test_notices_converge_in_every_order(name: str) -> None:
    history = HISTORIES[name]
    straight = outcome(told(submitted(), history))
    for order in permutations(history):
        assert outcome(told(submitted(), order)) == straight, [one.kind for one in order]


@given(st.sampled_from(sorted(HISTORIES)), st.lists(st.integers(0, 30), max_size=12), st.randoms(use_true_random=False))
def test_doubled_and_reordered_notices_change_nothing(name, repeats, chance):
    history = HISTORIES[name]
    noisy = history + [history[i % len(history)] for i in repeats]
    chance.shuffle(noisy)
    assert outcome(told(submitted(), noisy)) == outcome(told(submitted(), history))


@given(st.sampled_from(sorted(HISTORIES)))
def test_one_batch_ends_where_one_by_one_ends(name):
    history = HISTORIES[name]
    port = submitted()
    assert outcome(fold(port, hear(port, history, hours(500)))) == outcome(told(port, history))


@given(st.lists(st.sampled_from([one for history in HISTORIES.values() for one in history]), max_size=20))
def test_whatever_is_heard_folds_again_to_the_same_order(history):
    port = submitted()
    log: list[f.Entry] = []
    for one in history:
        entries = hear(port, (one,), hours(500))
        log.extend(entries)
        port = fold(port, entries)
    assert fold(submitted(), log) == port
    assert [entry.seq for entry in log] == list(range(2, 2 + len(log)))
    assert set(port.lines) == set(NUMBERS)


def test_an_unknown_number_is_set_aside_and_moves_nothing():
    stray = notice(NoticeKind.NUMBER_ACTIVE, FOC, ("+12125550199",))
    (entry,) = hear(submitted(), (stray,), START)
    assert isinstance(entry.fact, f.NoticeSetAside)
    assert entry.fact.why == "unknown_number"


def test_an_answer_to_an_older_version_is_overtaken():
    port = submitted()
    for fact in (
        f.LsrRejected(("pin_invalid",), hours(4), answers=1),
        f.CorrectionAccepted(2),
        f.LsrSupplemented("po_1/1/supplement/3", 2, 2),
    ):
        port = port.record(f.Entry(port.seq + 1, hours(5), "system", fact))
    (entry,) = hear(port, (notice(NoticeKind.FOC, hours(6), foc=FOC),), hours(6))
    assert isinstance(entry.fact, f.NoticeSetAside)
    assert entry.fact.why == "overtaken"


def test_a_moved_foc_asks_the_gates_again():
    port = told(submitted(), HISTORIES["ordinary"][:2])
    port = port.record(f.Entry(port.seq + 1, hours(30), "system", f.ReadinessChecked(f.Gate.EARLY, FOC)))
    assert port.gates == (f.Gate.EARLY,)
    assert told(port, [notice(NoticeKind.FOC, hours(31), foc=FOC + timedelta(days=2))]).gates == ()


TABLES = [
    (carrier_order.TRANSITIONS, carrier_order.TERMINAL, PortState.PREPARED, PortState),
    (line.TRANSITIONS, line.TERMINAL, LineState.WAITING, LineState),
    (draft.TRANSITIONS, draft.TERMINAL, draft.DraftState.DRAFT, draft.DraftState),
]


@pytest.mark.parametrize(("transitions", "terminal", "first", "states"), TABLES)
def test_every_state_is_reached_and_ends(transitions, terminal, first, states):
    def reach(start):
        found, todo = {start}, [start]
        while todo:
            here = todo.pop()
            new = {after for (before, _), after in transitions.items() if before is here} - found
            found |= new
            todo += new
        return found

    assert reach(first) == set(states)
    assert terminal
    assert all(reach(state) & terminal for state in states)


@pytest.mark.parametrize("state", PortState)
@pytest.mark.parametrize("event", PortEvent)
def test_what_is_not_in_the_table_is_refused(state, event):
    if (state, event) in carrier_order.TRANSITIONS:
        assert carrier_order.after(state, event) in PortState
    else:
        with pytest.raises(IllegalTransition):
            carrier_order.after(state, event)


@given(st.sampled_from(sorted(HISTORIES)), st.sampled_from(list(NoticeKind)))
def test_a_closed_order_stays_closed(name, kind):
    port = told(submitted(), HISTORIES["ordinary"])
    for fact in (f.PortVerified(), f.PortClosed()):
        port = port.record(f.Entry(port.seq + 1, hours(600), "system", fact))
    late = told(port, [notice(kind, hours(700), foc=FOC if kind is NoticeKind.FOC else None), *HISTORIES[name]])
    assert late.state is PortState.CLOSED
    assert late.lines == port.lines


def test_streams_are_read_back():
    assert read_stream(order_stream("po_1")) == "po_1"
    assert read_stream(PortId("po_1", 3).stream) == PortId("po_1", 3)
    with pytest.raises(ValueError, match="not a stream"):
        read_stream("carrier-port")


def test_an_order_that_ends_asks_nobody_about_a_write_whose_outcome_is_unknown() -> None:
    port = submitted()
    for fact in (f.CancelAsked(), f.OutcomeUnknown("po_1/1/cancel/2")):
        port = port.record(f.Entry(port.seq + 1, hours(1), "system", fact))
    ended = told(port, [notice(NoticeKind.CANCELLED, hours(2))])
    assert ended.closed
    with pytest.raises(CommandRefused, match="nothing_to_settle"):
        port_fact(ended, Command("cmd_1", "usr_1", SettleOutcome("po_1/1/cancel/2")))
    closing = f.Entry(ended.seq, hours(2), "system", f.PortCancelled(hours(2)))
    assert (TaskKind.OUTCOME_UNKNOWN, "") in tasks_closed(closing)


def entered(port: CarrierPort, *facts: f.Fact) -> CarrierPort:
    for fact in facts:
        port = port.record(f.Entry(port.seq + 1, hours(1), "system", fact))
    return port


def test_a_refusal_after_the_agreed_moment_is_a_correction_to_make() -> None:
    due = entered(submitted(), f.FocReceived(FOC, hours(4)), f.ActivationDue(FOC))
    refused = told(due, [notice(NoticeKind.REJECTED, FOC + timedelta(hours=1))])
    assert (refused.state, refused.foc) == (PortState.REJECTED, None)
    partly = told(told(due, ACTIVE[:1]), [notice(NoticeKind.REJECTED, FOC + timedelta(hours=1))])
    assert partly.state is PortState.ACTIVATING


def test_a_refused_cancellation_leads_back_to_where_the_order_was() -> None:
    refused = f.CancelRefused(hours(9))
    rejected = f.LsrRejected(("other",), hours(2))
    assert entered(submitted(), f.CancelAsked(), refused).state is PortState.SUBMITTED
    assert entered(submitted(), rejected, f.CancelAsked(), refused).state is PortState.REJECTED
    assert entered(submitted(), f.CancelAsked(), rejected, refused).state is PortState.REJECTED
    corrected = (rejected, f.CorrectionAccepted(2), f.LsrSupplemented("po_1/1/supplement/3", 2, 2))
    assert entered(submitted(), *corrected, f.CancelAsked(), refused).state is PortState.SUBMITTED
    assert entered(submitted(), f.FocReceived(FOC, hours(3)), f.CancelAsked(), f.CancelRefused(hours(9), "", True)).state is (
        PortState.FOC_CONFIRMED
    )
