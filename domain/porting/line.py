"""The states of one number on its way to us."""

from enum import StrEnum


class LineState(StrEnum):
    WAITING = "waiting"
    PORTING = "porting"
    ACTIVE = "active"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SNAPPED_BACK = "snapped_back"


class LineEvent(StrEnum):
    SENT = "sent"
    ACTIVATED = "activated"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SNAPPED_BACK = "snapped_back"


_S, _E = LineState, LineEvent

# Activation is what the network did: it outweighs a failure or cancellation that was told before it.
TRANSITIONS: dict[tuple[LineState, LineEvent], LineState] = {
    (_S.WAITING, _E.SENT): _S.PORTING,
    (_S.WAITING, _E.FAILED): _S.FAILED,
    (_S.WAITING, _E.CANCELLED): _S.CANCELLED,
    (_S.PORTING, _E.ACTIVATED): _S.ACTIVE,
    (_S.PORTING, _E.FAILED): _S.FAILED,
    (_S.PORTING, _E.CANCELLED): _S.CANCELLED,
    (_S.FAILED, _E.ACTIVATED): _S.ACTIVE,
    (_S.CANCELLED, _E.ACTIVATED): _S.ACTIVE,
    (_S.PORTING, _E.SNAPPED_BACK): _S.SNAPPED_BACK,
    (_S.ACTIVE, _E.SNAPPED_BACK): _S.SNAPPED_BACK,
}
OPEN = frozenset({_S.WAITING, _S.PORTING})
TERMINAL = frozenset(LineState) - {state for state, _ in TRANSITIONS}


def after(state: LineState, event: LineEvent) -> LineState:
    """The state after `event`; the same state where the event changes nothing (told twice, or outweighed)."""
    return TRANSITIONS.get((state, event), state)
