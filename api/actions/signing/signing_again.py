"""Whether a letter is to be signed once more, why, and what asking for that does."""

from dataclasses import dataclass
from datetime import datetime

from api.actions.work import Work
from domain.porting.draft import DraftState
from store.drafts.drafts import Draft
from store.paper import signature_requests, signatures


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """How the letter of a draft stands, also of a submitted order's. holds: a signature does. before: somebody has signed one.

    asked: the state of the newest mailed link, `expired` among them; empty where none was mailed.
    """

    draft: DraftState
    holds: bool
    before: bool
    asked: str


async def standing(work: Work, draft: Draft) -> LetterStanding:
    signed = await signatures.of_order(work.connection, draft.id)
    mailed = await signature_requests.of_order(work.connection, draft.id)
    asked = "" if not mailed else "expired" if _is_over(mailed[0].state, mailed[0].expires_at, work.at) else mailed[0].state
    return LetterStanding(DraftState(draft.draft_state), any(each.void_at is None for each in signed), bool(signed), asked)


def why_not(letter: LetterStanding, *, ended: bool, correctable: bool) -> str:
    """The code of what stands against asking for a signature again; empty where nothing does.

    ended: the order has. correctable: it waits for a correction, and was not opened for it.
    """
    if ended:
        return "letter.order_ended"
    if letter.draft is DraftState.EXPIRED:
        return "draft.expired"
    if letter.draft is DraftState.SUBMITTED:
        return "letter.correct_first" if correctable else "letter.holds"
    if letter.holds:
        return "loa.signed"
    return "" if letter.before or letter.asked else "loa.nobody_asked"


def because(letter: LetterStanding) -> str:
    """The code of why the letter is signed again, with what follows from asking."""
    if letter.asked in {"open", "declined", "expired"}:
        return f"letter.{letter.asked}"
    return "letter.changed"


def _is_over(state: str, expires_at: datetime, at: datetime) -> bool:
    return state == "open" and expires_at <= at
