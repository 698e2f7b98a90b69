"""Which version did you see? ETag on reading, If-Match on saving."""

from starlette.requests import Request

from api.front.problems import Problem, ProblemKind


def etag(version: int) -> str:
    return f'"{version}"'


def version_seen(request: Request) -> int:
    """The version in If-Match. Raises Problem CONDITION_NEEDED when there is none, STALE when it is no version of ours."""
    sent = request.headers.get("if-match", "").strip()
    if not sent:
        raise Problem(ProblemKind.CONDITION_NEEDED)
    digits = sent.removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
        raise Problem(ProblemKind.STALE)
    return int(digits)
