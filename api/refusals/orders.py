"""What the door's refusals about orders under way, the desk and rehearsals say."""

from collections.abc import Mapping

from words.sentence import Sentence, marked

_MAILED_AGAIN = marked("Asking again mails a fresh link; the one before stops working, and the order waits until the letter is signed.")

ORDER_REFUSALS: Mapping[str, Sentence] = {
    "order.not_submitted": Sentence(
        wrong=marked("This order is still a draft."),
        remedy=marked("Complete and submit it first; a draft that is not wanted expires by itself."),
    ),
    "order.being_cancelled": Sentence(
        wrong=marked("The order is being cancelled already."), remedy=marked("Wait for the carrier's answer; we write when it has come.")
    ),
    "order.nothing_to_correct": Sentence(
        wrong=marked("Nothing in this order waits for a correction."), remedy=marked("Look at the order as it is now.")
    ),
    "order.staff_corrects": Sentence(
        wrong=marked("What was found wrong is put right by our staff."),
        remedy=marked("Nothing is to be done; we write when it is settled."),
    ),
    "order.not_reopened": Sentence(
        wrong=marked("The order has not been opened for correction."),
        remedy=marked("Open it for correction, change what is wrong, then send it."),
    ),
    "letter.open": Sentence(wrong=marked("The letter was mailed and waits for its signer."), remedy=_MAILED_AGAIN),
    "letter.declined": Sentence(wrong=marked("The signer declined to sign the letter."), remedy=_MAILED_AGAIN),
    "letter.expired": Sentence(wrong=marked("The link that was mailed to the signer has expired."), remedy=_MAILED_AGAIN),
    "letter.changed": Sentence(wrong=marked("The order has changed, so its letter is signed anew."), remedy=_MAILED_AGAIN),
    "letter.holds": Sentence(
        wrong=marked("The signed letter holds."), remedy=marked("It is signed again only when the order is corrected.")
    ),
    "letter.correct_first": Sentence(
        wrong=marked("The signed letter holds as long as the order is not corrected."),
        remedy=marked("Correct the order first; where the letter covers what you change, it is then signed again."),
    ),
    "letter.order_ended": Sentence(
        wrong=marked("The order has ended; its letter is not needed any more."), remedy=marked("Nothing is to be done.")
    ),
    "order.no_part": Sentence(
        wrong=marked("The order has no carrier order of this number."), remedy=marked("Choose one of those that the order shows.")
    ),
    "order.no_date_to_hurry": Sentence(
        wrong=marked("There is no date yet that an earlier one could replace."), remedy=marked("Ask for another date instead.")
    ),
    "order_ended": Sentence(wrong=marked("The order has ended."), remedy=marked("Nothing is left to be asked of it.")),
    "export.too_many": Sentence(
        wrong=marked("This list is too long for one file."),
        detail=marked("A file holds up to %(limit)s rows."),
        remedy=marked("Narrow it, by dates for instance, and export it in parts."),
    ),
    "view.name_taken": Sentence(wrong=marked("You have a view of this name already."), remedy=marked("Choose another name.")),
    "view.too_many": Sentence(wrong=marked("You have saved 30 views, and more are not kept."), remedy=marked("Delete one first.")),
    "search.no_number": Sentence(
        wrong=marked("This is no US telephone number."),
        remedy=marked("Type all ten digits, or look for your reference or the order number instead."),
    ),
    "date.not_confirmed": Sentence(
        wrong=marked("No date is confirmed yet."),
        remedy=marked("When the carrier has confirmed one, you can ask for another here."),
    ),
    "date.not_allowed": Sentence(wrong=marked("Numbers cannot move on that day."), remedy=marked("Choose one of the days offered.")),
    "date.same": Sentence(wrong=marked("That is the day already confirmed."), remedy=marked("Choose another day.")),
    "comment.internal": Sentence(
        wrong=marked("Only our staff can keep a comment to themselves."), remedy=marked("Send it as a comment that support can read.")
    ),
    "rating.not_complete": Sentence(
        wrong=marked("An order can be rated once its numbers have moved."), remedy=marked("Come back when the order is complete.")
    ),
    "rating.given": Sentence(wrong=marked("This order is rated already."), remedy=marked("Write a comment if you want to tell us more.")),
    "review.not_for_staff": Sentence(
        wrong=marked("Staff cannot let this finding pass."), remedy=marked("Only what a look at the paper can settle may be let pass.")
    ),
    "events.too_many": Sentence(
        wrong=marked("Too many streams of events are open."), remedy=marked("Close some, or read the timeline instead.")
    ),
    "webhook.forged": Sentence(
        wrong=marked("The signature of this message does not hold."),
        remedy=marked("Sign it with the key that was agreed, and send it anew."),
    ),
    "clock.not_forward": Sentence(
        wrong=marked("A rehearsal clock only goes forward, by at most a year at once."), remedy=marked("Choose a later moment.")
    ),
    "clock.one_way": Sentence(wrong=marked("Say either where to jump or how far."), remedy=marked("Give one of the two.")),
    "rehearsal.not_sent": Sentence(
        wrong=marked("No carrier has this order yet."), remedy=marked("Wait until it is sent; then its carrier can play.")
    ),
    "rehearsal.refused": Sentence(
        wrong=marked("The rehearsal carrier cannot play this step now."), remedy=marked("See what it has planned, and choose another step.")
    ),
}
