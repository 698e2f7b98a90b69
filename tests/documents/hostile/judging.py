"""What a hostile file must come to, whoever reads it."""

import time
from collections.abc import Awaitable, Callable

from documents.intake import MediaType, check_upload
from documents.reading import Reading, ReadingState
from tests.documents.hostile.making import LISTENER, Case

Read = Callable[[bytes], Awaitable[Reading]]
TAKEN = frozenset(MediaType) - {MediaType.UNKNOWN}
# The reader waits a minute at most and works ten seconds (docs/decisions/0012); what comes later than this is held up by nobody.
LONGEST = 75.0
_WORDS = 12
_GOOD_WORDS = "Rehearsal Bell\nBill date: November 3, 2026"


async def wrong_with(case: Case, read: Read, port: int = 65000) -> str:
    """What is wrong with the answer that the file gets; empty if nothing is. port: of who listens for calls home."""
    data = case.make().replace(LISTENER, b"127.0.0.1:%05d" % port)
    verdict = check_upload(data, TAKEN)
    if case.code.startswith("upload."):
        return "" if verdict.code == case.code else f"answered {verdict.code or 'nothing'} at once"
    began = time.monotonic()
    reading = await read(data)
    took = time.monotonic() - began
    if took > LONGEST:
        return f"took {took:.1f} s"
    if case.code:
        refused = reading.state in {ReadingState.REFUSED, ReadingState.UNREADABLE}
        return "" if refused and reading.code == case.code else f"answered {reading.state} {reading.code}"
    if reading.state is ReadingState.READ:
        return "" if len(reading.text) <= _WORDS or reading.text == _GOOD_WORDS else f"read {len(reading.text)} characters"
    return "" if reading.code else "without a reason"
