"""Whose turn it is with an order, what comes next, and what is to be put right: in the reader's words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from api.actions.orders.orders import OrderSeen
from api.refusals.doors import explained
from domain.findings import Decision
from domain.policy.deadlines import correction_deadline
from domain.porting.ball import Ball
from domain.porting.carrier_order import PortState
from domain.porting.order import OrderStatus
from domain.porting.rejections import Acts, remedy
from words.fields import field_name
from words.findings import FINDINGS
from words.refusals import REFUSALS, refusal_told
from words.rejections import rejection_told
from words.sentence import Explanation, explain, marked
from words.translation import Words

_S = OrderStatus
BALLS: Mapping[str, tuple[str, str]] = {
    "customer": (marked("You"), marked("The customer")),
    "us": (marked("Portwright"), marked("Portwright")),
    "carrier": (marked("The carriers"), marked("The carriers")),
    "staff": (marked("Our support"), marked("Support")),
    "nobody": (marked("Nobody"), marked("Nobody")),
}

NEXT: Mapping[OrderStatus, str] = {
    _S.DRAFT: marked("Complete the draft, have the letter of authorization signed, then submit it."),
    _S.AWAITING_SIGNATURE: marked("The authorized signer signs the letter of authorization by the mailed link."),
    _S.READY: marked("Everything is there: submit it."),
    _S.EXPIRED: marked("The draft was left too long and has expired. Begin a new one."),
    _S.VALIDATING: marked("We check the order and send it to the carriers; that takes minutes."),
    _S.NEEDS_INPUT: marked("Correct what is named here and send it again; nothing moves before."),
    _S.SUBMITTED: marked("The present carrier answers with a date, usually within a few business days."),
    _S.FOC_CONFIRMED: marked("The numbers move on the agreed date. Keep the present service running until each is confirmed."),
    _S.ACTIVATING: marked("The numbers are moving; each is confirmed on its own. Calls may still reach the old service for a while."),
    _S.PARTIALLY_PORTED: marked("Some numbers work here and some did not move. Begin a new order for those that are still wanted."),
    _S.PORTED: marked("Every number works here. Call each of them before you publish it, then close the old service."),
    _S.CANCELLING: marked("The carrier answers to the cancellation, usually within a business day."),
    _S.CANCELLED: marked("Nothing moves. The numbers stay where they are and can be ordered again."),
    _S.FAILED: marked("No number moved; they stay with the present carrier."),
    _S.SNAPPED_BACK: marked("The old carrier took the numbers back. Ask our support what it says."),
}


SUPPORT_CORRECTS = marked("Our support settles it with the carriers and writes what comes next; nothing moves before.")


@dataclass(frozen=True, slots=True)
class ToPutRight:
    """One thing that keeps an order from going on. n: the carrier order it was said of, 0 for all.

    fields: of the draft, to be corrected; field_names: what they are called.
    """

    n: int
    told: Explanation
    fields: tuple[str, ...]
    field_names: tuple[str, ...]
    paper: str
    signed_again: bool
    deadline: datetime | None


def ball_told(ball: str, words: Words, *, staff: bool) -> str:
    own, others = BALLS[ball]
    return words.gettext(others if staff else own)


def next_told(status: str, ball: str, words: Words) -> str:
    """What comes next. A correction that is not the customer's to make is no work of theirs."""
    if status == _S.NEEDS_INPUT and ball == Ball.STAFF:
        return words.gettext(SUPPORT_CORRECTS)
    return words.gettext(NEXT[OrderStatus(status)])


def to_put_right(seen: OrderSeen, words: Words) -> tuple[ToPutRight, ...]:
    """What preflight found, or what losing carriers said, as long as it stands."""
    return (*_of_preflight(seen, words), *_of_carriers(seen, words))


def decision_told(decision: Decision, words: Words, zone: str) -> Explanation | None:
    """The sentences of a refusal, or of a permission with a warning; None for a plain permission."""
    if not decision.code:
        return None
    return refusal_told(decision, words, zone) if decision.code in REFUSALS else explained(decision.code, words, decision.params)


def _of_preflight(seen: OrderSeen, words: Words) -> Iterator[ToPutRight]:
    for code in seen.whole.order.codes:
        yield ToPutRight(0, explain(code, FINDINGS, words), (), (), "", False, None)


def _of_carriers(seen: OrderSeen, words: Words) -> Iterator[ToPutRight]:
    for part in seen.parts:
        if part.state != PortState.REJECTED:
            continue
        since = seen.whole.parts[part.n].since
        deadline = correction_deadline(since, seen.book) if since else None
        for code in part.rejection_codes:
            cure = remedy(code)
            due = words.when(deadline, seen.zone) if deadline else ""
            names = tuple(field_name(field, words) for field in cure.fields)
            theirs = deadline if cure.acts is Acts.CUSTOMER else None
            told = rejection_told(code, words, deadline=due)
            yield ToPutRight(part.n, told, cure.fields, names, cure.paper, cure.needs_new_loa, theirs)
