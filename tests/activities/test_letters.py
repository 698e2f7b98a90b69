"""Every fact that announces something has a letter, and the letter says what was true when the fact was recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from activities.letters import COMPOSERS, compose
from domain.ids import PortId, order_stream
from domain.policy.rulebook import rulebook
from domain.porting import facts as f
from domain.porting.announcements import announcements, outcome_announcements
from domain.porting.order import OrderStatus
from notifications.message import Message
from notifications.messages.completion import OrderPartlyCompleted
from notifications.messages.foc import FocMoved
from notifications.messages.order import OrderRejected
from notifications.render import render
from store.facts import Told, fingerprint
from store.outgoing.letters import Occasion
from store.projections.change import folded
from words.translation import Words

NUMBERS = ("+13035550100", "+13035550101", "+13035550102")
AT = datetime(2026, 11, 2, 15, tzinfo=UTC)
FOC = AT + timedelta(days=9)
PORT = PortId("po_1", 1)
OPENED: list[f.Fact] = [f.OrderSubmitted(1, "us-2026.1", NUMBERS, ("+13035550109",))]
SPLIT: list[f.Fact] = [*OPENED, f.OrderSplit(1, (f.Part(1, "rehearsal", NUMBERS, "9999", False),))]
SENT: list[f.Fact] = [f.LsrSubmitted("po_1/1/submit/0", "RB-1", 1)]
AGREED: list[f.Fact] = [*SENT, f.FocReceived(FOC, AT + timedelta(hours=4))]
DUE: list[f.Fact] = [*AGREED, f.ActivationDue(FOC)]


def occasion(order: list[f.Fact], port: list[f.Fact]) -> Occasion:
    """About the last fact of the carrier order, or of the order where that has none."""
    streams = [(order_stream("po_1"), order), (PORT.stream, port)]
    log = [(stream, f.Entry(seq, AT, "system", fact)) for stream, facts in streams for seq, fact in enumerate(facts, 1)]
    told = [Told(stream, position, entry, fingerprint(stream, entry)) for position, (stream, entry) in enumerate(log)]
    return Occasion(
        order_id="po_1",
        n=1 if port else 0,
        entry=told[-1].entry,
        before=folded("po_1", told[:-1]),
        after=folded("po_1", told),
        losing_carrier="Rehearsal Bell",
        requested_foc=date(2026, 11, 11),
        zone="America/Denver",
        book=rulebook(),
        cancelled_by_staff=False,
    )


OCCASIONS = {
    "order_received": occasion(OPENED, []),
    "order_waits_for_staff": occasion(OPENED, []),
    "problem_found": occasion([*OPENED, f.PreflightFailed(1, ("bill.stale",))], []),
    "order_submitted": occasion(SPLIT, SENT),
    "order_rejected": occasion(SPLIT, [*SENT, f.LsrRejected(("pin_invalid", "field:btn", "no such code"), AT)]),
    "correction_reminder": occasion(SPLIT, [*SENT, f.LsrRejected(("pin_invalid",), AT), f.CorrectionReminded()]),
    "foc_confirmed": occasion(SPLIT, AGREED),
    "foc_moved": occasion(SPLIT, [*AGREED, f.FocReceived(FOC + timedelta(days=1), AT + timedelta(hours=9))]),
    "foc_tomorrow": occasion(SPLIT, [*AGREED, f.ReadinessChecked(f.Gate.LAST, FOC)]),
    "foc_withdrawn": occasion(SPLIT, [*AGREED, f.FocWithdrawn(AT + timedelta(hours=9))]),
    "activation_late": occasion(SPLIT, [*DUE, f.SilenceNoticed(f.WaitingFor.ACTIVATION, FOC)]),
    "cancel_refused": occasion(SPLIT, [*AGREED, f.CancelAsked(), f.CancelRefused(AT, foc_stands=True)]),
    "order_cancelled": occasion(SPLIT, [*SENT, f.PortCancelled(AT)]),
    "order_completed": occasion(SPLIT, [*DUE, f.NumbersActivated(NUMBERS, FOC), f.PortSettled()]),
    "order_partly_completed": occasion(
        SPLIT, [*DUE, f.NumbersActivated(NUMBERS[:2], FOC), f.NumbersFailed(NUMBERS[2:], ("number_not_active",), FOC), f.PortSettled()]
    ),
}


def test_there_is_an_occasion_for_every_letter():
    assert OCCASIONS.keys() == COMPOSERS.keys()


@pytest.mark.parametrize("name", OCCASIONS)
def test_every_letter_can_be_written(name):
    written = compose(name, OCCASIONS[name])
    assert isinstance(written, Message)
    assert written.template == name
    assert "po_1" in render(written, Words(), "https://portwright.example").text


@pytest.mark.parametrize("name", OCCASIONS)
def test_its_fact_announces_it(name):
    told = OCCASIONS[name]
    stream = PORT.stream if told.n else order_stream("po_1")
    known = told.n > 0 and told.port_before.foc is not None
    said = announcements(stream, told.entry, order_id="po_1", foc_known=known)
    ended = outcome_announcements("po_1", OrderStatus.ACTIVATING, told.after.status)
    assert name in {each.message for each in (*said, *ended)}


def test_a_moved_foc_names_the_one_before():
    written = compose("foc_moved", OCCASIONS["foc_moved"])
    assert isinstance(written, FocMoved)
    assert written.previous_foc == FOC


def test_a_rejection_names_fields_and_keeps_unknown_codes():
    written = compose("order_rejected", OCCASIONS["order_rejected"])
    assert isinstance(written, OrderRejected)
    named = [(each.code, each.fields) for each in written.rejections]
    assert named == [
        ("pin_invalid", ("pin",)),
        ("other", ("btn",)),
        ("unrecognised", ()),
    ]


def test_a_partial_end_tells_which_moved_and_which_did_not():
    written = compose("order_partly_completed", OCCASIONS["order_partly_completed"])
    assert isinstance(written, OrderPartlyCompleted)
    assert (written.active, written.waiting, written.failed) == (NUMBERS[:2], (), NUMBERS[2:])
