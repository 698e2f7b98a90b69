"""What preflight and readiness need to know besides the request itself. Gathered by whoever asks; secrets stay out of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.policy.codes import DayReason, FindingCode
from domain.porting.portability import CheckedNumber
from domain.porting.request import PersonName


class BillState(StrEnum):
    MISSING = "missing"
    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class BillFacts:
    """What was read from the bill. names: every name on it, the billing name first.

    account_number_matches: None when no account number was found. numbers: E.164; empty when none was found.
    """

    state: BillState = BillState.MISSING
    bill_date: date | None = None
    account_number_matches: bool | None = None
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoaFacts:
    """revision: of the request that was signed. signer: as typed under it. voided: something that it covers was changed since."""

    signed: bool = False
    revision: int = 0
    signed_at: datetime | None = None
    signer: PersonName = PersonName("", "")
    voided: bool = False


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Where the numbers will live. people: ids of those who can be given a number. main_number: the location's own today, if any."""

    location_known: bool = True
    plan_enabled: bool = True
    emergency_address: bool = True
    people: frozenset[str] = frozenset()
    main_number: str = ""


@dataclass(frozen=True, slots=True)
class PreflightEvidence:
    """checked: portability by number. in_our_orders, in_foreign_orders: numbers in another open order, of this tenant or another's.

    zone: the location's. foc_refused: `foc_reason` of the requested day. cleared: findings that staff have looked into and let pass
    for this revision. account_number_given, pin_given: whether the secrets are there; their text is not needed.
    """

    at: datetime
    zone: str
    plan: PlanFacts = PlanFacts()
    trial: bool = False
    terms_accepted: bool = True
    checked: dict[str, CheckedNumber] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()
    in_our_orders: frozenset[str] = frozenset()
    in_foreign_orders: frozenset[str] = frozenset()
    account_number_given: bool = False
    pin_given: bool = False
    bill: BillFacts = BillFacts()
    loa: LoaFacts = LoaFacts()
    foc_refused: DayReason | None = None
    cleared: frozenset[FindingCode] = frozenset()
