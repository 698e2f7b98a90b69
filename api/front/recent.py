"""What was found a moment ago: who asks, and the days that carriers offer. A burst of pages asks once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from api.front.principals import Principal
from domain.policy.foc import Windows

# A revoked session or token must end within five seconds, in every process (reliability R32).
KEPT = timedelta(seconds=2)
_MOST = 10_000


@dataclass(slots=True)
class RecentPrincipals:
    """Principals by the hash of what they showed, for two seconds. Forgets them all when something is written through this process."""

    _found: dict[bytes, tuple[datetime, Principal]] = field(default_factory=dict, repr=False)

    def find(self, credential: bytes, now: datetime) -> Principal | None:
        found = self._found.get(credential)
        return found[1] if found and found[0] <= now < found[0] + KEPT else None

    def keep(self, credential: bytes, principal: Principal, now: datetime) -> None:
        if len(self._found) >= _MOST:
            self._found.clear()
        self._found[credential] = (now, principal)

    def forget(self) -> None:
        self._found.clear()


# As long as somebody goes from step to step of a draft; whether a day holds, the carrier says when it is asked for it.
OFFERED = timedelta(minutes=1)


@dataclass(slots=True)
class RecentWindows:
    """The days that carriers offered for these numbers on this business day, for a minute, so that no page waits for them again."""

    _found: dict[bytes, tuple[datetime, Windows]] = field(default_factory=dict, repr=False)

    @staticmethod
    def key(numbers: Iterable[tuple[str, str]], at: datetime) -> bytes:
        """numbers: each with its carrier."""
        return sha256(repr((at.date(), sorted(numbers))).encode()).digest()

    def find(self, key: bytes, now: datetime) -> Windows | None:
        found = self._found.get(key)
        return found[1] if found and found[0] <= now < found[0] + OFFERED else None

    def keep(self, key: bytes, windows: Windows, now: datetime) -> None:
        if len(self._found) >= _MOST:
            self._found.clear()
        self._found[key] = (now, windows)
