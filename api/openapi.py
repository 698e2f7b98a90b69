"""The description of the JSON door: what every operation asks, answers and refuses, and whose it is."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, Field

from api.front.problems import MEDIA_TYPE, PROBLEMS, ProblemKind

TITLE = "Portwright"
DESCRIPTION = """\
Move telephone numbers in, and hand them working to the people of a calling plan.

**Who asks.** Send `Authorization: Bearer <token>`; an administrator makes tokens, each with the scopes it needs. Every operation names
in `x-roles` who may use it and in `x-tenant` whose things it shows: what belongs to another organisation is a 404, like what is not there.
Who acts for several organisations names one in the header `Portwright-Organisation`. A token without the scope is answered
with 403 `scope-needed`, and `WWW-Authenticate` names the scopes that would do; what only a person may do is `person-needed`.

**Trouble** is `application/problem+json` with a stable `type`, a `code` where there is one to act on, the wrong fields in `errors` (JSON
pointers), and a `request_id` to tell support. Values that were sent are never repeated.

**Twice is once.** Send an `Idempotency-Key` with a POST: asked again with the same body it has one effect and the same answer for 24 hours.

**Lists** come a page at a time: pass `next` of a page as `cursor`. **Drafts** carry an `ETag`; saving one takes it in `If-Match`.
"""


class ProblemError(BaseModel):
    pointer: str = Field(description="JSON pointer into the body, or `?name` for a query parameter.", examples=["/name"])
    code: str = Field(examples=["missing"])
    detail: str = Field(examples=["This is missing."])


class ProblemBody(BaseModel):
    """RFC 9457. `type` is stable and leads to a page that explains it."""

    type: str = Field(examples=["/problems/invalid"])
    title: str
    status: int
    detail: str
    code: str | None = Field(None, description="What exactly was refused, for programs.")
    errors: list[ProblemError] | None = None
    request_id: str = Field(description="Tell it to support.", examples=["req_3k7w2m5x9q4n"])


_SCHEMAS = "#/components/schemas/"


def _answer(kind: ProblemKind) -> dict[str, Any]:
    text = PROBLEMS[kind]
    example = {
        "type": f"/problems/{kind}",
        "title": text.title,
        "status": text.status,
        "detail": text.advice,
        "request_id": "req_3k7w2m5x9q4n",
    }
    return {"description": text.title, "content": {MEDIA_TYPE: {"example": example, "schema": {"$ref": f"{_SCHEMAS}ProblemBody"}}}}


_K = ProblemKind
# Every operation may answer with these; PROBLEMS has more than one kind for some statuses. They name their model and do not hold it:
# the framework would make one anew for each answer of each operation, which is half of the time that the app takes to be put together.
PROBLEM_ANSWERS: dict[int | str, dict[str, Any]] = {
    PROBLEMS[kind].status: _answer(kind)
    for kind in (
        _K.BAD_REQUEST, _K.SIGN_IN_NEEDED, _K.NOT_ALLOWED, _K.NOT_FOUND, _K.REFUSED, _K.STALE, _K.TOO_LARGE, _K.UNSUPPORTED_MEDIA,
        _K.INVALID, _K.CONDITION_NEEDED, _K.TOO_MANY, _K.BROKEN, _K.UNAVAILABLE,
    )
}  # fmt: skip


def describe(app: FastAPI) -> dict[str, Any]:
    """The document, with the problems under their own media type and with the ways to sign in."""
    document: dict[str, Any] = app.openapi()
    schemes = {
        "token": {"type": "http", "scheme": "bearer", "description": "An API token."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "__Host-portwright",
            "description": "A browser's session; needs X-CSRF-Token.",
        },
    }
    problem = ProblemBody.model_json_schema(ref_template=f"{_SCHEMAS}{{model}}")
    components = document.setdefault("components", {})
    components["securitySchemes"] = schemes
    components.setdefault("schemas", {}).update(problem.pop("$defs") | {"ProblemBody": problem})
    for operation in operations(document):
        public = operation.get("x-roles") == ["anyone"]
        operation["security"] = [] if public else [{"token": []}, {"session": []}]
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                told: dict[str, Any] = {}
                for content in answer.get("content", {}).values():
                    told |= content
                answer["content"] = {MEDIA_TYPE: told}
            for content in answer.get("content", {}).values():
                _as_3_1(content)
    return document


def _as_3_1(content: dict[str, Any]) -> None:
    """The framework describes a stream's events in words of OpenAPI 3.2; in 3.1 a stream is text."""
    if content.pop("itemSchema", None) is not None:
        content["schema"] = {"type": "string", "description": "Server-sent events: `id`, `event`, and `data` as JSON."}


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]
