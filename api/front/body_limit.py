"""How large may a body be? Asked before it is read, and again while it is."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from api.front.problems import Problem, ProblemKind


def capped(request: Request, most: int) -> Request:
    """The request, whose body ends in a 413 beyond `most` bytes. Raises Problem TOO_LARGE for one that says so itself."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:20]) > most:
        raise Problem(ProblemKind.TOO_LARGE)
    read = 0

    async def receive() -> Message:
        nonlocal read
        message = await request.receive()
        read += len(message.get("body", b""))
        if read > most:
            # FastAPI lets only this kind through while it reads a body.
            raise HTTPException(413)
        return message

    return Request(request.scope, receive)
