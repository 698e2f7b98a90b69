"""What does a customer's URL name? Read by one strict grammar of our own, so that no second reader understands it otherwise."""

import re
from dataclasses import dataclass

from domain.webhooks import ReceiverRefused, ReceiverTrouble

PORTS = frozenset({443, 8443})
_LONGEST = 2_000
# Visible ASCII but for quotes, angle brackets, backslash, braces and the like, which readers of URLs disagree on.
_PLAIN = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://(?P<authority>[^/?#]*)(?P<target>[^#]*)(?P<fragment>#.*)?")
_LABEL = r"[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")
# A last label that some resolver would read as a number; and names that are not of the public network.
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_INNER = tuple(
    f".{name}"
    for name in ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion", "invalid", "test", "in-addr.arpa", "ip6.arpa")
)


@dataclass(frozen=True, slots=True)
class Receiver:
    """target: path and query. host: in lower case, without a dot at its end."""

    scheme: str
    host: str
    port: int
    target: str


def read_url(url: str, *, this_machine: bool = False) -> Receiver:
    """Raises ReceiverRefused. this_machine: development, where `localhost` may be named, on any port and without TLS."""
    found = _URL.fullmatch(url) if len(url) <= _LONGEST and _PLAIN.fullmatch(url) else None
    if found is None or found["fragment"]:
        raise ReceiverRefused(ReceiverTrouble.UNREADABLE)
    scheme, authority = found["scheme"].lower(), found["authority"].lower()
    if "@" in authority:
        raise ReceiverRefused(ReceiverTrouble.CREDENTIALS)
    host, colon, port = authority.partition(":")
    local = this_machine and (host == "localhost" or host.endswith(".localhost"))
    if scheme != "https" and not (local and scheme == "http"):
        raise ReceiverRefused(ReceiverTrouble.NOT_HTTPS)
    if not local and not _is_public_name(host):
        raise ReceiverRefused(ReceiverTrouble.NOT_A_NAME)
    target = found["target"] if found["target"].startswith("/") else f"/{found['target']}"
    return Receiver(scheme, host, _port(scheme, colon, port, local), target)


def _is_public_name(host: str) -> bool:
    if len(host) > 253 or not _NAME.fullmatch(host) or host.endswith(_INNER):
        return False
    return not _NUMERIC.fullmatch(host.rpartition(".")[2])


def _port(scheme: str, colon: str, port: str, local: bool) -> int:
    if not colon:
        return 443 if scheme == "https" else 80
    if not re.fullmatch(r"[1-9][0-9]{0,4}", port) or not (int(port) in PORTS or (local and int(port) < 65_536)):
        raise ReceiverRefused(ReceiverTrouble.PORT)
    return int(port)
