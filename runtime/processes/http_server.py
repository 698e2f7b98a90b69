"""An HTTP server of ours that says when it answers: a port that answers may be somebody else's."""

import socket

import uvicorn

from runtime.processes.readiness import announce_ready


class AnnouncingServer(uvicorn.Server):
    """Announces itself once it listens. It ends at once when the port is taken."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        announce_ready()
