"""Who asked a moment ago? A burst of reads, as a page and what belongs to it, looks its reader up once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from api.principals import Principal

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
