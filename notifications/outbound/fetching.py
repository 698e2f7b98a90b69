"""One question to an address that a customer named: no redirect is followed, and time and bytes are limited."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import httpcore

from domain.webhooks import ReceiverRefused
from notifications.outbound.guard import Guard, GuardedNetwork


class NotFetched(Exception):
    """No answer, or not the one that was asked for. Says the kind of trouble, and nothing of the address."""


@dataclass(frozen=True, slots=True)
class GuardedFetch:
    """patience: seconds for all of it. most: bytes of an answer."""

    guard: Guard
    tls: ssl.SSLContext
    patience: float = 8.0
    most: int = 256_000

    def allows(self, url: str) -> bool:
        """What can be seen from the text; where its name leads is looked at when it is asked."""
        try:
            self.guard.read(url)
        except ReceiverRefused:
            return False
        return True

    async def fetch(self, url: str, form: Mapping[str, str] | None = None, authorization: str = "") -> bytes:
        """The body of a 200: of a GET, or of a POST of the form. Raises NotFetched."""
        try:
            async with asyncio.timeout(self.patience):
                return await self._asked(url, form, authorization)
        except (ReceiverRefused, TimeoutError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NotFetched(type(error).__name__) from None

    async def _asked(self, url: str, form: Mapping[str, str] | None, authorization: str) -> bytes:
        receiver = self.guard.read(url)
        where = httpcore.URL(scheme=receiver.scheme, host=receiver.host, port=receiver.port, target=receiver.target)
        headers = {"Accept": "application/json", "User-Agent": "Portwright"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        headers |= {"Authorization": authorization} if authorization else {}
        content = b"" if form is None else urlencode(form).encode()
        network = GuardedNetwork(self.guard, httpcore.AnyIOBackend())
        async with (
            httpcore.AsyncConnectionPool(self.tls, max_keepalive_connections=0, network_backend=network) as pool,
            pool.stream("GET" if form is None else "POST", where, headers=list(headers.items()), content=content) as answer,
        ):
            if answer.status != 200:
                raise NotFetched(str(answer.status))
            return await self._body(answer)

    async def _body(self, answer: httpcore.Response) -> bytes:
        body = bytearray()
        async for part in answer.aiter_stream():
            body += part
            if len(body) > self.most:
                raise NotFetched("too long")
        return bytes(body)
