"""No webhook reaches what is not public, however it is named (reliability R41, T10)."""

import asyncio
import ssl
import time
from ipaddress import ip_address

import httpcore
import pytest

from domain.webhooks import ReceiverRefused, ReceiverTrouble
from notifications.outbound.address import is_public
from notifications.outbound.guard import Guard, GuardedNetwork, SystemResolver
from notifications.outbound.posting import Answer, GuardedPost, PostTrouble
from notifications.outbound.url import Receiver, read_url
from tests.notifications.outbound import OK, Listener, Names, certificate, listening, says

T = ReceiverTrouble
PUBLIC = "93.184.215.14"
REFUSED = {
    "": T.UNREADABLE,
    "hooks.example": T.UNREADABLE,
    "//hooks.example/": T.UNREADABLE,
    "https:/hooks.example/": T.UNREADABLE,
    "https:hooks.example": T.UNREADABLE,
    "https://hooks.example/#part": T.UNREADABLE,
    "https://hooks.example/a b": T.UNREADABLE,
    "https://hooks.example/\r\nX: 1": T.UNREADABLE,
    "https://hooks.example/\x00": T.UNREADABLE,
    "https://hooks.example\\@127.0.0.1/": T.UNREADABLE,
    "https:\\\\127.0.0.1\\": T.UNREADABLE,
    "https://hooks\t.example/": T.UNREADABLE,
    " https://hooks.example/": T.UNREADABLE,
    "https://hooks.exämple/": T.UNREADABLE,
    "https://１２７.0.0.1/": T.UNREADABLE,
    "https://127。0。0。1/": T.UNREADABLE,
    "https://①②⑦.⓪.⓪.①/": T.UNREADABLE,
    "https://" + "a" * 2_000 + ".example/": T.UNREADABLE,
    "http://hooks.example/": T.NOT_HTTPS,
    "ftp://hooks.example/": T.NOT_HTTPS,
    "file:///etc/passwd": T.NOT_HTTPS,
    "gopher://hooks.example:443/_x": T.NOT_HTTPS,
    "ws://hooks.example/": T.NOT_HTTPS,
    "javascript://hooks.example/%0aalert(1)": T.NOT_HTTPS,
    "http://localhost:8080/": T.NOT_HTTPS,
    "https://user@hooks.example/": T.CREDENTIALS,
    "https://user:secret@hooks.example/": T.CREDENTIALS,
    "https://hooks.example@127.0.0.1/": T.CREDENTIALS,
    "https://127.0.0.1:443@hooks.example/": T.CREDENTIALS,
    "https://@hooks.example/": T.CREDENTIALS,
    "https://hooks.example:22/": T.PORT,
    "https://hooks.example:80/": T.PORT,
    "https://hooks.example:5432/": T.PORT,
    "https://hooks.example:65979/": T.PORT,
    "https://hooks.example:0443/": T.PORT,
    "https://hooks.example:/": T.PORT,
    "https://hooks.example:443:443/": T.PORT,
    "https://hooks.example:-1/": T.PORT,
    "https://hooks.example:4a3/": T.PORT,
    "https:///path": T.NOT_A_NAME,
    "https://./": T.NOT_A_NAME,
    "https://localhost/": T.NOT_A_NAME,
    "https://LOCALHOST/": T.NOT_A_NAME,
    "https://localhost./": T.NOT_A_NAME,
    "https://app.localhost/": T.NOT_A_NAME,
    "https://intranet/": T.NOT_A_NAME,
    "https://db.internal/": T.NOT_A_NAME,
    "https://metadata.google.internal/": T.NOT_A_NAME,
    "https://printer.local/": T.NOT_A_NAME,
    "https://1.0.0.127.in-addr.arpa/": T.NOT_A_NAME,
    "https://hooks.example./": T.NOT_A_NAME,
    "https://hooks..example/": T.NOT_A_NAME,
    "https://-hooks.example/": T.NOT_A_NAME,
    "https://ho_oks.example/": T.NOT_A_NAME,
    "https://127.0.0.1/": T.NOT_A_NAME,
    "https://127.0.0.1./": T.NOT_A_NAME,
    "https://127.1/": T.NOT_A_NAME,
    "https://2130706433/": T.NOT_A_NAME,
    "https://0x7f000001/": T.NOT_A_NAME,
    "https://0x7f.0.0.0x1/": T.NOT_A_NAME,
    "https://0177.0.0.01/": T.NOT_A_NAME,
    "https://017700000001/": T.NOT_A_NAME,
    "https://0/": T.NOT_A_NAME,
    "https://0.0.0.0/": T.NOT_A_NAME,
    "https://8.8.8.8/": T.NOT_A_NAME,
    "https://169.254.169.254/latest/meta-data/": T.NOT_A_NAME,
    "https://10.0.0.1/": T.NOT_A_NAME,
    "https://[::1]/": T.NOT_A_NAME,
    "https://[::ffff:127.0.0.1]/": T.NOT_A_NAME,
    "https://[::ffff:7f00:1]:443/": T.NOT_A_NAME,
    "https://[64:ff9b::7f00:1]/": T.NOT_A_NAME,
    "https://[fe80::1%25eth0]/": T.NOT_A_NAME,
    "https://127%2e0%2e0%2e1/": T.NOT_A_NAME,
    "https://%31%32%37.0.0.1/": T.NOT_A_NAME,
    "https://hooks.example%00.internal/": T.NOT_A_NAME,
    "https://hooks.example,127.0.0.1/": T.NOT_A_NAME,
    "https://hooks.0x7f/": T.NOT_A_NAME,
}  # fmt: skip
CLOSED = (
    "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1",
    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
)  # fmt: skip


@pytest.mark.parametrize("url", REFUSED, ids=ascii)
async def test_an_address_that_is_no_public_https_name_is_refused_before_anybody_is_asked(url: str) -> None:
    names = Names([(PUBLIC,)])
    with pytest.raises(ReceiverRefused) as refused:
        await Guard(names).check(url)
    assert (refused.value.trouble, names.asked) == (REFUSED[url], [])


def test_there_are_enough_forms() -> None:
    assert len(REFUSED) >= 60


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://hooks.example", Receiver("https", "hooks.example", 443, "/")),
        ("HTTPS://Hooks.Example:8443/T0/x?a=1&b=%20", Receiver("https", "hooks.example", 8443, "/T0/x?a=1&b=%20")),
        ("https://xn--hks-sna.example?key=1", Receiver("https", "xn--hks-sna.example", 443, "/?key=1")),
        ("https://4.example/..//@x:y", Receiver("https", "4.example", 443, "/..//@x:y")),
    ],
)
def test_an_address_is_read_in_one_way(url: str, read: Receiver) -> None:
    assert read_url(url) == read


@pytest.mark.parametrize("address", CLOSED)
async def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))
    with pytest.raises(ReceiverRefused, match=T.NOT_PUBLIC):
        await Guard(Names([(address,)])).check("https://hooks.example/")


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "::ffff:8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_what_is_public_is_not(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("answers", [(PUBLIC, "127.0.0.1"), (PUBLIC, "::1"), ("2606:2800::1", "10.0.0.1"), ("::ffff:127.0.0.1", PUBLIC)])
async def test_one_inner_address_among_others_refuses_them_all(answers: tuple[str, ...]) -> None:
    with pytest.raises(ReceiverRefused, match=T.NOT_PUBLIC):
        await Guard(Names([answers])).check("https://hooks.example/")


@pytest.mark.parametrize("trouble", [OSError("no such name"), UnicodeError("label too long"), TimeoutError()])
async def test_a_name_without_an_answer_is_refused(trouble: Exception) -> None:
    async def fails(host: str) -> tuple[()]:
        raise trouble

    async def nothing(host: str) -> tuple[()]:
        return ()

    for resolve in (fails, nothing):
        with pytest.raises(ReceiverRefused, match=T.UNRESOLVED):
            await Guard(resolve).check("https://hooks.example/")


async def test_the_machines_own_resolver_gives_every_address_once() -> None:
    found = await SystemResolver()("localhost")
    assert found and len(set(found)) == len(found)
    assert not any(is_public(address) for address in found)


class Elsewhere(httpcore.AsyncNetworkBackend):
    """A network whose connections end at another address than was asked for."""

    def __init__(self, peer: object) -> None:
        self.peer, self.asked, self.closed, self.sent = peer, [], 0, 0

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.asked.append((host, port))
        network = self

        class Stream(httpcore.AsyncNetworkStream):
            def get_extra_info(self, info):
                return network.peer

            async def aclose(self):
                network.closed += 1

        return Stream()


@pytest.mark.parametrize("peer", [("127.0.0.1", 443), ("8.8.8.8", 443), ("::ffff:127.0.0.1", 443, 0, 0), None])
async def test_who_is_at_the_other_end_is_looked_at_before_a_byte_is_sent(peer: object) -> None:
    network = Elsewhere(peer)
    with pytest.raises(ReceiverRefused, match=T.NOT_PUBLIC):
        await GuardedNetwork(Guard(Names([(PUBLIC,)])), network).connect_tcp("hooks.example", 443)
    assert (network.asked, network.closed) == ([(PUBLIC, 443)], 1)


async def test_the_connection_goes_to_the_address_that_was_looked_at_and_the_name_is_asked_once() -> None:
    names = Names([(PUBLIC,), ("127.0.0.1",)])
    network = Elsewhere((PUBLIC, 443))
    await GuardedNetwork(Guard(names), network).connect_tcp("hooks.example", 443)
    assert (names.asked, network.asked) == (["hooks.example"], [(PUBLIC, 443)])


async def sent(
    listener: Listener, names: Names, *, this_machine: bool = False, tls: ssl.SSLContext | None = None, path: str = "/"
) -> Answer:
    """Post to the listener by name; where the port must be one of those allowed, nothing listens there anyway."""
    url = f"https://localhost:{listener.port}{path}" if this_machine else f"https://hooks.example{path}"
    post = GuardedPost(Guard(names, this_machine), tls or ssl.create_default_context(), patience=1.0)
    return await post.post(url, b"{}", {"webhook-id": "evt_1"})


async def test_a_name_that_is_public_when_saved_and_ours_when_used_reaches_nobody() -> None:
    names = Names([(PUBLIC,), ("127.0.0.1",), (PUBLIC, "127.0.0.1"), ("::ffff:127.0.0.1",)])
    await Guard(names).check("https://hooks.example/")
    async with listening() as listener:
        for _ in range(3):
            assert (await sent(listener, names)).error == T.NOT_PUBLIC
            # Past the list of ports: the network itself refuses.
            with pytest.raises(ReceiverRefused):
                await GuardedNetwork(Guard(names), httpcore.AnyIOBackend()).connect_tcp("hooks.example", listener.port)
        assert listener.connections == 0


@pytest.mark.parametrize(("status", "patience"), [("429 Slow", b"30"), ("503 Busy", b"30"), ("500 Broken", b""), ("200 OK", b"")])
async def test_patience_is_heard_from_those_who_may_ask_for_it(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext], status: str, patience: bytes
) -> None:
    async with listening(says(f"HTTP/1.1 {status}\r\nRETRY-AFTER: 30\r\n\r\n".encode()), contexts[0]) as listener:
        answer = await sent(listener, Names([("127.0.0.1",)]), this_machine=True, tls=contexts[1])
        assert answer == Answer(int(status[:3]), patience=patience)


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("tls"))


async def test_a_receiver_is_met_by_its_name(contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    async with listening(OK, contexts[0]) as listener:
        answer = await sent(listener, Names([("127.0.0.1",)]), this_machine=True, tls=contexts[1], path="/t0?key=1")
        assert (answer, answer.taken, listener.names) == (Answer(204), True, ["localhost"])
        assert listener.heads[0].startswith("POST /t0?key=1 HTTP/1.1\r\n")
        assert (listener.header("host"), listener.bodies) == (f"localhost:{listener.port}", [b"{}"])


async def test_a_certificate_of_another_name_or_of_nobody_we_trust_is_refused(tmp_path, contexts) -> None:
    other, trusting = certificate(tmp_path, "other.example")
    for server, client in ((other, trusting), (contexts[0], ssl.create_default_context())):
        async with listening(OK, server) as listener:
            answer = await sent(listener, Names([("127.0.0.1",)]), this_machine=True, tls=client)
            assert (answer.error, listener.bodies) == (PostTrouble.TLS, [])


async def test_a_redirect_is_an_answer_and_leads_nowhere(contexts) -> None:
    async with listening() as inner:
        away = says(f"HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:{inner.port}/\r\nContent-Length: 0\r\n\r\n".encode())
        async with listening(away, contexts[0]) as listener:
            answer = await sent(listener, Names([("127.0.0.1",)]), this_machine=True, tls=contexts[1])
        assert (answer.status, answer.taken, inner.connections) == (307, False, 0)


async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A head that never ends, a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"a")
        await writer.drain()
        await asyncio.sleep(0.05)


async def flood(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"a" * 65_536)
        await writer.drain()


async def endless_body(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"a" * 65_536 + b"\r\n")
        await writer.drain()


async def silence(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


@pytest.mark.parametrize(
    ("talk", "answer"),
    [
        (drip, Answer(error=PostTrouble.TIMED_OUT)),
        (silence, Answer(error=PostTrouble.TIMED_OUT)),
        (flood, Answer(error=PostTrouble.PROTOCOL)),
        (endless_body, Answer(200)),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nslow"), Answer(200)),
        (says(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), Answer(500)),
        (says(b"SSH-2.0-OpenSSH\r\n"), Answer(error=PostTrouble.PROTOCOL)),
        (says(b""), Answer(error=PostTrouble.PROTOCOL)),
        (says(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), Answer(error=PostTrouble.PROTOCOL)),
    ],
    ids=["slow head", "silence", "endless head", "endless body", "cut body", "500", "no HTTP", "nothing", "only interim"],
)
async def test_a_receiver_cannot_hold_us_up_or_fill_us(contexts, talk, answer: Answer) -> None:
    began = time.monotonic()
    async with listening(talk, contexts[0]) as listener:
        assert await sent(listener, Names([("127.0.0.1",)]), this_machine=True, tls=contexts[1]) == answer
    assert time.monotonic() - began < 12


async def test_nobody_there_is_unreachable() -> None:
    async with listening() as listener:
        pass
    assert await sent(listener, Names([("127.0.0.1",)]), this_machine=True) == Answer(error=PostTrouble.UNREACHABLE)
