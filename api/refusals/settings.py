"""What is said when something cannot be set as asked."""

from collections.abc import Mapping

from words.sentence import Sentence, marked

SETTINGS_REFUSALS: Mapping[str, Sentence] = {
    "mail.link": Sentence(
        wrong=marked("This link is not whole, or it is too old."),
        remedy=marked("Open it again from the mail, or sign in and choose your mails there."),
    ),
    "sign_in.by_provider": Sentence(
        wrong=marked("Your organization asks its people to sign in with its own provider."),
        remedy=marked("Choose “Sign in with your organization” below."),
    ),
    "sign_on.failed": Sentence(
        wrong=marked("Signing in with your organization's provider did not work."),
        remedy=marked("Begin again; if it happens twice, tell your administrator."),
    ),
    "sign_on.provider": Sentence(
        wrong=marked("Your organization's provider does not answer as it must."),
        remedy=marked("Try again in a minute; if it goes on, tell your administrator."),
    ),
    "sign_on.unverified": Sentence(
        wrong=marked("Your organization's provider did not say that your e-mail address is confirmed."),
        remedy=marked("Ask your administrator to have it confirmed there."),
    ),
    "sign_on.unknown_person": Sentence(
        wrong=marked("Nobody with your e-mail address is a user of this organization."),
        remedy=marked("Ask an administrator of the organization to invite you."),
    ),
    "sign_on.other_identity": Sentence(
        wrong=marked("Your account belongs to another identity at your organization's provider."),
        remedy=marked("Ask an administrator to remove you and invite you again."),
    ),
    "sign_on.slug": Sentence(
        wrong=marked("This cannot be the end of an address."),
        remedy=marked("Use 3 to 40 lower-case letters, digits and hyphens."),
    ),
    "sign_on.slug_taken": Sentence(
        wrong=marked("Another organization has this address."),
        remedy=marked("Choose another one."),
    ),
    "sign_on.issuer": Sentence(
        wrong=marked("No provider answers at this address."),
        remedy=marked("Copy the issuer from your provider. It begins with https:// and calls itself exactly so."),
    ),
    "sign_on.domain": Sentence(
        wrong=marked("One of these is no domain."),
        remedy=marked("Write domains like example.com, with commas between them."),
    ),
    "sign_on.domain_foreign": Sentence(
        wrong=marked("None of your administrators has a confirmed address at one of these domains."),
        remedy=marked("Name domains of your own administrators only."),
    ),
    "sign_on.try_first": Sentence(
        wrong=marked("Nobody has come through this provider yet, so everybody might be locked out."),
        remedy=marked("Turn it on without demanding it, sign in that way once, and demand it then."),
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
