"""Which loopback ports do the embedded processes use? Chosen once, remembered in the data folder."""

import json
import secrets
import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"
# Below what Linux (from 32768) and others (from 49152) hand out by themselves.
_CHOSEN_FROM = range(20_000, 32_000)


def free_port() -> int:
    """A port nobody listens on now. Another process may still take it first.

    Not one that the system gives to outgoing connections: such a connection could hold the port just while its server is started again.
    """
    return next(port for port in iter(lambda: secrets.choice(_CHOSEN_FROM), 0) if is_free(port))


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


class PortBook:
    """The ports of one data folder. A remembered port that somebody else took meanwhile is replaced."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "ports.json"

    def remembered(self) -> dict[str, int]:
        if not self._path.exists():
            return {}
        ports: dict[str, int] = json.loads(self._path.read_text())
        return ports

    def choose(self, name: str, wish: int = 0) -> int:
        """The port for `name`: the remembered one, else `wish`, else any; the first that is free."""
        book = self.remembered()
        for port in (book.get(name, 0), wish):
            if port and port not in {other for key, other in book.items() if key != name} and is_free(port):
                break
        else:
            port = free_port()
        if book.get(name) != port:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(book | {name: port}, indent=1))
        return port
