"""The words of the letter, in English only: a translated part would oblige all of it. Screen and PDF show the same.

Sole purpose, no inducement, nothing else on the page: 47 CFR 64.1130(b) and (c).
"""

from dataclasses import dataclass

from documents.loa.content import LoaContent
from documents.loa.evidence import Identified

TITLE = "Letter of Authorization"

IDENTIFIED = {
    Identified.SESSION: "their own session in the console, signed in with their password",
    Identified.MAILED_CODE: "a link mailed to them, and a one-time code mailed to the same mailbox when the link was opened",
}
# 47 CFR 64.1130(j).
VALID_DAYS = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the signer confirms; `rule` is the paragraph of 47 CFR 64.1130 that asks for it."""

    rule: str
    text: str


def particulars(content: LoaContent) -> tuple[tuple[str, str], ...]:
    """Labels and values above the statements; lines without a value are left out."""
    rows = (
        ("Customer (billing name)", content.billing_name),
        ("Organization", content.organisation_name if content.organisation_name != content.billing_name else ""),
        ("Billing address", content.billing_address),
        ("Service address", content.service_address),
        ("Current service provider", content.losing_carrier),
        ("New service provider", ", ".join(content.gaining_carriers)),
        ("Billing telephone number", printed(content.btn)),
        ("New billing telephone number for what stays", printed(content.replacement_btn)),
        ("Kind of port", "Full: all numbers of the account" if content.scope == "full" else "Partial: only the numbers listed"),
        ("Order", content.order_id),
        ("Date of this letter", content.issued_on.isoformat()),
    )
    return tuple((label, value) for label, value in rows if value)


def statements(content: LoaContent) -> tuple[Statement, ...]:
    """What the signature confirms, each item of paragraph (e) on its own."""
    new = " or ".join(content.gaining_carriers)
    count = len(content.numbers)
    listed = "the telephone number listed" if count == 1 else f"each of the {count} telephone numbers listed"
    who = (
        "I am authorized to act for the customer named above"
        if content.business
        else "I am the customer named above, or authorized to act for them"
    )
    return (
        Statement("e1", f"This letter covers {listed} in it, at the billing name and address shown above, and no other number."),
        Statement(
            "e2",
            f"I have decided to change the provider of the telephone service for these numbers from {content.losing_carrier} to {new}.",
        ),
        Statement(
            "e3",
            f"I designate {new} to act as my agent in making this change, and to ask {content.losing_carrier} to release the numbers.",
        ),
        Statement("e4", "I understand that only one provider may be designated for any one telephone number for each service."),
        Statement(
            "e5",
            "I understand that choosing a provider may involve a charge to me for the change, and that I may ask either provider about it.",
        ),
        Statement("j", f"This letter may be used within {VALID_DAYS} days of its signature and not after."),
        Statement("b", f"{who}. The only purpose of this letter is to authorize the change of provider for these numbers."),
    )


def printed(number: str) -> str:
    """(303) 555-0100 for a North American number; anything else as it is."""
    if len(number) == 12 and number.startswith("+1"):
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    return number
