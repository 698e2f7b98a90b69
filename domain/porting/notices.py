"""What a carrier told us about an order, in one vocabulary whoever the carrier is."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    FOC = "foc"
    FOC_WITHDRAWN = "foc_withdrawn"
    NUMBER_ACTIVE = "number_active"
    NUMBER_FAILED = "number_failed"
    CONFLICT = "conflict"
    CANCELLED = "cancelled"
    CANCEL_REFUSED = "cancel_refused"
    SNAPPED_BACK = "snapped_back"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True)
class CarrierNotice:
    """One thing a carrier told us, by webhook or found by a watch.

    notice_id: derived by `notice_id` from what is told, so that webhook and watch meet.
    carrier_reference: the carrier's id of the order. happened_at: when, by the carrier (UTC).
    numbers: those it speaks of; empty means the whole order. foc: the agreed moment (UTC) of a FOC.
    codes: rejection or failure codes of `domain/porting/rejections.py`. lsr_version: the version it answers, 0 if unknown.
    """

    notice_id: str
    carrier: str
    carrier_reference: str
    kind: NoticeKind
    happened_at: datetime
    numbers: tuple[str, ...] = ()
    foc: datetime | None = None
    codes: tuple[str, ...] = ()
    lsr_version: int = 0


def notice_id(
    carrier: str, reference: str, kind: NoticeKind, *, numbers: tuple[str, ...], foc: datetime | None, codes: tuple[str, ...], version: int
) -> str:
    """The same id for the same thing told, however it reached us."""
    told = "|".join(
        (carrier, reference, kind, ",".join(sorted(numbers)), foc.isoformat() if foc else "", ",".join(sorted(codes)), str(version))
    )
    return hashlib.sha256(told.encode()).hexdigest()[:32]
