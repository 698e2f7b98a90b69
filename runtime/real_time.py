"""Real time, for whatever is never business time: sessions, relays, fences, webhooks."""

from datetime import UTC, datetime


def now() -> datetime:
    """Real time."""
    return datetime.now(UTC)
