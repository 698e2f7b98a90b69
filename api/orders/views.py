"""Orders as the doors show them: one set of shapes for JSON and pages, in the reader's words and without carriers' names for customers."""

from collections.abc import Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from pydantic import BaseModel, Field

from api.actions.orders.date_requests import wanted_days
from api.actions.orders.order_decisions import cancellation, correction, dating, rating, rescheduling, settling, signing_again
from api.actions.orders.order_ratings import RatingShown
from api.actions.orders.orders import OrderPapers, OrderSeen
from api.front.principals import Principal
from api.orders.timeline import TimelineLine
from api.orders.words import ToPutRight, ball_told, decision_told, next_told, to_put_right
from domain.access import Action
from domain.findings import Decision
from domain.ids import PortId, read_stream
from domain.porting.carrier_order import PortState
from domain.porting.facts import WaitingFor
from domain.porting.line import LineState
from domain.porting.order import OrderStatus
from store.orders.commands import StoredCommand
from store.orders.orders import CarrierOrderRow, LineRow, OrderRow
from words.portability import portability_told
from words.rejections import rejection_told
from words.states import line_state, order_status, port_state, waiting_for
from words.translation import Words


class OrderSummary(BaseModel):
    id: str = Field(examples=["po_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    location_id: str | None
    customer_reference: str
    status: OrderStatus = Field(description="A function of the order's parts and numbers; it is never set.")
    status_told: str = Field(description="The status in the reader's language.", examples=["With the carriers"])
    ball: str = Field(description="Who has to act: customer, us, carrier, staff or nobody.", examples=["carrier"])
    ball_told: str
    waiting_for: str
    waiting_for_told: str
    wait_until: datetime | None = Field(description="When waiting itself becomes news, in the organisation's own time.")
    losing_carrier: str
    number_count: int
    requested_foc: date | None
    foc: datetime | None = Field(description="The earliest confirmed moment of the order's parts.")
    rejection_codes: list[str]
    created_at: datetime
    submitted_at: datetime | None
    closed_at: datetime | None

    @classmethod
    def of(cls, row: OrderRow, words: Words, *, staff: bool = False) -> "OrderSummary":
        return cls(**_summary(row, words, staff))


class CarrierOrderView(BaseModel):
    """carrier and carrier_reference: for staff only."""

    n: int
    state: PortState
    state_told: str
    losing_carrier: str
    number_count: int
    foc: datetime | None
    requested_foc: date | None
    waiting_for: str
    waiting_for_told: str
    wait_until: datetime | None
    rejection_codes: list[str]
    carrier: str = ""
    carrier_reference: str = ""
    open_request: str = Field("", description="A request whose outcome staff must find out.")
    date_wanted: date | None = Field(None, description="Another day that the customer asked support for.")

    @classmethod
    def of(cls, part: CarrierOrderRow, seen: OrderSeen, words: Words, wanted: date | None, *, staff: bool) -> "CarrierOrderView":
        port = seen.whole.parts[part.n]
        inner = {"carrier": part.carrier, "carrier_reference": part.carrier_reference, "open_request": port.unknown_key}
        return cls(
            n=part.n,
            state=PortState(part.state),
            state_told=port_state(PortState(part.state), words),
            losing_carrier=part.losing_carrier,
            number_count=len(port.part.numbers),
            foc=part.foc,
            requested_foc=port.requested_foc,
            waiting_for=part.waiting_for,
            waiting_for_told=_waiting_told(part.waiting_for, words),
            wait_until=part.wait_until,
            rejection_codes=part.rejection_codes,
            date_wanted=wanted,
            **(inner if staff else {}),
        )


class NumberView(BaseModel):
    number: str = Field(examples=["+13035550100"])
    n: int | None = Field(description="The carrier order it belongs to, once there is one.")
    state: LineState
    state_told: str
    failure_code: str
    failure_told: str
    activated_at: datetime | None

    @classmethod
    def all_of(cls, rows: Sequence[LineRow], words: Words) -> "list[NumberView]":
        """Of most numbers the same is told, so it is put into words once."""
        told = {each: _line_told(*each, words) for each in {(row.state, row.failure_code) for row in rows}}
        return [cls(number=row.number, n=row.n, activated_at=row.activated_at, **told[row.state, row.failure_code]) for row in rows]


class ProblemView(BaseModel):
    """Something to put right before the order goes on."""

    n: int = Field(description="The carrier order it was said of; 0 for the whole order.")
    code: str
    wrong: str
    remedy: str
    who: str
    actor: str
    fields: list[str] = Field(description="Fields of the draft to correct.")
    field_names: list[str]
    paper: str = Field(description="Paper to be brought: bill, loa, csr or none.")
    signed_again: bool
    deadline: datetime | None

    @classmethod
    def of(cls, one: ToPutRight) -> "ProblemView":
        told = one.told
        return cls(
            n=one.n,
            code=told.code,
            wrong=told.wrong,
            remedy=told.remedy,
            who=told.who,
            actor=told.actor,
            fields=list(one.fields),
            field_names=list(one.field_names),
            paper=one.paper,
            signed_again=one.signed_again,
            deadline=one.deadline,
        )


class ActionView(BaseModel):
    """Something the caller may ask of the order, or may not and why."""

    action: str = Field(
        description="cancel, correct, ask_date, sign_again (mail the letter once more), rate; for staff reschedule, settle_outcome.",
        examples=["cancel"],
    )
    n: int = Field(description="The carrier order it is about; 0 for the whole order.")
    allowed: bool
    parts: list[int] = Field(description="The carrier orders it would reach; empty for all.")
    rule_id: str = Field(description="The rule that decided.", examples=["us-2026.1/cancel_cut_off"])
    code: str = Field(description="Why not, or what to be warned of.")
    wrong: str
    detail: str
    remedy: str

    @classmethod
    def of(cls, action: str, decision: Decision, words: Words, zone: str, n: int = 0, parts: Sequence[int] = ()) -> "ActionView":
        told = decision_told(decision, words, zone)
        said = {name: getattr(told, name) if told else "" for name in ("wrong", "detail", "remedy")}
        return cls(action=action, n=n, allowed=decision.allowed, parts=list(parts), rule_id=decision.rule_id, code=decision.code, **said)


class PaperView(BaseModel):
    id: str = Field(examples=["doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    kind: str = Field(description="bill, csr, loa (a signed letter with its evidence inside), authority or other.")
    state: str
    created_at: datetime


class ReviewedNumberView(BaseModel):
    """A number that was left for staff while the others went on."""

    number: str
    reason: str
    reason_told: str


class RatingView(BaseModel):
    stars: int = Field(description="From 1, bad, to 5, good.")
    text: str
    at: datetime = Field(description="In the organisation's own time.")

    @classmethod
    def of(cls, shown: RatingShown) -> "RatingView":
        return cls(stars=shown.stars, text=shown.text, at=shown.at)


class OrderView(OrderSummary):
    version: int = Field(description="Of what is shown: the position of its last fact. Send it as `seen`, or its ETag in If-Match.")
    time_zone: str
    next_told: str = Field(description="What comes next.")
    reopened: bool = Field(description="Whether its draft is open for correction, to be sent by a resubmission.")
    carrier_orders: list[CarrierOrderView]
    numbers: list[NumberView]
    problems: list[ProblemView]
    actions: list[ActionView]
    documents: list[PaperView]
    set_aside: list[ReviewedNumberView]
    rating: RatingView | None = Field(description="How the customer thought it went, for its administrators and our staff.")

    @classmethod
    def seen_by(cls, who: Principal, seen: OrderSeen, papers: OrderPapers, words: Words) -> "OrderView":
        staff, wanted = who.is_staff_for(Action.ORDER_READ), wanted_days(papers.tasks)
        return cls(
            **_summary(seen.row, words, staff),
            version=seen.position,
            time_zone=seen.zone,
            next_told=next_told(seen.row.status, seen.row.ball, words),
            reopened=papers.reopened,
            carrier_orders=[CarrierOrderView.of(part, seen, words, wanted.get(part.n), staff=staff) for part in seen.parts],
            numbers=NumberView.all_of(papers.lines, words),
            problems=[ProblemView.of(one) for one in to_put_right(seen, words)],
            actions=actions_of(who, seen, words, papers),
            documents=[PaperView(id=one.id, kind=one.kind, state=one.state, created_at=one.created_at) for one in papers.documents],
            set_aside=[
                ReviewedNumberView(
                    number=one.number, reason=one.reason, reason_told=portability_told(one.reason, words).wrong if one.reason else ""
                )
                for one in papers.set_aside
            ],
            rating=RatingView.of(papers.rating) if papers.rating and (staff or who.may(Action.ORDER_RATE)) else None,
        )


class TimelineView(BaseModel):
    position: int = Field(description="Rises over the whole order; the id of the event in the stream.")
    at: datetime = Field(description="In the organisation's own time.")
    kind: str = Field(examples=["foc_received"])
    n: int = Field(description="The carrier order; 0 for the whole order.")
    text: str
    details: list[str]
    tone: str = Field(description="done, wrong or plain.")
    by: str = Field(description="person, carrier or system.")
    actor: str
    reason: str

    @classmethod
    def of(cls, one: TimelineLine) -> "TimelineView":
        return cls(
            **{name: getattr(one, name) for name in TimelineLine.__dataclass_fields__ if name != "details"}, details=list(one.details)
        )


class CommandView(BaseModel):
    id: str = Field(examples=["cmd_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    order_id: str
    n: int = Field(description="The carrier order it was asked of; 0 for the whole order.")
    name: str = Field(examples=["cancel_order"])
    state: str = Field(description="accepted: on its way. done: the order took it. refused: see `code`.")
    code: str = Field(description="Why it was refused.")
    asked_at: datetime
    answered_at: datetime | None

    @classmethod
    def of(cls, command: StoredCommand) -> "CommandView":
        stream, answer = read_stream(command.stream), command.answer or {}
        order_id, n = (stream.order_id, stream.n) if isinstance(stream, PortId) else (stream, 0)
        return cls(
            id=command.id,
            order_id=order_id,
            n=n,
            name=command.name,
            state=command.state,
            code=answer.get("code", ""),
            asked_at=command.asked_at,
            answered_at=command.answered_at,
        )


class CommandsView(BaseModel):
    """What became of what was asked. With a 202 it is on its way: ask for the command again until it is done or refused."""

    status: OrderStatus = Field(description="Of the order, now.")
    commands: list[CommandView]

    @classmethod
    def of(cls, status: str, commands: Sequence[StoredCommand]) -> "CommandsView":
        return cls(status=OrderStatus(status), commands=[CommandView.of(each) for each in commands])


def actions_of(who: Principal, seen: OrderSeen, words: Words, papers: OrderPapers | None = None) -> list[ActionView]:
    """What the caller's role may ask of orders, each with the decision on this one. papers: to decide on what goes by them, too."""
    shown: list[ActionView] = []
    if papers and papers.letter and who.may(Action.LOA_REQUEST):
        shown.append(ActionView.of("sign_again", signing_again(seen, papers.letter), words, seen.zone))
    if papers and seen.submitted and who.may(Action.ORDER_RATE):
        shown.append(ActionView.of("rate", rating(seen, given=papers.rating is not None), words, seen.zone))
    return [*_of_order(who, seen, words), *shown] if seen.submitted else shown


def _of_order(who: Principal, seen: OrderSeen, words: Words) -> list[ActionView]:
    shown: list[ActionView] = []
    if who.may(Action.ORDER_CANCEL):
        scope = cancellation(seen)
        shown.append(ActionView.of("cancel", scope.decision, words, seen.zone, parts=() if scope.whole else scope.parts))
    if who.may(Action.ORDER_CORRECT):
        scope = correction(seen, staff=who.is_staff_for(Action.ORDER_CORRECT))
        shown.append(ActionView.of("correct", scope.decision, words, seen.zone, parts=scope.parts))
    for port in seen.ports:
        n = port.port_id.n
        if who.may(Action.ORDER_COMMENT) and not who.is_staff_for(Action.ORDER_COMMENT):
            shown.append(ActionView.of("ask_date", dating(seen, port), words, seen.zone, n))
        if who.may(Action.DESK_RESCHEDULE):
            shown.append(ActionView.of("reschedule", rescheduling(seen, port), words, seen.zone, n))
        if who.may(Action.DESK_REPAIR) and port.unknown_key:
            shown.append(ActionView.of("settle_outcome", settling(seen, port), words, seen.zone, n))
    return shown


_AS_STORED = tuple(name for name in OrderSummary.model_fields if not name.endswith("_told"))
_stored = attrgetter(*_AS_STORED)


def _summary(row: OrderRow, words: Words, staff: bool) -> dict[str, Any]:
    return {
        **dict(zip(_AS_STORED, _stored(row), strict=True)),
        "status": OrderStatus(row.status),
        "status_told": order_status(OrderStatus(row.status), words),
        "ball_told": ball_told(row.ball, words, staff=staff),
        "waiting_for_told": _waiting_told(row.waiting_for, words),
    }


def _line_told(state: str, code: str, words: Words) -> dict[str, Any]:
    failure = rejection_told(code, words).wrong if code else ""
    return {"state": LineState(state), "state_told": line_state(LineState(state), words), "failure_code": code, "failure_told": failure}


def _waiting_told(what: str, words: Words) -> str:
    return waiting_for(WaitingFor(what), words) if what else ""
