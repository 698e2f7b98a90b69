"""One POST to a receiver: no redirect is followed, an answer is its status and how long to wait, and time is limited."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import httpcore

from domain.webhooks import ReceiverRefused
from notifications.outbound.guard import Guard, GuardedNetwork
from notifications.outbound.url import Receiver

_PATIENCE_ASKED = (429, 503)


class PostTrouble(StrEnum):
    """Why there is no status."""

    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True)
class Answer:
    """status: 0 where there was none, then error says why: a PostTrouble, or a ReceiverTrouble of what was never asked.

    patience: the `Retry-After` of a 429 or 503, as it came.
    """

    status: int = 0
    error: str = ""
    patience: bytes = b""

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        """410: the receiver wants no more, ever."""
        return self.status == 410


class Posts(Protocol):
    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Never raises for what the other side does."""
        ...


@dataclass(frozen=True, slots=True)
class GuardedPost:
    """patience: seconds for all of it, from the name server's answer to the status.

    The body of an answer is not read: endless or slow, it costs what the socket buffers.
    """

    guard: Guard
    tls: ssl.SSLContext
    patience: float = 15.0

    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        try:
            async with asyncio.timeout(self.patience):
                return await self._answer(self.guard.read(url), content, headers)
        except ReceiverRefused as error:
            return Answer(error=error.trouble)
        except (TimeoutError, httpcore.TimeoutException):
            return Answer(error=PostTrouble.TIMED_OUT)
        except httpcore.ConnectError as error:
            return Answer(error=PostTrouble.TLS if _of_tls(error) else PostTrouble.UNREACHABLE)
        except httpcore.NetworkError:
            return Answer(error=PostTrouble.UNREACHABLE)
        except httpcore.ProtocolError:
            return Answer(error=PostTrouble.PROTOCOL)

    async def _answer(self, receiver: Receiver, content: bytes, headers: Mapping[str, str]) -> Answer:
        network = GuardedNetwork(self.guard, httpcore.AnyIOBackend())
        where = httpcore.URL(scheme=receiver.scheme, host=receiver.host, port=receiver.port, target=receiver.target)
        async with (
            httpcore.AsyncConnectionPool(self.tls, max_keepalive_connections=0, network_backend=network) as pool,
            pool.stream("POST", where, headers=list(headers.items()), content=content) as answer,
        ):
            asked = next((value for name, value in answer.headers if name.lower() == b"retry-after"), b"")
            return Answer(answer.status, patience=asked if answer.status in _PATIENCE_ASKED else b"")


def _of_tls(error: BaseException | None) -> bool:
    """Whether TLS is at the bottom of it: a certificate of another name, of nobody we trust, or out of date."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
