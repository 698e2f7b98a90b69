"""What the door's own refusals say. Those of porting are in `words/findings.py` and `words/rejections.py`."""

from collections.abc import Mapping

from api.refusals.drafts import DRAFT_REFUSALS
from api.refusals.orders import ORDER_REFUSALS
from api.refusals.papers import PAPER_REFUSALS
from api.refusals.settings import SETTINGS_REFUSALS
from api.refusals.webhooks import WEBHOOK_REFUSALS
from words.findings import FINDINGS
from words.refusals import COMMAND_REFUSALS
from words.refusals import REFUSALS as DECISIONS
from words.rejections import REJECTIONS
from words.sentence import Explanation, Sentence, explain, marked
from words.translation import Words
from words.uploads import UPLOADS

REFUSALS: Mapping[str, Sentence] = {
    "location.other_pstn": Sentence(
        wrong=marked("This location has another PSTN connection, and the calling plan cannot take its place."),
        remedy=marked("Make a new location for the numbers that come to the calling plan, and enable the plan there."),
    ),
    "location.plan_enabled": Sentence(
        wrong=marked("The calling plan is enabled at this location."),
        remedy=marked("Change contact or emergency address instead; the plan stays."),
    ),
    "location.pstn_chosen": Sentence(
        wrong=marked("The PSTN connection of this location is chosen already."),
        remedy=marked("Make another location for another connection."),
    ),
    "location.time_zone": Sentence(
        wrong=marked("This is no time zone that we know."),
        remedy=marked("Name it like America/New_York or America/Denver."),
    ),
    "location.address": Sentence(
        wrong=marked("Help cannot be sent to this address."),
        remedy=marked("Give a street with house number, no post box, the city, the two letters of a US state and the ZIP code."),
    ),
    "person.extension_taken": Sentence(
        wrong=marked("Another person at this location has this extension."),
        remedy=marked("Choose another extension."),
    ),
    "person.number_taken": Sentence(
        wrong=marked("Somebody else has this number or waits for it."),
        remedy=marked("Choose another number, or free it there first."),
    ),
    "person.main_number": Sentence(
        wrong=marked("This is the main number of a location, so it cannot be a person's own."),
        remedy=marked("Let its calls ring this person instead, or choose another main number for the location first."),
    ),
    "person.number_wanted": Sentence(
        wrong=marked("A transfer needs the number that is to be moved."),
        remedy=marked("Give the number, or leave the person without one for now."),
    ),
    "person.number_unknown": Sentence(
        wrong=marked("This number is not one of your active numbers."),
        remedy=marked("Choose an active number, or \"transfer\" for one that is being moved."),
    ),
    "person.without_number": Sentence(
        wrong=marked("This person has no number that works, so help is sent to the location."),
        remedy=marked("Give them a number first; an address of their own belongs to it."),
    ),
    "person.has_number": Sentence(
        wrong=marked("This person has, had or waits for a number."),
        remedy=marked("Free the number first."),
    ),
    "person.takes_calls": Sentence(
        wrong=marked("Calls to your main number, or to numbers that are assigned to nobody, go to this person."),
        remedy=marked("Choose somebody else for these calls first."),
    ),
    "treatment.person_wanted": Sentence(
        wrong=marked("Nobody is chosen who takes these calls."),
        remedy=marked("Choose a person, or another way to treat the calls."),
    ),
    "main_number.elsewhere": Sentence(
        wrong=marked("This is no active number of this location."),
        remedy=marked("Choose one of the numbers that work at this location."),
    ),
    "number.unreadable": Sentence(
        wrong=marked("This is no US telephone number."),
        remedy=marked("Write it with its area code, such as 303-555-0100."),
    ),
    "email.invalid": Sentence(
        wrong=marked("This is no e-mail address that mail can reach."),
        remedy=marked("Write it like name@example.com."),
    ),
    "password.weak": Sentence(
        wrong=marked("This password is too easy to guess."),
        remedy=marked("Use at least 12 characters that are not your name, your address or a well-known password."),
    ),
    "password.differs": Sentence(
        wrong=marked("The two passwords are not the same."),
        remedy=marked("Type it again in both fields."),
    ),
    "sign_in.failed": Sentence(
        wrong=marked("E-mail address and password do not go together."),
        remedy=marked("Try again; if the address was never confirmed, sign up once more to get a new code."),
    ),
    "code.failed": Sentence(
        wrong=marked("This code is wrong, too old, or was tried too often."),
        remedy=marked("Look at the newest mail, or ask for a new code."),
    ),
    "link.dead": Sentence(
        wrong=marked("This link was used already or has expired."),
        remedy=marked("Ask whoever invited you to send a new one."),
    ),
    "terms.customer_signs": Sentence(
        wrong=marked("Only an administrator of the customer can accept the terms."),
        remedy=marked("Ask the customer to sign in and accept them."),
    ),
    "terms.not_current": Sentence(
        wrong=marked("There is a newer version of the terms."),
        remedy=marked("Read the current version and accept that one."),
    ),
    "token.scope": Sentence(
        wrong=marked("A token needs at least one scope, and each once."),
        remedy=marked("Choose what the token may do."),
    ),
    "user.last_admin": Sentence(
        wrong=marked("The organization would be left without an administrator."),
        remedy=marked("Make somebody else an administrator first."),
    ),
    "user.role": Sentence(
        wrong=marked("This role cannot be given in this organization."),
        remedy=marked("Choose administrator or viewer."),
    ),
    "organisation.paid": Sentence(
        wrong=marked("The organization has left its trial already."),
        remedy=marked("Nothing needs to be done."),
    ),
    "field.empty": Sentence(wrong=marked("This is missing."), remedy=marked("Fill it in.")),
    "field.too_long": Sentence(wrong=marked("This is too long."), remedy=marked("Shorten it.")),
    "field.choice": Sentence(wrong=marked("This is none of the choices."), remedy=marked("Choose one of those offered.")),
    "field.unfit": Sentence(wrong=marked("This is not in the form that is asked for."), remedy=marked("See the example.")),
}  # fmt: skip


def explained(code: str, words: Words, params: Mapping[str, str] | None = None) -> Explanation:
    """The sentences of a refusal, wherever they are kept."""
    for table in (
        REFUSALS,
        SETTINGS_REFUSALS,
        DRAFT_REFUSALS,
        PAPER_REFUSALS,
        ORDER_REFUSALS,
        WEBHOOK_REFUSALS,
        COMMAND_REFUSALS,
        DECISIONS,
        FINDINGS,
        REJECTIONS,
        UPLOADS,
    ):
        if code in table:
            return explain(code, table, words, params=params)
    return explain(code, {}, words)
