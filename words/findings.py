"""What each finding of the checks before submission, and of the readiness gates, says."""

from collections.abc import Mapping

from domain.findings import Finding
from domain.policy.codes import DayReason, FindingCode
from words.match_findings import MATCH_FINDINGS
from words.paper_findings import PAPER_FINDINGS
from words.papers import PAPER_KINDS
from words.portability import portability_told
from words.refusals import day_reason
from words.sentence import Actor, Explanation, Sentence, explain, marked
from words.translation import Words

_F = FindingCode
_NUMBER = marked("It is about %(number)s.")
_NUMBERS_NAMED = marked("It is about %(numbers)s.")
_FROM_BILL = marked("Copy it from the bill, exactly as it is printed there.")

_PLACE: Mapping[str, Sentence] = {
    _F.LOCATION_MISSING: Sentence(marked("No location is chosen."), marked("Choose the location that the numbers are for.")),
    _F.LOCATION_PLAN_NOT_ENABLED: Sentence(
        marked("The calling plan is not enabled for this location."),
        marked("Open the location, choose its PSTN connection and enable the calling plan; then come back to this order."),
    ),
    _F.LOCATION_NO_EMERGENCY_ADDRESS: Sentence(
        marked("The location has no emergency address."),
        marked("Open the location and enter the address that help is to be sent to."),
    ),
    _F.ORGANISATION_TRIAL: Sentence(
        marked("Numbers cannot be ported during a trial."),
        marked("Have your partner order the calling plan; this draft is kept meanwhile."),
    ),
    _F.TERMS_NOT_ACCEPTED: Sentence(
        marked("The terms of service are not accepted."), marked("An administrator of your organization accepts them; a partner cannot.")
    ),
    _F.DECLARATIONS_NOT_ACCEPTED: Sentence(
        marked("The declarations about the numbers are not confirmed."), marked("Read and confirm each of them in the review.")
    ),
}

_NUMBERS: Mapping[str, Sentence] = {
    _F.NUMBERS_NONE: Sentence(marked("The order has no number that could move."), marked("Enter at least one number.")),
    _F.NUMBERS_TOO_MANY: Sentence(
        marked("The order has too many numbers."),
        marked("Put some of them into another order."),
        detail=marked("At most %(limit)s are possible."),
    ),
    _F.NUMBERS_REPEATED: Sentence(
        marked("A number is in the order twice."),
        marked("Take the second one out."),
        detail=_NUMBER,
    ),
    _F.NUMBER_UNCHECKED: Sentence(
        marked("The portability check of a number is not finished."),
        marked("Wait a moment and check again; if it stays so, set the number aside for our staff."),
        detail=_NUMBER,
    ),
    _F.NUMBER_NOT_PORTABLE: Sentence(
        marked("A number cannot be moved by itself."),
        marked("Set it aside for our staff to review, or take it out; the others go on."),
        detail=marked("%(number)s: %(reason)s"),
    ),
    _F.NUMBER_ALREADY_OURS: Sentence(
        marked("A number is with us already."),
        marked("Take it out of the order."),
        detail=_NUMBER,
    ),
    _F.NUMBER_IN_ANOTHER_ORDER: Sentence(
        marked("A number is in another open order of yours."),
        marked("Take it out here, or cancel the other order first."),
        detail=_NUMBER,
    ),
    _F.NUMBER_NEEDS_REVIEW: Sentence(
        marked("A number cannot be taken without a look by our staff."),
        marked("Set it aside and go on with the others; we write when it is settled."),
        Actor.STAFF,
        detail=_NUMBER,
    ),
}

_ACCOUNT: Mapping[str, Sentence] = {
    _F.LOSING_CARRIER_MISSING: Sentence(
        marked("Your present carrier is not named."), marked("Enter the company whose name is on the bill.")
    ),
    _F.ACCOUNT_NUMBER_MISSING: Sentence(marked("The account number is missing."), _FROM_BILL),
    _F.ACCOUNT_PIN_MISSING: Sentence(
        marked("Your present carrier asks for an account PIN, and none is entered."),
        marked("Ask it for the PIN or passcode for porting out, and enter it in the order. Never mail it."),
        detail=_NUMBERS_NAMED,
    ),
    _F.BILLING_NAME_MISSING: Sentence(marked("The billing name is missing."), _FROM_BILL),
    _F.SERVICE_ADDRESS_MISSING: Sentence(
        marked("The service address is missing or not whole."),
        marked("Enter where the lines are, with street, city, state and ZIP code; it may differ from where the bill is sent."),
    ),
    _F.BTN_MISSING: Sentence(marked("The billing telephone number is missing."), _FROM_BILL),
    _F.BTN_IMPOSSIBLE: Sentence(
        marked("The billing telephone number is not a US telephone number."),
        _FROM_BILL,
        detail=_NUMBER,
    ),
    _F.BTN_NOT_PORTING: Sentence(
        marked("In a full port the billing telephone number moves too, but it is not among the numbers."),
        marked("Add it to the numbers, or choose a partial port."),
        detail=_NUMBER,
    ),
    _F.BTN_PORTING_WITHOUT_REPLACEMENT: Sentence(
        marked("The billing telephone number moves while services stay on the account."),
        marked("Name another number that stays on the account as its new billing telephone number."),
        detail=_NUMBER,
    ),
    _F.BTN_REPLACEMENT_IMPOSSIBLE: Sentence(
        marked("The new billing telephone number is not a US telephone number."),
        marked("Enter a number of the same account that stays there."),
        detail=_NUMBER,
    ),
    _F.BTN_REPLACEMENT_PORTING: Sentence(
        marked("The new billing telephone number is itself among the numbers that move."),
        marked("Choose one that stays on the account."),
        detail=_NUMBER,
    ),
    _F.BTN_REPLACEMENT_SAME: Sentence(
        marked("The new billing telephone number is the same as the present one."),
        marked("Choose another one that stays on the account."),
        detail=_NUMBER,
    ),
    _F.BTN_REPLACEMENT_NOT_NEEDED: Sentence(
        marked("A new billing telephone number is named although none is needed."),
        marked("Take it out, or choose a partial port."),
        detail=_NUMBER,
    ),
}

_AFTERWARDS: Mapping[str, Sentence] = {
    _F.FOC_MISSING: Sentence(marked("No date is requested."), marked("Choose one of the days offered.")),
    _F.FOC_NOT_ALLOWED: Sentence(
        marked("The numbers cannot move on the requested day."),
        marked("Choose one of the days offered."),
        detail=marked("%(day)s: %(reason)s"),
    ),
    _F.LINES_UNPLANNED: Sentence(
        marked("For a number it is not said who gets it."),
        marked("Give it to a person, or mark it as unassigned."),
        detail=_NUMBERS_NAMED,
    ),
    _F.LINES_PERSON_MISSING: Sentence(
        marked("A number is planned for a person who is not in the call plan."),
        marked("Invite the person, or choose another one."),
        detail=_NUMBER,
    ),
    _F.LINES_NUMBER_FOREIGN: Sentence(
        marked("A person waits for a number that is not in the order."),
        marked("Put the number into the order, or choose another one."),
        detail=_NUMBER,
    ),
    _F.LINES_OWN_ADDRESS_ENDS: Sentence(
        marked("A person who gets a number has an emergency address of their own, and it does not come along to the new number."),
        marked("Once the number works, give it that address again; until then help is sent to the location."),
        detail=_NUMBER,
    ),
    _F.MAIN_NUMBER_NOT_PORTING: Sentence(
        marked("The main number that is asked for is not in the order."),
        marked("Choose one of the numbers in the order, or none."),
        detail=_NUMBER,
    ),
    _F.MAIN_NUMBER_NEVER: Sentence(
        marked("A ported number cannot become the main number here."),
        marked("Choose a new number as the main number."),
        detail=_NUMBER,
    ),
    _F.MAIN_NUMBER_GIVEN_AWAY: Sentence(
        marked("The main number is also given to a person."),
        marked("Give it to nobody, then choose who answers the main number; or choose another main number."),
        detail=_NUMBER,
    ),
    _F.MAIN_NUMBER_WITHOUT_REPLACEMENT: Sentence(
        marked("The location needs a main number until the ported one works."),
        marked("Choose a new number as the main number meanwhile; the change is offered to you after the move."),
        detail=_NUMBER,
    ),
}

FINDINGS: Mapping[str, Sentence] = {**_PLACE, **_NUMBERS, **_ACCOUNT, **PAPER_FINDINGS, **MATCH_FINDINGS, **_AFTERWARDS}


def finding_told(finding: Finding, words: Words) -> Explanation:
    """The sentences for a finding. Its detail may hold personal data: for pages only."""
    params = dict(finding.params)
    if finding.code == _F.NUMBER_NOT_PORTABLE and params:
        params["reason"] = portability_told(params["reason"], words).wrong
    if finding.code in {_F.BILL_NOT_A_BILL, _F.CSR_NOT_A_CSR} and params:
        params["kind"] = words.gettext(PAPER_KINDS[params["kind"]])
    if finding.code == _F.FOC_NOT_ALLOWED and params:
        params["reason"] = day_reason(DayReason(params["reason"]), words)
    return explain(finding.code, FINDINGS, words, params=params)
