"""A rendered message as one RFC 5322 mail to one recipient. The same arguments give the same bytes."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses

from notifications.message import plain
from notifications.render import RenderedMail

MESSAGE_ID = re.compile(r"<([A-Za-z0-9]+)@[A-Za-z0-9.-]+>", re.ASCII)
_ATOM = r"[!#-'*+\-./-9=?A-Z^-~]+"
_ADDRESS = re.compile(rf"{_ATOM}@{_ATOM}")


class UnfitForMail(ValueError):
    """What was given cannot be a header. Names the header, never its value."""

    def __init__(self, header: str) -> None:
        super().__init__(f"the {header} given cannot stand in a mail")
        self.header = header


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address, and the name shown before it."""

    address: str
    name: str = ""


def mailbox(setting: str) -> Mailbox:
    """The mailbox that 'Name <address>' or a bare address names. Raises UnfitForMail when it is not exactly one."""
    found = getaddresses([setting])
    if len(found) != 1 or not setting.isprintable() or not _ADDRESS.fullmatch(found[0][1]):
        raise UnfitForMail("From")
    [(name, address)] = found
    return Mailbox(address, name)


def message_id(business_key: str, domain: str) -> str:
    """The Message-ID of what `business_key` names: the same key, the same id, however often it is sent (R6).

    The key is hashed, so that the id tells nothing about it. domain: of the sender.
    """
    return f"<{hashlib.sha256(business_key.encode()).hexdigest()[:40]}@{domain}>"


def build_mail(
    rendered: RenderedMail, *, sender: Mailbox, recipient: Mailbox, message_id: str, date: datetime, unsubscribe_url: str = ""
) -> EmailMessage:
    """The mail, ready for a courier. date: aware. unsubscribe_url: an https address that unsubscribes by one POST; empty for none.

    Raises UnfitForMail for an address that is not exactly one, for a line end in any header, or for a date without a zone.
    """
    if not MESSAGE_ID.fullmatch(message_id):
        raise UnfitForMail("Message-ID")
    if date.utcoffset() is None:
        raise UnfitForMail("Date")
    mail = EmailMessage(policy=SMTP)
    _set(mail, "From", _address("From", sender))
    _set(mail, "To", _address("To", recipient))
    _set(mail, "Subject", rendered.subject)
    _set(mail, "Date", format_datetime(date))
    _set(mail, "Message-ID", message_id)
    _set(mail, "Auto-Submitted", "auto-generated")
    if unsubscribe_url:
        _set(mail, "List-Unsubscribe", f"<{unsubscribe_url}>")
        _set(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    mail.set_content(rendered.text)
    mail.add_alternative(rendered.html, subtype="html")
    # The library would draw a boundary at random, and a retry would differ from the first try.
    mail.set_boundary(f"=={hashlib.sha256(message_id.encode()).hexdigest()[:40]}==")
    return mail


def _address(header: str, mailbox: Mailbox) -> Address:
    if not _ADDRESS.fullmatch(mailbox.address) or len(mailbox.address) > 254:
        raise UnfitForMail(header)
    try:
        return Address(display_name=plain(mailbox.name), addr_spec=mailbox.address)
    except (MessageError, ValueError, IndexError):
        raise UnfitForMail(header) from None


def _set(mail: EmailMessage, header: str, value: str | Address) -> None:
    try:
        mail[header] = value
    except (MessageError, ValueError):
        raise UnfitForMail(header) from None
