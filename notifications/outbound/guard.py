"""The guard before every connection to an address that a customer named (reliability R41).

A name is resolved once, every address it has must be a public one, and the connection goes to one of these very addresses; who is at
its other end is looked at once more before a byte is sent. To check a name and then connect by name would leave the resolver time to
answer otherwise.
"""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

import httpcore

from domain.webhooks import ReceiverRefused, ReceiverTrouble
from notifications.outbound.address import Address, is_public, is_this_machine, read
from notifications.outbound.url import Receiver, read_url

_PATIENCE = 5.0
_TRIED_ADDRESSES = 3


class Resolver(Protocol):
    async def __call__(self, host: str) -> Sequence[Address]:
        """All addresses of a name, IPv4 and IPv6, best first; empty for none. Raises OSError."""
        ...


@dataclass(frozen=True, slots=True)
class SystemResolver:
    """Asks as the machine does, in threads of its own: a name server that does not answer holds up nobody else's threads."""

    threads: Executor = field(default_factory=lambda: ThreadPoolExecutor(64, "resolver"))

    async def __call__(self, host: str) -> Sequence[Address]:
        found = await asyncio.get_running_loop().run_in_executor(self.threads, _asked, host)
        return tuple(dict.fromkeys(read(str(answer[4][0])) for answer in found))


def _asked(host: str) -> list[tuple[Any, ...]]:
    # The dot keeps the machine's own search domains out.
    rooted = host if host == "localhost" else f"{host}."
    return list(socket.getaddrinfo(rooted, None, type=socket.SOCK_STREAM))


@dataclass(frozen=True, slots=True)
class Guard:
    """this_machine: development, where receivers on this machine may be named too."""

    resolve: Resolver
    this_machine: bool = False

    def read(self, url: str) -> Receiver:
        """What can be seen from the text. Raises ReceiverRefused."""
        return read_url(url, this_machine=self.this_machine)

    async def check(self, url: str) -> str:
        """The host of an address that may be asked now. Raises ReceiverRefused."""
        receiver = self.read(url)
        await self.addresses(receiver.host)
        return receiver.host

    async def addresses(self, host: str) -> Sequence[Address]:
        """All that the name has now, asked once; one that may not be asked refuses them all. Raises ReceiverRefused."""
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await self.resolve(host)
        except (OSError, ValueError):
            raise ReceiverRefused(ReceiverTrouble.UNRESOLVED) from None
        if not found:
            raise ReceiverRefused(ReceiverTrouble.UNRESOLVED)
        if not all(self.allows(address) for address in found):
            raise ReceiverRefused(ReceiverTrouble.NOT_PUBLIC)
        return found

    def allows(self, address: Address) -> bool:
        return is_public(address) or (self.this_machine and is_this_machine(address))


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Where httpcore gets its connections: TLS, SNI and Host keep the name, the connection goes to the address that was looked at."""

    def __init__(self, guard: Guard, network: httpcore.AsyncNetworkBackend) -> None:
        self._guard, self._network = guard, network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises ReceiverRefused, and what the network raises when none of the addresses answers."""
        *others, last = (await self._guard.addresses(host))[:_TRIED_ADDRESSES]
        for address in others:
            try:
                return await self._connected(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._connected(last, port, timeout)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise ReceiverRefused(ReceiverTrouble.NOT_PUBLIC)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    async def _connected(self, address: Address, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        stream = await self._network.connect_tcp(str(address), port, timeout)
        if not self._is(address, stream.get_extra_info("server_addr")):
            await stream.aclose()
            raise ReceiverRefused(ReceiverTrouble.NOT_PUBLIC)
        return stream

    def _is(self, address: Address, peer: object) -> bool:
        match peer:
            case (str(host), *_):
                there = read(host)
                return there == address and self._guard.allows(there)
            case _:
                return False
