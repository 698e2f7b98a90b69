"""What is said about a code: what is wrong, what to do, who acts and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from words.translation import Words


class Actor(StrEnum):
    """Whose turn it is."""

    CUSTOMER = "customer"
    SIGNER = "signer"
    LOSING_CARRIER = "losing_carrier"
    STAFF = "staff"
    PLATFORM = "platform"


def marked(sentence: str) -> str:
    """The sentence itself; the name tells the extraction that it is to be translated."""
    return sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """The source text for one code.

    wrong and remedy hold no value, so they are safe in a mail. detail holds the values and is for pages only.
    """

    wrong: str
    remedy: str
    actor: Actor = Actor.CUSTOMER
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A Sentence in the reader's language. who: who acts, and by when. detail is empty where no values were given."""

    code: str
    wrong: str
    remedy: str
    actor: Actor
    who: str
    detail: str = ""

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.wrong, self.detail, self.remedy, self.who) if part)


_WHO = {
    Actor.CUSTOMER: (marked("You act, before the order can go on."), marked("You act, by %(deadline)s.")),
    Actor.SIGNER: (
        marked("The authorized signer acts, before the order can go on."),
        marked("The authorized signer acts, by %(deadline)s."),
    ),
    Actor.LOSING_CARRIER: (
        marked("Your present carrier acts; we ask it again until it has."),
        marked("Your present carrier acts; we expect it by %(deadline)s and ask again if not."),
    ),
    Actor.STAFF: (
        marked("Our support acts and will tell you what comes next; the order waits meanwhile."),
        marked("Our support acts by %(deadline)s and will tell you what comes next."),
    ),
    Actor.PLATFORM: (marked("Nobody needs to act; we go on by ourselves."), marked("Nobody needs to act; we go on by %(deadline)s.")),
}

UNKNOWN = Sentence(
    wrong=marked("The order met a problem that we have no words for yet."),
    remedy=marked("Wait for our support, who see the problem as it was reported."),
    actor=Actor.STAFF,
)


def who(actor: Actor, words: Words, deadline: str = "") -> str:
    """Who acts, and by when. deadline: a moment or day as told by `words`."""
    open_ended, dated = _WHO[actor]
    return words.gettext(dated, deadline=deadline) if deadline else words.gettext(open_ended)


def explain(
    code: str,
    table: Mapping[str, Sentence],
    words: Words,
    *,
    params: Mapping[str, str] | None = None,
    deadline: str = "",
    time_zone: str = "",
) -> Explanation:
    """The sentences for `code`. A code without any is told as a problem that support looks at.

    Raises KeyError when `params` are given and lack one that the detail names.
    """
    sentence = table.get(code, UNKNOWN)
    return Explanation(
        code=code,
        wrong=words.gettext(sentence.wrong),
        remedy=words.gettext(sentence.remedy),
        actor=sentence.actor,
        who=who(sentence.actor, words, deadline),
        detail=words.gettext(sentence.detail, **told(params, words, time_zone)) if sentence.detail and params else "",
    )


def told(params: Mapping[str, str], words: Words, time_zone: str = "") -> dict[str, str]:
    """Parameters as a reader wants them: numbers, days and (where a zone is given) moments written out.

    What was typed (`typed`) stays as it was.
    """
    return {name: value if name == "typed" else words.value(value, time_zone) for name, value in params.items()}
