"""What of an error may be written down? Kinds and places, its own and its causes'. Messages may hold what was sent, so they stay out."""

import traceback

MOST_CAUSES, MOST_PLACES = 5, 8


def traced(error: BaseException) -> str:
    """The error, then what caused it, each as its kind and where it went through, the innermost place first."""
    chain: list[str] = []
    at: BaseException | None = error
    while at is not None and len(chain) < MOST_CAUSES:
        frames = traceback.extract_tb(at.__traceback__)[-MOST_PLACES:]
        places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
        chain.append(f"{type(at).__name__} at {places or 'no place'}")
        at = at.__cause__ or at.__context__
    return "; because of ".join(chain)
