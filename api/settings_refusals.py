"""What is said when something cannot be set as asked."""

from collections.abc import Mapping

from words.sentence import Sentence, marked

SETTINGS_REFUSALS: Mapping[str, Sentence] = {
    "mail.link": Sentence(
        wrong=marked("This link is not whole, or it is too old."),
        remedy=marked("Open it again from the mail, or sign in and choose your mails there."),
    ),
    "partner.code": Sentence(
        wrong=marked("This is no partner's code."),
        remedy=marked("Ask your partner to copy it from their settings."),
    ),
    "partner.customers_only": Sentence(
        wrong=marked("Only a customer can let partners in."),
        remedy=marked("Ask the customer to enter your code."),
    ),
    "password.sign_on": Sentence(
        wrong=marked("You came through your organization's provider, which does not vouch for the password of your account."),
        remedy=marked("Sign in with your password to change it."),
    ),
}
