"""What each kind of mail that somebody may do without tells (rule 40), in the order in which they come."""

from collections.abc import Mapping

from words.sentence import marked

OPTIONAL_MAILS: Mapping[str, str] = {
    "draft_expiring": marked("A draft of yours expires soon"),
    "sign_declined": marked("A signer declined to sign"),
    "papers_accepted": marked("Our staff accepted your papers"),
    "papers_refused": marked("Our staff refused your papers"),
    "order_received": marked("An order was received"),
    "order_waits_for_staff": marked("Numbers of an order wait for our staff"),
    "order_submitted": marked("An order was sent to the carrier"),
    "correction_reminder": marked("An order waits for your correction"),
    "comment_added": marked("Somebody commented on an order"),
    "foc_confirmed": marked("The date of an order is confirmed"),
    "foc_moved": marked("The date of an order was moved"),
    "foc_tomorrow": marked("Numbers move tomorrow"),
    "foc_withdrawn": marked("The date of an order was withdrawn"),
    "activation_late": marked("Numbers are late"),
    "order_completed": marked("An order is complete"),
    "order_partly_completed": marked("An order is partly complete, or failed"),
    "order_cancelled": marked("An order was cancelled"),
    "cancel_refused": marked("An order can no longer be cancelled"),
}
