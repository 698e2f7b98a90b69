"""Mails that the embedded site keeps as files."""

import re
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


def mailed_link(folder: Path, to: str) -> str:
    """The path of the link by which this address signs a letter."""
    found = re.search(r"https?://\S+?(/sign/\S+)", newest_mail(folder, to, "/sign/"))
    assert found
    return found[1]


def mailed_code(folder: Path, to: str) -> str:
    """The six digits that open the letter."""
    found = re.search(r"\b(\d{6})\b", newest_mail(folder, to, "Enter this code"))
    assert found
    return found[1]
