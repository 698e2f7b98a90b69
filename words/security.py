"""What roles are called, and how administrators are told that somebody's access was changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.access import Role
from domain.security import SecurityEvent
from words.sentence import marked
from words.translation import Words

ROLES: Mapping[Role, str] = {
    Role.CUSTOMER_ADMIN: marked("Administrator"),
    Role.VIEWER: marked("Viewer"),
    Role.PARTNER: marked("Partner"),
    Role.SUPPORT: marked("Support"),
    Role.SUPPORT_LEAD: marked("Support lead"),
    Role.AUDITOR: marked("Auditor"),
    Role.INTEGRATOR: marked("Integrator"),
    Role.SIGNER: marked("Signer"),
}


@dataclass(frozen=True, slots=True)
class SecurityText:
    """told: with who, whom, role and organisation to be named. page: where it is seen and undone."""

    subject: str
    told: str
    page: str


_E = SecurityEvent
_TEXTS: Mapping[SecurityEvent, SecurityText] = {
    _E.USER_REMOVED: SecurityText(
        marked("A user was removed from %(organisation)s"),
        marked("%(who)s removed %(whom)s from the users of %(organisation)s."),
        "users",
    ),
    _E.ROLE_CHANGED: SecurityText(
        marked("A role was changed in %(organisation)s"),
        marked("%(who)s gave %(whom)s another role in %(organisation)s: %(role)s."),
        "users",
    ),
    _E.ADMINISTRATOR_JOINED: SecurityText(
        marked("%(organisation)s has a new administrator"),
        marked("%(whom)s accepted an invitation and has this role in %(organisation)s: %(role)s."),
        "users",
    ),
    _E.PARTNER_LET_IN: SecurityText(
        marked("A partner acts for %(organisation)s"),
        marked("%(who)s let the partner %(whom)s act for %(organisation)s."),
        "settings/partners",
    ),
    _E.PARTNER_REMOVED: SecurityText(
        marked("A partner no longer acts for %(organisation)s"),
        marked("%(who)s ended that the partner %(whom)s acts for %(organisation)s."),
        "settings/partners",
    ),
    _E.TOKEN_MADE: SecurityText(
        marked("An API token was made for %(organisation)s"),
        marked("%(who)s made the API token “%(whom)s” for %(organisation)s. Whoever holds it can use the API as it allows."),
        "settings/tokens",
    ),
    _E.SIGN_ON_CHANGED: SecurityText(
        marked("The sign-on settings of %(organisation)s were changed"),
        marked("%(who)s changed how people sign in to %(organisation)s with its own provider."),
        "settings/sign-on",
    ),
    _E.SIGN_ON_REMOVED: SecurityText(
        marked("The sign-on settings of %(organisation)s were removed"),
        marked("%(who)s removed the provider by which people sign in to %(organisation)s. Everybody signs in with a password again."),
        "settings/sign-on",
    ),
    _E.WEBHOOK_MADE: SecurityText(
        marked("Events of %(organisation)s are sent to another program"),
        marked("%(who)s made a webhook: events about the orders of %(organisation)s are sent to %(whom)s from now on."),
        "settings/webhooks",
    ),
    _E.WEBHOOK_SECRET_CHANGED: SecurityText(
        marked("A webhook secret of %(organisation)s was changed"),
        marked("%(who)s made a new secret for the webhooks of %(organisation)s to %(whom)s."),
        "settings/webhooks",
    ),
}


def role_name(role: str, words: Words) -> str:
    return words.gettext(ROLES[Role(role)])


def security_text(event: str, words: Words) -> SecurityText:
    text = _TEXTS[SecurityEvent(event)]
    return SecurityText(words.gettext(text.subject), words.gettext(text.told), text.page)
