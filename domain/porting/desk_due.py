"""By when should staff have looked at a task?"""

from datetime import datetime

from domain.policy.deadlines import CarrierDays, patience_ends
from domain.policy.rulebook import Rulebook, rulebook
from domain.porting.desk import TaskKind
from domain.porting.facts import WaitingFor

DESK_ZONE = "America/Chicago"
_NUMBERS_MAY_BE_DEAD = frozenset({TaskKind.OUTCOME_UNKNOWN, TaskKind.SNAPPED_BACK, TaskKind.NOT_VERIFIED, TaskKind.TAKEN_OVER})


def due(kind: str, key: str, opened_at: datetime, foc: datetime | None = None, book: Rulebook | None = None) -> datetime:
    """A business day of the desk, a few hours where numbers may be dead; and in any case before nothing moves any more ahead of `foc`.

    key: the task's; of a silence it says what is waited for.
    """
    book = book or rulebook()
    urgent = kind in _NUMBERS_MAY_BE_DEAD or (kind, key) == (TaskKind.SILENCE, WaitingFor.ACTIVATION)
    patience = book.desk_urgent if urgent else book.desk
    by = patience_ends(opened_at, patience, 0, CarrierDays(DESK_ZONE, book.holidays()))
    if foc is None or foc <= opened_at:
        return by
    return min(by, max(opened_at, foc - book.blackout))
