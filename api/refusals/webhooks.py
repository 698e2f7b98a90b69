"""What is said when a webhook endpoint cannot be as it was asked for."""

from collections.abc import Mapping

from domain.webhooks import ReceiverTrouble
from words.sentence import Sentence, marked

_T = ReceiverTrouble
WEBHOOK_REFUSALS: Mapping[str, Sentence] = {
    _T.UNREADABLE: Sentence(
        wrong=marked("This is no web address that we can read."),
        remedy=marked("Write it like https://hooks.example.com/portwright, without blanks, fragments or letters beyond English."),
    ),
    _T.NOT_HTTPS: Sentence(
        wrong=marked("Webhooks go to https addresses only."),
        remedy=marked("Begin the address with https://."),
    ),
    _T.PORT: Sentence(
        wrong=marked("Webhooks do not go to this port."),
        remedy=marked("Use port 443 or 8443."),
    ),
    _T.CREDENTIALS: Sentence(
        wrong=marked("The address has a user name or password in it."),
        remedy=marked("Leave it out: verify the signature of each webhook instead."),
    ),
    _T.NOT_A_NAME: Sentence(
        wrong=marked("The address does not name a host on the public internet."),
        remedy=marked("Use a host name such as hooks.example.com, no IP address and no name of an inner network."),
    ),
    _T.UNRESOLVED: Sentence(
        wrong=marked("The host of this address cannot be found."),
        remedy=marked("Check its spelling, or wait until its DNS entry is known everywhere."),
    ),
    _T.NOT_PUBLIC: Sentence(
        wrong=marked("The host of this address leads to a network that is not public."),
        remedy=marked("Use a host all of whose addresses are public."),
    ),
    "webhook.events": Sentence(
        wrong=marked("An endpoint hears of at least one kind of event, and each is named once."),
        remedy=marked("Choose what it is to hear of."),
    ),
    "webhook.too_many": Sentence(
        wrong=marked("An organization has at most ten webhook endpoints."),
        remedy=marked("Change one of them, or delete one that is no longer needed."),
    ),
    "webhook.disabled": Sentence(
        wrong=marked("This endpoint is switched off."),
        remedy=marked("Switch it on first."),
    ),
    "webhook.rotating": Sentence(
        wrong=marked("The secret was changed within the last 24 hours, and two secrets sign."),
        remedy=marked("Wait until that time is over, or say that the oldest secret, or every earlier one, stops at once."),
    ),
}  # fmt: skip
