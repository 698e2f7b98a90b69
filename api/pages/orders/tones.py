"""Which colour says how an order or a number fares."""

from collections.abc import Mapping

from domain.porting.line import LineState
from domain.porting.order import OrderStatus

TONES: Mapping[str, str] = {
    OrderStatus.AWAITING_SIGNATURE: "warn",
    OrderStatus.NEEDS_INPUT: "bad",
    OrderStatus.FOC_CONFIRMED: "good",
    OrderStatus.PORTED: "good",
    OrderStatus.PARTIALLY_PORTED: "warn",
    OrderStatus.CANCELLING: "warn",
    OrderStatus.FAILED: "bad",
    OrderStatus.SNAPPED_BACK: "bad",
    LineState.ACTIVE: "good",
}
