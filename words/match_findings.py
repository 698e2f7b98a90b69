"""What findings say where a bill or customer service record and the order differ, or a person should look."""

from collections.abc import Mapping

from domain.policy.codes import FindingCode
from words.sentence import Actor, Sentence, marked

_F = FindingCode
_BOTH = marked("Typed: %(typed)s. On the bill: %(found)s.")
_BOTH_CSR = marked("Typed: %(typed)s. On the record: %(found)s.")
_TYPED = marked("Typed: %(typed)s.")
_FOUND = marked("On the bill: %(found)s.")
_PRINTED = marked("It is printed as: %(found)s")
_NUMBERS_NAMED = marked("It is about %(numbers)s.")
_TAKE_OR_KEEP = marked("Take the bill's value, or keep yours if you are sure that your present carrier holds it so.")
_TAKE_OR_KEEP_CSR = marked("Take the record's value: it is what your present carrier compares with.")
_STAFF_LOOK = marked("Our staff look at the page; a clearer copy, downloaded from your carrier, is quicker.")
_ASK_FIRST = marked("Test it over the new service first, or leave its number where it is.")

PROVIDERS: Mapping[str, Sentence] = {
    _F.PROVIDER_NOT_FOUND: Sentence(
        marked("The name of your present carrier was not found on the bill."),
        marked("Check that the page with the carrier's name was uploaded, and that the name you typed is the one on it."),
    ),
    _F.PROVIDER_DIFFERS: Sentence(marked("The bill is from another carrier than the one typed."), _TAKE_OR_KEEP, detail=_BOTH),
    _F.PROVIDER_OTHER_NETWORK: Sentence(
        marked("The numbers are with a network that the carrier on the bill does not sell."),
        marked("Check that the bill is from the company that serves these numbers today; they may have moved since."),
        detail=marked("The bill is from %(found)s, the numbers are with %(typed)s: %(numbers)s."),
    ),
}

ACCOUNTS: Mapping[str, Sentence] = {
    _F.ACCOUNT_NUMBER_NOT_ON_BILL: Sentence(marked("The account number is not the one on the bill."), _TAKE_OR_KEEP, detail=_BOTH),
    _F.ACCOUNT_NUMBER_NOT_FOUND: Sentence(
        marked("No account number was found on the bill."),
        marked("Upload the page that shows it, or compare the number yourself once more."),
        detail=_TYPED,
    ),
    _F.ACCOUNT_SEVERAL_ON_BILL: Sentence(
        marked("The bill shows more than one account."),
        marked("Make an order for each account, with the numbers that belong to it."),
        detail=marked("Account and how many numbers are printed under it: %(split)s."),
    ),
    _F.BILLING_NAME_NOT_ON_BILL: Sentence(marked("The billing name is not the one on the bill."), _TAKE_OR_KEEP, detail=_BOTH),
    _F.BILLING_NAME_NOT_FOUND: Sentence(
        marked("No customer's name was found on the bill."),
        marked("Upload the page that shows whom the bill is made out to."),
        detail=_TYPED,
    ),
    _F.SERVICE_ADDRESS_DIFFERS: Sentence(
        marked("The service address is not the one on the bill."),
        marked("Take the bill's address unless the lines are elsewhere: most refusals come from an address that differs."),
        detail=_BOTH,
    ),
    _F.SERVICE_ADDRESS_UNIT_MISSING: Sentence(
        marked("The bill names a suite, floor or building that the service address lacks."),
        marked("Take the bill's address: your present carrier compares it to the letter."),
        detail=_BOTH,
    ),
    _F.SERVICE_ADDRESS_NOT_FOUND: Sentence(
        marked("No address of yours was found on the bill."),
        marked("Upload the page that shows where the lines are, or ask your carrier for the customer service record."),
        detail=_TYPED,
    ),
    _F.BTN_DIFFERS: Sentence(marked("The billing telephone number is not the one on the bill."), _TAKE_OR_KEEP, detail=_BOTH),
    _F.BTN_NOT_FOUND: Sentence(
        marked("The billing telephone number was not found on the bill."),
        marked("Compare it with the account's main number, or ask your carrier for the customer service record."),
        detail=_TYPED,
    ),
    _F.BTN_MOVES_SERVICES_STAY: Sentence(
        marked("The bill's billing telephone number moves while other numbers stay on the account."),
        marked("Choose a partial port and name a number that stays as the account's new billing telephone number."),
        detail=marked("%(number)s moves; staying would be %(numbers)s."),
    ),
    _F.BTN_REPLACEMENT_NOT_ON_BILL: Sentence(
        marked("The new billing telephone number is not on the bill."),
        marked("Name a number of the same account that stays there."),
        detail=marked("It is about %(number)s."),
    ),
}

LISTED: Mapping[str, Sentence] = {
    _F.NUMBER_NOT_ON_BILL: Sentence(
        marked("A number of the order was not found on the bill."),
        marked("Upload other evidence that it is yours, such as the pages that list it or a customer service record; or take it out."),
        detail=_NUMBERS_NAMED,
    ),
    _F.NUMBER_NOT_IN_ORDER: Sentence(
        marked("The bill lists a number that is not in the order, although everything is to move."),
        marked("Add it, or choose a partial port: what stays behind in a full port is closed and lost."),
        detail=_NUMBERS_NAMED,
    ),
    _F.NUMBER_MASKED: Sentence(
        marked("The bill hides a part of its numbers."),
        marked("Upload a bill that prints them in full; most carriers let you choose so when downloading it."),
        detail=_FOUND,
    ),
    _F.NUMBERS_FAR_FROM_LOCATION: Sentence(
        marked("Numbers belong to another state than the location."),
        marked("Check the location: emergency calls are sent to its address, and some numbers cannot serve a place that far off."),
        detail=marked("The location is in %(typed)s, the numbers belong to %(found)s: %(numbers)s."),
    ),
}

SERVICES: Mapping[str, Sentence] = {
    _F.SERVICE_DSL: Sentence(
        marked("There is an internet line (DSL) on a telephone number of the account."),
        marked("Do not move that line's lead number before the internet service is on another line: it would be cut off."),
        detail=_PRINTED,
    ),
    _F.SERVICE_ALARM: Sentence(
        marked("There is an alarm or security line on the account."),
        marked("Ask the alarm company before moving it; alarm lines are not supported over this service."),
        detail=_PRINTED,
    ),
    _F.SERVICE_ELEVATOR: Sentence(
        marked("There is an elevator's emergency line on the account."),
        marked("Leave it with your present carrier; elevator lines are not supported over this service."),
        detail=_PRINTED,
    ),
    _F.SERVICE_LINE_SYSTEM: Sentence(
        marked("The account has lines that belong to a system (Centrex, PRI, trunk or hunt group)."),
        marked("Have the grouping taken off first, or say in the order which lines stay; such ports take longer."),
        detail=_PRINTED,
    ),
    _F.SERVICE_FAX: Sentence(marked("There is a fax line on the account."), _ASK_FIRST, detail=_PRINTED),
    _F.SERVICE_PAYMENT_TERMINAL: Sentence(marked("There is a card payment or modem line on the account."), _ASK_FIRST, detail=_PRINTED),
    _F.SERVICE_TOLL_FREE: Sentence(
        marked("There is toll-free service on the account."),
        marked("It is not part of this order; keep it with your present carrier, and see that it points to a number that works."),
        detail=_PRINTED,
    ),
}

RECORDS: Mapping[str, Sentence] = {
    _F.CSR_UNREADABLE: Sentence(
        marked("The customer service record could not be read."),
        marked("Upload it as the PDF that your carrier gave you, or go on with the bill alone."),
    ),
    _F.CSR_NOT_A_CSR: Sentence(
        marked("The paper uploaded as customer service record is none."),
        marked("Upload the record, or go on with the bill alone."),
        detail=marked("It reads as: %(kind)s."),
    ),
    _F.CSR_ACCOUNT_NUMBER_DIFFERS: Sentence(
        marked("The account number is not the one on the customer service record."), _TAKE_OR_KEEP_CSR, detail=_BOTH_CSR
    ),
    _F.CSR_BILLING_NAME_DIFFERS: Sentence(
        marked("The billing name is not the one on the customer service record."), _TAKE_OR_KEEP_CSR, detail=_BOTH_CSR
    ),
    _F.CSR_SERVICE_ADDRESS_DIFFERS: Sentence(
        marked("The service address is not the one on the customer service record."), _TAKE_OR_KEEP_CSR, detail=_BOTH_CSR
    ),
    _F.CSR_BTN_DIFFERS: Sentence(
        marked("The billing telephone number is not the one on the customer service record."), _TAKE_OR_KEEP_CSR, detail=_BOTH_CSR
    ),
    _F.CSR_NUMBER_NOT_ON_IT: Sentence(
        marked("A number of the order is not on the customer service record."),
        marked("Compare it: your present carrier refuses numbers that its record does not show on this account."),
        detail=_NUMBERS_NAMED,
    ),
    _F.CSR_NUMBER_NOT_IN_ORDER: Sentence(
        marked("The customer service record lists a number that is not in the order, although everything is to move."),
        marked("Add it, or choose a partial port: what stays behind in a full port is closed and lost."),
        detail=_NUMBERS_NAMED,
    ),
    _F.CSR_HIDDEN_TEXT: Sentence(marked("The customer service record holds text that people cannot see."), _STAFF_LOOK, Actor.STAFF),
}

AGREEMENT: Mapping[str, Sentence] = {
    _F.PAPER_AGREES: Sentence(marked("Paper and order agree."), marked("Nothing is to be done."), Actor.PLATFORM),
}

MATCH_FINDINGS: Mapping[str, Sentence] = {**PROVIDERS, **ACCOUNTS, **LISTED, **SERVICES, **RECORDS, **AGREEMENT}
