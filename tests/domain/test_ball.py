"""Whose turn is it?"""

import pytest

from domain.porting.ball import Ball, ball
from domain.porting.facts import WaitingFor
from domain.porting.order import FINISHED, OrderStatus


@pytest.mark.parametrize("status", OrderStatus)
def test_a_finished_order_is_nobodys_turn_and_any_other_is_somebodys(status):
    over = status in FINISHED or status is OrderStatus.EXPIRED
    assert (ball(status) is Ball.NOBODY) == over


@pytest.mark.parametrize("status", sorted(set(OrderStatus) - FINISHED))
def test_an_outcome_that_a_person_must_find_out_is_staffs_turn(status):
    assert ball(status, [WaitingFor.LSR_ANSWER, WaitingFor.STAFF]) is Ball.STAFF


def test_a_rejected_order_is_the_customers_turn():
    assert ball(OrderStatus.NEEDS_INPUT, [WaitingFor.CORRECTION]) is Ball.CUSTOMER
