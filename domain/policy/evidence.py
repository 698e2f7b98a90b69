"""What preflight and readiness need to know besides the request itself. Gathered by whoever asks, and kept nowhere."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.policy.codes import DayReason, FindingCode
from domain.porting.paper import PaperFacts
from domain.porting.portability import CheckedNumber
from domain.porting.request import PersonName


class PaperState(StrEnum):
    MISSING = "missing"
    RECEIVED = "received"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class PaperInHand:
    """The newest paper of its kind, and what was read from it; facts is None until it was read, and when it could not be."""

    state: PaperState = PaperState.MISSING
    facts: PaperFacts | None = None


@dataclass(frozen=True, slots=True)
class LoaFacts:
    """revision: of the request that was signed. signer: as typed under it. voided: something that it covers was changed since.

    delegated: the signer is somebody else, under the authorised person's written authority.
    """

    signed: bool = False
    revision: int = 0
    signed_at: datetime | None = None
    signer: PersonName = PersonName("", "")
    voided: bool = False
    delegated: bool = False


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Where the numbers will live. people: ids of those who can be given a number. main_number: the location's own today, if any.

    state: of its emergency address, two letters; empty when there is none. own_address: of these people, those whose number of today
    has an emergency address of its own.
    """

    location_known: bool = True
    plan_enabled: bool = True
    emergency_address: bool = True
    people: frozenset[str] = frozenset()
    main_number: str = ""
    state: str = ""
    own_address: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PreflightEvidence:
    """checked: portability by number. ours: live with this tenant. in_our_orders: in another open order of this tenant.

    with_others: that another tenant ports or has live: moving those is a port between two customers of ours.
    zone: the location's. foc_refused: `foc_reason` of the requested day. cleared: findings that staff have looked into and let pass
    for this revision. account_number: plain, to be compared and never to be told; pin_given: whether it is there, its text is not needed.
    """

    at: datetime
    zone: str
    plan: PlanFacts = PlanFacts()
    trial: bool = False
    terms_accepted: bool = True
    checked: dict[str, CheckedNumber] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()
    in_our_orders: frozenset[str] = frozenset()
    with_others: frozenset[str] = frozenset()
    account_number: str = field(default="", repr=False)
    pin_given: bool = False
    bill: PaperInHand = PaperInHand()
    csr: PaperInHand = PaperInHand()
    loa: LoaFacts = LoaFacts()
    foc_refused: DayReason | None = None
    cleared: frozenset[FindingCode] = frozenset()
