"""The terms of service by version. A published version is never edited, as somebody has accepted it: a new text is a new version."""

import hashlib
from collections.abc import Mapping

# Each is one text in one language: a translated part would oblige all of it. Versions are months, so that the latest is the greatest.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "2026-11": (
        "The customer orders and ports telephone numbers for its own use and does not sell, lease or resell them.",
        "The customer gives accurate data, can prove that numbers to be moved are its own, and has the authority to move them.",
        "Changing anybody's provider without authority (slamming) is forbidden, for numbers that come and for numbers that go.",
        "Porting is subject to law and to the terms of other carriers. Its day may move, and no time of day is promised.",
        "The customer keeps its present service until a port is complete, and verifies each number before publishing it.",
        "New numbers are billed from the moment they are provisioned, ported numbers from the moment the port completes; porting is free.",
        "The customer keeps the emergency address of every location and number correct.",
        "On termination the customer alone must port its numbers away to keep them; numbers left are released after a reasonable time.",
    ),
}
PRESENT = max(TEXTS)


def text_hash(version: str) -> bytes:
    return hashlib.sha256("\n".join(TEXTS[version]).encode()).digest()
