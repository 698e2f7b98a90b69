"""What a comparison of one field says, and the short ways to say it."""

from dataclasses import dataclass
from enum import StrEnum

from domain.findings import Finding, Severity
from domain.policy.codes import FindingCode
from domain.porting.paper import PaperFact


class PaperField(StrEnum):
    """What is compared. Those of the draft are called as there."""

    PAPER = "paper"
    BILL_DATE = "bill_date"
    LOSING_CARRIER = "losing_carrier"
    NETWORK = "network"
    ACCOUNT_NUMBER = "account_number"
    BILLING_NAME = "billing_name"
    AUTHORISED_PERSON = "authorised_person"
    SERVICE_ADDRESS = "service_address"
    BTN = "btn"
    REPLACEMENT_BTN = "replacement_btn"
    NUMBERS = "numbers"
    SERVICES = "services"
    LOCATION = "location"
    LOA_DATE = "loa_date"


# What of the draft is to be looked at where the field is not one of its own.
_ABOUT = {
    PaperField.PAPER: "bill",
    PaperField.BILL_DATE: "bill",
    PaperField.NETWORK: "losing_carrier",
    PaperField.SERVICES: "numbers",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field of the draft beside what a paper says of it.

    paper: bill, csr or loa. typed, found: as shown side by side, account numbers masked, numbers as E.164 parted by commas.
    facts: what proves it, to be marked on the page; the account's hold it plain. A finding that is FINE stops nobody and asks nothing.
    """

    paper: str
    field: PaperField
    finding: Finding
    typed: str = ""
    found: str = ""
    facts: tuple[PaperFact, ...] = ()

    @property
    def agrees(self) -> bool:
        return self.finding.severity is Severity.FINE


def agrees(paper: str, field: PaperField, typed: str, found: str, *facts: PaperFact) -> Comparison:
    return Comparison(paper, field, Finding(FindingCode.PAPER_AGREES, Severity.FINE, field), typed, found, facts)


def told(
    severity: Severity,
    code: FindingCode,
    field: PaperField,
    typed: str = "",
    found: str = "",
    facts: tuple[PaperFact, ...] = (),
    *,
    paper: str = "bill",
    **params: str,
) -> Comparison:
    """A comparison that does not agree. The finding has both values as params `typed` and `found` beside those given."""
    about = _ABOUT.get(field, field) if paper == "bill" else paper
    return Comparison(paper, field, Finding(code, severity, about, {"typed": typed, "found": found, **params}), typed, found, facts)


def values(facts: tuple[PaperFact, ...]) -> str:
    return ", ".join(fact.value for fact in facts)
