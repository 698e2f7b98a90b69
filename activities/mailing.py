"""Mails on their way: taken from the deliveries table, written, sent, and kept as sent."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from activities.letters import COMPOSERS, compose, number_works
from notifications.courier import MailDelayed, MailRefused, SendsMail
from notifications.mail import Mailbox, UnfitForMail, build_mail, message_id
from notifications.message import Message, blanked
from notifications.messages.account import NumberWorks
from notifications.registry import MessageDoesNotFit, UnknownMessage, message_from
from notifications.render import RenderedMail, render
from store.database import system_transaction
from store.outgoing import deliveries, letters
from store.outgoing.deliveries import Waiting
from store.outgoing.letters import Reader
from vault.envelope import Envelope
from vault.link_seal import LinkSeal
from words.translation import Words

_FIRST_PAUSE, _LONGEST_PAUSE, _TRIES = timedelta(seconds=5), timedelta(hours=6), 20


@dataclass(frozen=True, slots=True)
class Courier:
    """Sends what waits. Any number of them may run beside each other; a mail sent twice has the same Message-ID (reliability R6).

    base_url: of the console. now: real time. unsubscribing: seals the links by which a reader ends mails of a kind.
    """

    system: AsyncEngine
    envelope: Envelope
    mail: SendsMail
    sender: Mailbox
    base_url: str
    now: Callable[[], datetime]
    unsubscribing: LinkSeal | None = None

    async def send_due(self, limit: int = 20) -> int:
        """Send what is due; how many were tried. Raises StoreUnavailable."""
        async with system_transaction(self.system) as connection:
            due = await deliveries.take(connection, self.now(), limit)
            for waiting in due:
                await self._send(connection, waiting)
        return len(due)

    async def _send(self, connection: AsyncConnection, waiting: Waiting) -> None:
        try:
            reader = await letters.reader(connection, self.envelope, waiting)
            message = await self._message(connection, waiting, reader)
            leave = self._leave(waiting, message)
            rendered = render(message, Words(reader.language), self.base_url, leave)
            await self.mail.send(self._built(waiting, reader, rendered, leave))
        except MailDelayed as error:
            await deliveries.failed(connection, waiting.id, error.reason, self._next(waiting))
        except (MailRefused, UnfitForMail, UnknownMessage, MessageDoesNotFit) as error:
            await deliveries.failed(connection, waiting.id, type(error).__name__, None)
        else:
            kept = message if reader.rehearsal else blanked(message)
            await deliveries.sent(connection, waiting.id, self.now(), await self._copy(waiting, reader, kept))

    async def _message(self, connection: AsyncConnection, waiting: Waiting, reader: Reader) -> Message:
        if waiting.stream and waiting.message in COMPOSERS:
            return compose(waiting.message, await letters.occasion(connection, waiting))
        if waiting.message == NumberWorks.template:
            return number_works(reader, waiting.data["number"])
        return message_from(waiting.message, {**waiting.data, **await self._sealed_data(waiting)})

    async def _sealed_data(self, waiting: Waiting) -> dict[str, Any]:
        if waiting.data_sealed is None:
            return {}
        box = await self.envelope.box(waiting.organisation_id)
        data: dict[str, Any] = json.loads(box.open("deliveries", "data_sealed", waiting.id, waiting.data_sealed))
        return data

    def _leave(self, waiting: Waiting, message: Message) -> str:
        """Where this reader ends mails of this kind by one POST (RFC 8058); empty where they cannot."""
        if self.unsubscribing is None or not (message.optional and waiting.user_id):
            return ""
        token = self.unsubscribing.token(waiting.user_id, waiting.organisation_id, waiting.message)
        return f"{self.base_url}/unsubscribe/{token}"

    def _built(self, waiting: Waiting, reader: Reader, rendered: RenderedMail, leave: str) -> EmailMessage:
        return build_mail(
            rendered,
            sender=self.sender,
            recipient=Mailbox(reader.address, reader.name),
            message_id=message_id(waiting.message_key, self.sender.address.partition("@")[2]),
            date=self.now(),
            unsubscribe_url=leave,
        )

    async def _copy(self, waiting: Waiting, reader: Reader, message: Message) -> bytes:
        """The mail as a mailbox page shows it: whole in rehearsal, elsewhere without codes and links."""
        rendered = render(message, Words(reader.language), self.base_url)
        kept = {"to": reader.address, "subject": rendered.subject, "text": rendered.text, "html": rendered.html}
        box = await self.envelope.box(waiting.organisation_id)
        return box.seal("deliveries", "copy_sealed", waiting.id, json.dumps(kept).encode())

    def _next(self, waiting: Waiting) -> datetime | None:
        if waiting.tries + 1 >= _TRIES:
            return None
        pause: timedelta = _FIRST_PAUSE * 2 ** min(waiting.tries, 20)
        return self.now() + min(pause, _LONGEST_PAUSE)
