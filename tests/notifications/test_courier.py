import asyncio
import socket
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller

from notifications.courier import EmlFolder, MailDelayed, MailRefused, SmtpSender, SmtpServer
from notifications.mail import Mailbox, build_mail, message_id
from notifications.render import RenderedMail


def a_mail(key="po_x/1", text="Hello\n"):
    return build_mail(
        RenderedMail("Hello", text, "<p>Hello</p>"),
        sender=Mailbox("porting@portwright.example"),
        recipient=Mailbox("jane@longbourn.example"),
        message_id=message_id(key, "portwright.example"),
        date=datetime(2026, 12, 1, tzinfo=UTC),
    )


class Server:
    """Answers RCPT and DATA as told, and keeps what it took."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.rcpt, self.data, self.taken = rcpt, data, []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, _server, _session, envelope):
        if self.data.startswith("250"):
            self.taken.append(envelope)
        return self.data


@pytest.fixture
def smtp():
    controllers = []

    def start(server: Server) -> SmtpSender:
        controller = Controller(server, hostname="127.0.0.1", port=free_port())
        controller.start()
        controllers.append(controller)
        return sender(controller.port)

    yield start
    for controller in controllers:
        controller.stop()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def sender(port: int, **more) -> SmtpSender:
    return SmtpSender(SmtpServer("127.0.0.1", port, tls=False, **{"starttls": False, **more}), timeout=5)


async def test_a_mail_arrives_with_one_recipient_and_its_message_id(smtp):
    server = Server()
    await smtp(server).send(a_mail())
    [envelope] = server.taken
    assert envelope.rcpt_tos == ["jane@longbourn.example"]
    assert message_id("po_x/1", "portwright.example").encode() in envelope.content


@pytest.mark.parametrize("trouble", [{"rcpt": "450 busy"}, {"data": "451 try later"}, {"rcpt": "421 closing"}])
async def test_a_4xx_is_worth_sending_again(smtp, trouble):
    with pytest.raises(MailDelayed) as error:
        await smtp(Server(**trouble)).send(a_mail())
    assert 400 <= error.value.code < 500


@pytest.mark.parametrize("trouble", [{"rcpt": "550 no such mailbox"}, {"data": "554 no"}])
async def test_a_5xx_is_not(smtp, trouble):
    with pytest.raises(MailRefused) as error:
        await smtp(Server(**trouble)).send(a_mail())
    assert error.value.code >= 500
    assert "longbourn" not in repr(error.value)
    assert error.value.__cause__ is None


async def test_no_server_is_worth_sending_again():
    with pytest.raises(MailDelayed):
        await sender(free_port()).send(a_mail())


async def test_a_server_that_says_nothing_is_worth_sending_again():
    silent = await asyncio.start_server(lambda _reader, _writer: asyncio.sleep(1), "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        with pytest.raises(MailDelayed):
            await SmtpSender(SmtpServer("127.0.0.1", port, tls=False, starttls=False), timeout=0.2).send(a_mail())


async def test_a_server_without_starttls_gets_no_mail_when_it_is_demanded(smtp):
    server = Server()
    port = smtp(server).server.port
    with pytest.raises(MailDelayed):
        await sender(port, starttls=True).send(a_mail())
    assert server.taken == []


async def test_a_folder_keeps_each_mail_once_and_whole(tmp_path):
    folder = EmlFolder(tmp_path / "mail")
    await folder.send(a_mail())
    await folder.send(a_mail(text="Another text under the same id\n"))
    await folder.send(a_mail(key="po_x/2"))
    assert folder.path(a_mail()["Message-ID"]).read_bytes() == a_mail().as_bytes()
    assert {path.suffix for path in folder.folder.iterdir()} == {".eml"}
    assert len(list(folder.folder.iterdir())) == 2


@pytest.mark.parametrize("name", ["", "<../../etc@x>", "<a/b@x>", "no-angle@x", "<a@x>\n"])
def test_a_message_id_cannot_choose_a_folder(tmp_path, name):
    with pytest.raises(ValueError, match="Message-ID"):
        EmlFolder(tmp_path).path(name)
