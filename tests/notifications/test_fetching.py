"""What identity providers say is fetched without being led elsewhere, held up or filled."""

import asyncio
import ssl
import time
from collections.abc import Mapping

import pytest

from notifications.outbound.fetching import GuardedFetch, NotFetched
from notifications.outbound.guard import Guard
from tests.notifications.outbound import Listener, Names, Talk, listening, says

PUBLIC, HERE = "93.184.215.14", "127.0.0.1"
MOST = 10_000


def fetching(names: Names, *, this_machine: bool = True) -> GuardedFetch:
    return GuardedFetch(Guard(names, this_machine), ssl.create_default_context(), patience=0.5, most=MOST)


async def fetched(listener: Listener, names: Names | None = None, form: Mapping[str, str] | None = None) -> bytes:
    return await fetching(names or Names([(HERE,)])).fetch(f"http://localhost:{listener.port}/keys?a=1", form, "Basic eDp5" if form else "")


def ok(body: bytes) -> Talk:
    return says(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


async def test_a_get_and_a_post_bring_the_body_back() -> None:
    async with listening(ok(b"{}")) as listener:
        assert await fetched(listener) == await fetched(listener, form={"code": "a b&c"}) == b"{}"
        assert [head.split("\r\n")[0] for head in listener.heads] == ["GET /keys?a=1 HTTP/1.1", "POST /keys?a=1 HTTP/1.1"]
        assert (listener.bodies, listener.header("authorization")) == ([b"", b"code=a+b%26c"], "Basic eDp5")
        assert (listener.header("host"), "authorization" in listener.heads[0].lower()) == (f"localhost:{listener.port}", False)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Go", "308 Go"])
async def test_a_redirect_is_not_followed(status: str) -> None:
    async with listening(ok(b"secret")) as inner:
        away = says(f"HTTP/1.1 {status}\r\nLocation: http://localhost:{inner.port}/\r\nContent-Length: 0\r\n\r\n".encode())
        async with listening(away) as listener:
            with pytest.raises(NotFetched, match=status[:3]):
                await fetched(listener)
        assert inner.connections == 0


async def endless(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1000\r\n" + b"a" * 4_096 + b"\r\n")
        await writer.drain()


async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.02)


async def silence(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


@pytest.mark.parametrize(
    ("talk", "trouble"),
    [
        (ok(b"a" * (MOST + 1)), "too long"),
        (endless, "too long"),
        (drip, "TimeoutError"),
        (silence, "TimeoutError"),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"), "RemoteProtocolError"),
        (says(b"SSH-2.0-OpenSSH\r\n"), "RemoteProtocolError"),
        (says(b""), "RemoteProtocolError"),
        (says(b"HTTP/1.1 204 No Content\r\n\r\n"), "204"),
        (says(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), "500"),
    ],
    ids=["too long", "endless", "slow", "silence", "cut off", "no HTTP", "nothing", "204", "500"],
)
async def test_nothing_but_a_whole_short_quick_200_is_an_answer(talk: Talk, trouble: str) -> None:
    began = time.monotonic()
    async with listening(talk) as listener:
        with pytest.raises(NotFetched, match=trouble) as refused:
            await fetched(listener)
    assert time.monotonic() - began < 12
    assert "localhost" not in str(refused.value)


async def test_the_longest_answer_is_still_one() -> None:
    async with listening(ok(b"a" * MOST)) as listener:
        assert len(await fetched(listener)) == MOST


@pytest.mark.parametrize("second", [(HERE,), ("10.0.0.5",), (PUBLIC, HERE), ("::ffff:127.0.0.1",), ("169.254.169.254",)])
async def test_a_name_that_is_public_when_it_is_set_and_inner_when_it_is_asked_reaches_nobody(second: tuple[str, ...]) -> None:
    names = Names([(PUBLIC,), second])
    fetch = fetching(names, this_machine=False)
    assert await fetch.guard.check("https://login.example/") == "login.example"
    async with listening(ok(b"{}")) as listener:
        assert fetch.allows("https://login.example:8443/keys")
        with pytest.raises(NotFetched, match="ReceiverRefused"):
            await fetch.fetch("https://login.example:8443/keys")
        assert (listener.connections, names.asked) == (0, ["login.example"] * 2)


async def test_without_the_setting_nothing_on_this_machine_is_asked() -> None:
    async with listening(ok(b"{}")) as listener:
        names = Names([(HERE,)])
        fetch = fetching(names, this_machine=False)
        for url in (f"http://localhost:{listener.port}/keys", "https://localhost/keys", "https://127.0.0.1/keys", "https://[::1]/keys"):
            assert not fetch.allows(url)
            with pytest.raises(NotFetched):
                await fetch.fetch(url)
        assert (listener.connections, names.asked) == (0, [])
