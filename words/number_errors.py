"""Why a typed number was not taken: the sentence for each `NumberReason`, with the input it is about."""

from collections.abc import Mapping

from domain.numbers.reasons import NumberError, NumberReason
from words.sentence import Actor, Explanation, Sentence, explain, marked
from words.translation import Words

_R = NumberReason
_TYPED = marked("You typed “%(typed)s”.")

NUMBER_ERRORS: Mapping[str, Sentence] = {
    _R.TOLL_FREE: Sentence(
        marked("Toll-free numbers cannot be ported or ordered."),
        marked("Take it out of the list; it stays with your present carrier."),
        detail=_TYPED,
    ),
    _R.PREMIUM: Sentence(
        marked("Premium-rate numbers cannot be ported."),
        marked("Take it out of the list; it stays with your present carrier."),
        detail=_TYPED,
    ),
    _R.PERSONAL_NUMBER: Sentence(
        marked("Personal numbers that follow a person, such as those of area code 500, cannot be ported."),
        marked("Take it out of the list; it stays with your present carrier."),
        detail=_TYPED,
    ),
    _R.NOT_US: Sentence(
        marked("This is not a number of the United States."),
        marked("Take it out of the list, or type the ten digits of a US number."),
        detail=_TYPED,
    ),
    _R.AREA_CODE_NOT_IN_SERVICE: Sentence(
        marked("No numbers have this area code today."),
        marked("Compare the number with your bill and correct it."),
        detail=marked("You typed “%(typed)s”; its area code would be %(area_code)s."),
    ),
    _R.IMPOSSIBLE_EXCHANGE: Sentence(
        marked("No number can have these three digits after the area code."),
        marked("Compare the number with your bill and correct it."),
        detail=marked("You typed “%(typed)s”; the digits are %(exchange)s."),
    ),
    _R.SERVICE_CODE: Sentence(
        marked("This is a service code such as 911 or 555-1212, not a number that belongs to a customer."),
        marked("Take it out of the list."),
        detail=_TYPED,
    ),
    _R.TOO_SHORT: Sentence(
        marked("A number needs ten digits; this has fewer."),
        marked("Type the area code and the seven digits after it."),
        detail=marked("You typed “%(typed)s”, which has digits: %(digits)s."),
    ),
    _R.TOO_LONG: Sentence(
        marked("A number has ten digits, or eleven with the leading 1; this has more."),
        marked("Separate numbers by commas, semicolons or lines, and type an extension after an x."),
        detail=marked("You typed “%(typed)s”, which has digits: %(digits)s."),
    ),
    _R.LETTERS: Sentence(
        marked("This number has letters in it."), marked("Type digits in place of the letters, as your bill shows them."), detail=_TYPED
    ),
    _R.NOT_A_NUMBER: Sentence(marked("This is not a telephone number."), marked("Type ten digits, or take it out."), detail=_TYPED),
    _R.DUPLICATE: Sentence(
        marked("This number is in the list already."),
        marked("Nothing is wrong with the order; take the second one out if you meant another number."),
        detail=_TYPED,
    ),
    _R.RANGE_BACKWARDS: Sentence(
        marked("This range ends before it begins."), marked("Type the lowest number first, then the highest."), detail=_TYPED
    ),
    _R.RANGE_TOO_LONG: Sentence(
        marked("This range is longer than one order may be."),
        marked("Check both ends of the range; split a longer one over several orders."),
        detail=marked("“%(typed)s” would be %(count)s numbers; a range may be %(limit)s at most."),
    ),
    _R.TOO_MANY: Sentence(
        marked("One order cannot hold that many numbers."),
        marked("Put the numbers from here on into another order."),
        detail=marked("The order was full at “%(typed)s”; it may hold %(limit)s numbers."),
    ),
    _R.TOO_LARGE: Sentence(
        marked("The pasted text is too long to be read at once."),
        marked("Paste the numbers alone, without the rest of the sheet, or in several pieces."),
        detail=marked("At most %(limit)s bytes are read at once."),
    ),
    _R.ALREADY_OURS: Sentence(
        marked("This number is with us already."),
        marked("Take it out of the list; find it under your numbers."),
        detail=_TYPED,
    ),
    _R.IN_ANOTHER_ORDER: Sentence(
        marked("This number is in another open order of yours."),
        marked("Take it out here, or cancel the other order first."),
        detail=_TYPED,
    ),
    _R.NEEDS_REVIEW: Sentence(
        marked("This number cannot be taken without a look by our staff."),
        marked("Set it aside and go on with the others; we write when it is settled."),
        Actor.STAFF,
        detail=_TYPED,
    ),
}


def number_error(error: NumberError, words: Words) -> Explanation:
    """The sentences for one input that was not taken. Its detail names the input as typed."""
    return explain(error.code, NUMBER_ERRORS, words, params={**error.params, "typed": error.text})
