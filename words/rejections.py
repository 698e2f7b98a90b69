"""What each rejection of a losing carrier says. Who acts is the domain's remedy; here are the words for it."""

from collections.abc import Mapping

from domain.porting.rejections import Acts, Rejection, rejection, remedy
from words.sentence import Actor, Explanation, Sentence, explain, marked
from words.translation import Words

_R = Rejection
_ACTORS = {Acts.CUSTOMER: Actor.CUSTOMER, Acts.LOSING_CARRIER: Actor.LOSING_CARRIER, Acts.SUPPORT: Actor.STAFF}
_WAIT = marked("You need do nothing; we write when it is settled.")
_NEW_DATE = marked("You need do nothing: we choose the nearest date that is possible and write when it is confirmed.")

_TEXTS: Mapping[Rejection, tuple[str, str]] = {
    _R.ACCOUNT_NUMBER_MISSING: (
        marked("Your present carrier wants the account number."),
        marked("Copy it from the bill, with its dashes and zeros, and upload your latest bill."),
    ),
    _R.ACCOUNT_NUMBER_MISMATCH: (
        marked("The account number is not the one your present carrier has."),
        marked("Copy it from the bill, with its dashes and zeros, and upload your latest bill."),
    ),
    _R.PIN_MISSING: (
        marked("Your present carrier wants the account PIN."),
        marked("Ask it for the PIN or passcode for porting out, and enter it in the order. Never mail it."),
    ),
    _R.PIN_INVALID: (
        marked("The account PIN is wrong."),
        marked("Ask your present carrier for the PIN or passcode for porting out; it may differ from your sign-in, and it may run out."),
    ),
    _R.NAME_MISMATCH: (
        marked("The billing name is not the one your present carrier has."),
        marked("Enter the name exactly as the bill prints it, with every comma and initial."),
    ),
    _R.AUTHORISED_PERSON_MISMATCH: (
        marked("The person who signed is not one whom your present carrier knows for the account."),
        marked("Name a person whom the account lists, or have your present carrier add this one."),
    ),
    _R.ADDRESS_MISMATCH: (
        marked("The service address is not the one your present carrier has."),
        marked("Enter where the lines are, not where the bill is sent. Your carrier's customer service record shows the address it holds."),
    ),
    _R.ZIP_MISMATCH: (
        marked("The ZIP code is not the one your present carrier has."),
        marked("Enter the ZIP code of the address where the lines are, not of where the bill is sent."),
    ),
    _R.TAX_ID_MISMATCH: (marked("Your present carrier holds another tax number for the account."), _WAIT),
    _R.BTN_MISMATCH: (
        marked("The billing telephone number is not that of the account."),
        marked("Copy the main or billing telephone number from the bill."),
    ),
    _R.BTN_IS_PORTING: (
        marked("The billing telephone number would move while services stay on the account."),
        marked("Name another number of that account that stays as its new billing telephone number, or move every number."),
    ),
    _R.DATA_MISMATCH: (
        marked("Several details differ from what your present carrier has."),
        marked("Ask it for the customer service record of the account, upload it, and enter everything as it stands there."),
    ),
    _R.NUMBER_NOT_ON_ACCOUNT: (
        marked("A number is not on this account."),
        marked("Take it out, or correct the account number; the bill lists the numbers of an account."),
    ),
    _R.NUMBERS_ON_SEVERAL_ACCOUNTS: (
        marked("The numbers are on more than one account of your present carrier."),
        marked("Keep the numbers of one account here and put the others into an order of their own, each with its bill."),
    ),
    _R.NUMBER_NOT_ACTIVE: (
        marked("A number is not in service with your present carrier any more."),
        marked("Have your present carrier put it back into service, or take it out of the order."),
    ),
    _R.NUMBER_NOT_PORTABLE: (
        marked("A number cannot be moved."),
        marked("Our staff check once more; if nothing helps, it is taken out and stays with your present carrier."),
    ),
    _R.RATE_CENTRE_NOT_PORTABLE: (
        marked("Numbers of this area cannot be moved to the gaining carrier."),
        marked("Our staff look for another carrier; if there is none, the numbers stay with your present carrier."),
    ),
    _R.OTHER_NUMBER_AT_FAULT: (marked("The numbers are in order, but another one in the same request is not."), _WAIT),
    _R.SPECIAL_FEATURE: (
        marked("A number carries a feature that keeps it from moving, such as DSL, a hunt group or call forwarding."),
        marked("Have your present carrier remove the feature, or take the number out. What runs over it, such as DSL, ends when it moves."),
    ),
    _R.PENDING_ORDER: (
        marked("Your present carrier has another order open on the account."),
        marked("Ask it to finish or cancel that order, then tell us here that it is done."),
    ),
    _R.PORT_PROTECTION: (
        marked("The numbers are locked against moving."),
        marked("Have your present carrier lift the lock or freeze, then tell us here that it is done."),
    ),
    _R.PREPAID: (
        marked("A number is on a prepaid plan that cannot be moved."),
        marked("Our staff check once more; otherwise have it changed to a monthly plan first and order again."),
    ),
    _R.LOA_WANTED: (
        marked("Your present carrier wants a newer letter of authorization."),
        marked("Have the signer sign the letter again from the order page."),
    ),
    _R.LOA_ILLEGIBLE: (marked("Your present carrier could not read the letter of authorization."), _WAIT),
    _R.BILL_WANTED: (
        marked("Your present carrier wants to see a bill."),
        marked("Upload your latest bill, all pages, with the account and the numbers on it."),
    ),
    _R.CSR_WANTED: (
        marked("Your present carrier wants the order to follow its customer service record."),
        marked("Ask it for the record of the account, upload it, and correct what differs."),
    ),
    _R.DUE_DATE_UNAVAILABLE: (marked("Your present carrier cannot meet the requested date."), _NEW_DATE),
    _R.DUE_DATE_TOO_SOON: (marked("The requested date is sooner than your present carrier must accept."), _NEW_DATE),
    _R.DUE_DATE_TOO_LATE: (marked("The requested date is further away than your present carrier accepts."), _NEW_DATE),
    _R.FOC_EXPIRED: (marked("The confirmed date went by and is no longer valid."), _NEW_DATE),
    _R.SCOPE_WRONG: (
        marked("The order says full where your present carrier sees a partial move, or the other way round."),
        marked("Correct it: full if no service stays on the account. For a partial one name the billing telephone number that stays."),
    ),
    _R.PORT_TYPE_WRONG: (marked("The request was of the wrong kind for these numbers."), _WAIT),
    _R.SPLIT_REQUIRED: (marked("The numbers have to be asked for in separate requests."), _WAIT),
    _R.INTERNAL_PORT: (marked("The numbers are on the gaining carrier's network already and move another way."), _WAIT),
    _R.LOSING_CARRIER_WRONG: (
        marked("The carrier that was asked does not hold these numbers."),
        marked("Enter the carrier whose name is on the bill, and upload your latest bill."),
    ),
    _R.RESELLER_UNKNOWN: (
        marked("The numbers are held through a reseller whom the carrier does not recognize."),
        marked("Enter the company that bills you, upload its bill, and ask it under which account it holds the numbers."),
    ),
    _R.CUSTOMER_NOT_READY: (
        marked("Your present carrier was told that you are not ready to move."),
        marked("Tell your present carrier that the move is wanted, and choose a date that suits you."),
    ),
    _R.TOO_LATE_TO_CANCEL: (
        marked("It is too late to stop the move."),
        marked("Our staff ask whether it can be taken back afterwards; see that each number has a destination here meanwhile."),
    ),
    _R.TOO_LATE_TO_SUPPLEMENT: (marked("It is too late to change the request."), _WAIT),
    _R.TOO_MANY_SUPPLEMENTS: (marked("The carrier accepts no further change to this request."), _WAIT),
    _R.NPAC_CONFLICT: (marked("Your present carrier has disputed the move in the national number database."), _WAIT),
    _R.NPAC_FAILURE: (marked("The national number database did not accept the move."), _WAIT),
    _R.CARRIER_BACKLOG: (marked("Your present carrier has more requests than it can answer in time."), _WAIT),
    _R.CARRIER_OUTAGE: (marked("Your present carrier's systems are down."), _WAIT),
    _R.CARRIER_SILENT: (marked("Your present carrier has not answered in time."), _WAIT),
    _R.OTHER: (marked("The carrier gave a reason of its own, which our staff are reading."), _WAIT),
    _R.UNRECOGNISED: (marked("The carrier gave a reason that we do not know yet, which our staff are reading."), _WAIT),
}

REJECTIONS: Mapping[str, Sentence] = {
    code: Sentence(wrong, what_to_do, _ACTORS[remedy(code).acts]) for code, (wrong, what_to_do) in _TEXTS.items()
}


def rejection_told(code: str, words: Words, *, deadline: str = "") -> Explanation:
    """The sentences for a rejection; one that is not ours is told as unrecognised.

    deadline: until when the customer's correction is taken, as told by `words`; it is said only where the customer acts.
    """
    ours = rejection(code)
    due = deadline if remedy(ours).acts is Acts.CUSTOMER else ""
    return explain(ours, REJECTIONS, words, deadline=due)


def signed_again(code: str) -> bool:
    """Whether the correction changes what the LOA says, so that it must be signed anew."""
    return remedy(code).needs_new_loa
