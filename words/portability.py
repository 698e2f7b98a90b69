"""Why a number cannot be moved by itself, as the portability check says it while numbers are typed."""

from collections.abc import Mapping

from domain.porting.portability import NotPortable, not_portable
from words.sentence import Actor, Explanation, Sentence, explain, marked
from words.translation import Words

_N = NotPortable
_SET_ASIDE = marked("Set it aside for our staff to review, or take it out; the others go on.")
_TAKE_OUT = marked("Take it out of the order.")

PORTABILITY: Mapping[str, Sentence] = {
    _N.NO_COVERAGE: Sentence(marked("None of our carriers serves the area of this number."), _SET_ASIDE),
    _N.LOSING_CARRIER_UNSUPPORTED: Sentence(marked("Its present carrier does not take requests from ours."), _SET_ASIDE),
    _N.ALREADY_PORTING: Sentence(
        marked("Another request to move this number is under way."),
        marked("Cancel the other request where it was made, or set the number aside for our staff to review."),
    ),
    _N.NOT_IN_SERVICE: Sentence(
        marked("This number is not in service."),
        marked("Compare it with the bill; have your present carrier put it back into service, or take it out."),
    ),
    _N.PORT_PROTECTED: Sentence(
        marked("This number is locked against moving."),
        marked("Have your present carrier lift the lock, then check again; or set the number aside."),
    ),
    _N.MANUAL_ONLY: Sentence(marked("This number can be moved only by hand."), _SET_ASIDE),
    _N.ALREADY_OURS: Sentence(marked("This number is with us already."), marked("Take it out of the order; find it under your numbers.")),
    _N.TOLL_FREE: Sentence(marked("Toll-free numbers cannot be ported or ordered."), _TAKE_OUT),
    _N.COUNTRY_UNSUPPORTED: Sentence(marked("This is not a number of the United States."), _TAKE_OUT),
    _N.NOT_A_NUMBER: Sentence(
        marked("This is not a telephone number."), marked("Compare it with the bill and correct it, or take it out of the order.")
    ),
    _N.UNRECOGNISED: Sentence(
        marked("The check gave a reason that we do not know yet."),
        marked("Set it aside; our staff see the reason as it was reported."),
        Actor.STAFF,
    ),
}


def portability_told(code: str, words: Words) -> Explanation:
    """The sentences for a number that is not portable; a reason that is not ours is told as unrecognised."""
    return explain(not_portable(code), PORTABILITY, words)
