"""Mails that the embedded site keeps as files."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.stack import wait_until


def newest_mail(folder: Path, to: str, holding: str = "") -> str:
    """The text of the newest mail to this address, waited for."""
    found: list[str] = []

    def came() -> bool:
        for path in sorted(folder.glob("*.eml"), key=lambda each: each.stat().st_mtime, reverse=True):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(mail, EmailMessage)
            body = mail.get_body(("plain",))
            if to in str(mail["To"]) and body and holding in body.get_content():
                found.append(body.get_content())
                return True
        return False

    wait_until(came, f"a mail with {holding!r}")
    return found[0]
