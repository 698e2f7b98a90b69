"""What is each field of a port request called?"""

from collections.abc import Mapping

from words.sentence import marked
from words.translation import Words

FIELDS: Mapping[str, str] = {
    "losing_carrier": marked("present carrier"),
    "account_number": marked("account number"),
    "pin": marked("account PIN"),
    "btn": marked("billing telephone number"),
    "replacement_btn": marked("new billing telephone number"),
    "scope": marked("full or partial port"),
    "billing_name": marked("billing name"),
    "authorised_person": marked("authorized person"),
    "service_address": marked("service address"),
    "service_address.zip_code": marked("ZIP code of the service address"),
    "numbers": marked("numbers"),
    "requested_foc": marked("requested date"),
    "bill": marked("bill"),
    "loa": marked("letter of authorization"),
    "csr": marked("customer service record"),
    "location": marked("location"),
}


def field_name(field: str, words: Words) -> str:
    """The name of a field as the pages print it; a field without a name is told by its code."""
    return words.gettext(FIELDS[field]) if field in FIELDS else field.replace("_", " ").replace(".", " ")
