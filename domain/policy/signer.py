"""Is the one who signs the person on the bill? Rule 35: the account's owner or authorised signatory, by the name that the bill gives."""

from collections.abc import Iterable
from enum import StrEnum

from domain.policy.names import names_a_business, same_business, same_person


class SignerStanding(StrEnum):
    ON_BILL = "on_bill"
    COMPANY_ONLY = "company_only"
    NOT_ON_BILL = "not_on_bill"


def signer_standing(signer: str, names_on_bill: Iterable[str], company: str = "") -> SignerStanding:
    """Where the signer stands by the names read from the bill.

    COMPANY_ONLY when the bill names no person at all: then an officer with a title may sign, and staff confirm. company: the billing
    name as typed; where it reads as a company's, so does the same name on the bill without its legal form.
    """
    names = [name for name in names_on_bill if name.strip()]
    if any(same_person(signer, name) for name in names):
        return SignerStanding.ON_BILL
    known = company if names_a_business(company) else ""
    persons = [name for name in names if not names_a_business(name) and not same_business(known, name)]
    return SignerStanding.NOT_ON_BILL if persons else SignerStanding.COMPANY_ONLY
