"""Whose turn is it? One answer for lists, pages and mails."""

from collections.abc import Collection
from enum import StrEnum

from domain.porting.facts import WaitingFor
from domain.porting.order import FINISHED, OrderStatus


class Ball(StrEnum):
    CUSTOMER = "customer"
    US = "us"
    CARRIER = "carrier"
    STAFF = "staff"
    NOBODY = "nobody"


_BY_STATUS: dict[OrderStatus, Ball] = {
    **dict.fromkeys(FINISHED, Ball.NOBODY),
    OrderStatus.EXPIRED: Ball.NOBODY,
    OrderStatus.DRAFT: Ball.CUSTOMER,
    OrderStatus.AWAITING_SIGNATURE: Ball.CUSTOMER,
    OrderStatus.READY: Ball.CUSTOMER,
    OrderStatus.NEEDS_INPUT: Ball.CUSTOMER,
    OrderStatus.VALIDATING: Ball.US,
}


def ball(status: OrderStatus, waits: Collection[WaitingFor] = ()) -> Ball:
    """Who has to act next. waits: what the order's open carrier orders wait for; one that waits for a person of ours comes first."""
    if status not in FINISHED and WaitingFor.STAFF in waits:
        return Ball.STAFF
    return _BY_STATUS.get(status, Ball.CARRIER)
