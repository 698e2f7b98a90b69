"""Ways a mail leaves the house: over SMTP, or as a file for whoever runs without a mail server.

MailError
├── MailDelayed     no answer, a 4xx, or our own account or TLS trouble: worth sending again
└── MailRefused     a 5xx about this mail: sending it again changes nothing
"""

import asyncio
import os
import tempfile
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import aiosmtplib

from notifications.mail import MESSAGE_ID


class MailError(Exception):
    """A mail did not leave. Holds the server's code and no address. code: 0 when there was no answer."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(f"{reason} ({code})" if code else reason)
        self.reason, self.code = reason, code


class MailDelayed(MailError):
    pass


class MailRefused(MailError):
    pass


class SendsMail(Protocol):
    """Takes a mail away. Sending the same one twice is possible after a crash: its Message-ID stays the same."""

    async def send(self, mail: EmailMessage) -> None:
        """Hand the mail over. Raises MailDelayed, MailRefused."""
        ...


@dataclass(frozen=True, slots=True)
class EmlFolder:
    """Keeps each mail as `<message-id>.eml`, whole or not at all; one that is there already stays as it is."""

    folder: Path

    async def send(self, mail: EmailMessage) -> None:
        await asyncio.to_thread(self._keep, mail)

    def path(self, message_id: str) -> Path:
        """Where the mail of this Message-ID is kept. Raises ValueError for an id that cannot name a file."""
        found = MESSAGE_ID.fullmatch(message_id)
        if found is None:
            raise ValueError("a Message-ID that cannot name a file")
        return self.folder / f"{found[1]}.eml"

    def _keep(self, mail: EmailMessage) -> None:
        path = self.path(mail["Message-ID"])
        if path.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as file:
            file.write(mail.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where to hand mails over. tls: from the first byte; starttls: refuse to go on without it."""

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """Hands each mail to a server on a connection of its own. timeout: seconds for each step of the talk."""

    server: SmtpServer
    timeout: float = 20.0

    async def send(self, mail: EmailMessage) -> None:
        try:
            await aiosmtplib.send(
                mail,
                hostname=self.server.host,
                port=self.server.port,
                username=self.server.user or None,
                password=self.server.password or None,
                use_tls=self.server.tls,
                start_tls=self.server.starttls,
                timeout=self.timeout,
            )
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            # The library's own error names the recipient, so it is not chained.
            raise _named(error) from None


def _named(error: Exception) -> MailError:
    match error:
        case aiosmtplib.SMTPRecipientsRefused(recipients=[first, *_]):
            return _answered(first.code)
        case aiosmtplib.SMTPAuthenticationError(code=code):
            return MailDelayed("the mail server refused our account", code)
        case aiosmtplib.SMTPConnectResponseError(code=code) | aiosmtplib.SMTPHeloError(code=code):
            return MailDelayed("the mail server would not talk to us", code)
        case aiosmtplib.SMTPResponseException(code=code):
            return _answered(code)
        case aiosmtplib.SMTPNotSupported():
            return MailDelayed("the mail server lacks what we need, such as STARTTLS")
        case _:
            return MailDelayed("the mail server did not answer")


def _answered(code: int) -> MailError:
    return MailRefused("the mail server refused the mail", code) if code >= 500 else MailDelayed("the mail server asks for patience", code)
