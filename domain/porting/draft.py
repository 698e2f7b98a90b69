"""The states of a draft: a row only, no workflow waits on it."""

from enum import StrEnum


class DraftState(StrEnum):
    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    READY = "ready"
    SUBMITTED = "submitted"
    EXPIRED = "expired"


class DraftEvent(StrEnum):
    CHANGED = "changed"
    SIGNATURE_ASKED = "signature_asked"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    REOPENED = "reopened"
    EXPIRED = "expired"


_S, _E = DraftState, DraftEvent

# Changing what an LOA covers voids it (reliability R48), so CHANGED leads back to DRAFT; what it does not cover is not CHANGED.
TRANSITIONS: dict[tuple[DraftState, DraftEvent], DraftState] = {
    (_S.DRAFT, _E.CHANGED): _S.DRAFT,
    (_S.DRAFT, _E.SIGNATURE_ASKED): _S.AWAITING_SIGNATURE,
    (_S.DRAFT, _E.SIGNED): _S.READY,
    (_S.DRAFT, _E.EXPIRED): _S.EXPIRED,
    (_S.AWAITING_SIGNATURE, _E.CHANGED): _S.DRAFT,
    (_S.AWAITING_SIGNATURE, _E.SIGNATURE_ASKED): _S.AWAITING_SIGNATURE,
    (_S.AWAITING_SIGNATURE, _E.SIGNED): _S.READY,
    (_S.AWAITING_SIGNATURE, _E.EXPIRED): _S.EXPIRED,
    (_S.READY, _E.CHANGED): _S.DRAFT,
    (_S.READY, _E.SUBMITTED): _S.SUBMITTED,
    (_S.READY, _E.EXPIRED): _S.EXPIRED,
    (_S.SUBMITTED, _E.REOPENED): _S.DRAFT,
}
TERMINAL = frozenset(DraftState) - {state for state, _ in TRANSITIONS}


class IllegalDraftTransition(Exception):
    """What is asked does not fit the state the draft is in."""

    def __init__(self, state: DraftState, event: DraftEvent) -> None:
        super().__init__(f"{event} does not fit a draft that is {state}")
        self.state, self.event = state, event


def after(state: DraftState, event: DraftEvent) -> DraftState:
    """The state after `event`. Raises IllegalDraftTransition."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalDraftTransition(state, event) from None
