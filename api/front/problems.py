"""What can go wrong at the door, and what is said of it: RFC 9457 problems with stable types, never with what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from words.sentence import marked
from words.translation import Words

MEDIA_TYPE = "application/problem+json"


class ProblemKind(StrEnum):
    BAD_REQUEST = "bad-request"
    UNKNOWN_HOST = "unknown-host"
    SIGN_IN_NEEDED = "sign-in-needed"
    NOT_ALLOWED = "not-allowed"
    SCOPE_NEEDED = "scope-needed"
    PERSON_NEEDED = "person-needed"
    FORGED = "forged"
    PASSWORD_NEEDED = "password-needed"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    REFUSED = "refused"
    KEY_IN_PROGRESS = "key-in-progress"
    STALE = "stale"
    TOO_LARGE = "too-large"
    UNSUPPORTED_MEDIA = "unsupported-media"
    INVALID = "invalid"
    KEY_REUSED = "key-reused"
    ORGANISATION_NEEDED = "organisation-needed"
    CONDITION_NEEDED = "condition-needed"
    TOO_MANY = "too-many"
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ProblemText:
    """advice: what to do, for the page that the problem's type leads to and for `detail`."""

    status: int
    title: str
    advice: str


_K = ProblemKind
PROBLEMS: Mapping[ProblemKind, ProblemText] = {
    _K.BAD_REQUEST: ProblemText(400, marked("The request cannot be read"), marked("Send it in the form that the description asks for.")),
    _K.UNKNOWN_HOST: ProblemText(400, marked("The address is not ours"), marked("Use the address that you were given.")),
    _K.SIGN_IN_NEEDED: ProblemText(
        401, marked("Sign in first"), marked("Sign in again, or send a token that has neither expired nor been revoked.")
    ),
    _K.NOT_ALLOWED: ProblemText(
        403, marked("Your role does not allow this"), marked("Ask an administrator of the organization to do it, or to change your role.")
    ),
    _K.SCOPE_NEEDED: ProblemText(
        403,
        marked("The token lacks a scope"),
        marked("Use a token with a scope that the header WWW-Authenticate names; an administrator makes one in the settings."),
    ),
    _K.PERSON_NEEDED: ProblemText(403, marked("No token may do this"), marked("Somebody whose role allows it does it, signed in.")),
    _K.FORGED: ProblemText(
        403, marked("The form did not come from our page"), marked("Open the page again and send the form from there; nothing was changed.")
    ),
    _K.PASSWORD_NEEDED: ProblemText(403, marked("Choose a password first"), marked("Choose a password, then go on.")),
    _K.NOT_FOUND: ProblemText(404, marked("There is nothing here"), marked("Check the address, or start again from a list.")),
    _K.METHOD_NOT_ALLOWED: ProblemText(
        405, marked("This cannot be done here"), marked("Use one of the methods that the description names for this address.")
    ),
    _K.REFUSED: ProblemText(409, marked("This cannot be done now"), marked("See what the code says and what it asks for.")),
    _K.KEY_IN_PROGRESS: ProblemText(
        409, marked("The same request is still under way"), marked("Ask again in a moment with the same key; it will have one effect.")
    ),
    _K.STALE: ProblemText(
        412, marked("Somebody changed it meanwhile"), marked("Read it again, compare, and save with the version you then see.")
    ),
    _K.TOO_LARGE: ProblemText(413, marked("Too large"), marked("Send less at once; the description names the limit.")),
    _K.UNSUPPORTED_MEDIA: ProblemText(415, marked("This kind of content is not taken"), marked("Send what the description names.")),
    _K.INVALID: ProblemText(422, marked("Something in it is missing or wrong"), marked("Correct the named fields and send it again.")),
    _K.KEY_REUSED: ProblemText(
        422, marked("This key was used for another request"), marked("Make a new idempotency key for each new request.")
    ),
    _K.ORGANISATION_NEEDED: ProblemText(
        422, marked("Say for which organization"), marked("Name it in the header Portwright-Organisation, or choose it on the page.")
    ),
    _K.CONDITION_NEEDED: ProblemText(
        428, marked("Say which version you saw"), marked("Send the ETag of your last reading in the header If-Match.")
    ),
    _K.TOO_MANY: ProblemText(429, marked("Too often"), marked("Wait as long as the header Retry-After says, then go on.")),
    _K.BROKEN: ProblemText(
        500, marked("Something broke on our side"), marked("It is recorded. Try again; if it stays, tell support the request id.")
    ),
    _K.UNAVAILABLE: ProblemText(
        503, marked("We cannot answer just now"), marked("Nothing was half done. Ask again in a few seconds.")
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """One wrong field. pointer: JSON pointer into the body, or `?name` for a query parameter. code is stable, detail is for people."""

    pointer: str
    code: str
    detail: str

    def told(self) -> dict[str, str]:
        return {"pointer": self.pointer, "code": self.code, "detail": self.detail}


class Problem(Exception):
    """Ends the request with this problem. headers: such as Retry-After or Allow."""

    def __init__(self, kind: ProblemKind, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(kind.value)
        self.kind, self.headers = kind, dict(headers or {})


class Refused(Exception):
    """The domain says no. code: of `words/findings.py`, `words/rejections.py` or `api/refusals/doors.py`, which hold the sentence.

    status: 409 when the state of things forbids it, 422 when what was asked is wrong. pointer: the field at fault.
    """

    def __init__(self, code: str, params: Mapping[str, str] | None = None, *, status: int = 409, pointer: str = "") -> None:
        super().__init__(code)
        self.code, self.params, self.status, self.pointer = code, dict(params or {}), status, pointer


class Invalid(Exception):
    """Fields are wrong that only a look at more than their form could tell. Each pair: JSON pointer, code of a refusal."""

    def __init__(self, *wrong: tuple[str, str]) -> None:
        super().__init__(", ".join(code for _, code in wrong))
        self.wrong = wrong


def not_found() -> Problem:
    """The same for what is another tenant's and for what is not there."""
    return Problem(ProblemKind.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """A problem as it is told: rendered as JSON or as a page."""

    kind: ProblemKind
    status: int
    title: str
    detail: str
    code: str = ""
    errors: tuple[Trouble, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, request_id: str) -> dict[str, Any]:
        told: dict[str, Any] = {"type": f"/problems/{self.kind}", "title": self.title, "status": self.status, "detail": self.detail}
        if self.code:
            told["code"] = self.code
        if self.errors:
            told["errors"] = [error.told() for error in self.errors]
        return told | {"request_id": request_id}


def report(kind: ProblemKind, words: Words, headers: Mapping[str, str] | None = None) -> ProblemReport:
    text = PROBLEMS[kind]
    return ProblemReport(kind, text.status, words.gettext(text.title), words.gettext(text.advice), headers=headers or {})
