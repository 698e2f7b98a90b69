"""Which mail server does a setting name?

`smtp://user:password@host:port` or `smtps://…`; `?starttls=no` for one on the same machine or net.
"""

from urllib.parse import parse_qs, unquote, urlsplit

from notifications.courier import SmtpServer

_PORTS = {"smtp": 587, "smtps": 465}


class BadSmtpUrl(ValueError):
    """Says what is wrong with the setting without repeating it: it holds a password."""


def smtp_server(url: str) -> SmtpServer:
    """Raises BadSmtpUrl. STARTTLS is demanded unless the URL says `?starttls=no`, and a password never goes without TLS."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise BadSmtpUrl("the mail server's address must begin with smtp:// or smtps:// and name a host")
    options = parse_qs(parts.query, keep_blank_values=True)
    if options.keys() - {"starttls"} or options.get("starttls", ["yes"]) not in (["yes"], ["no"]):
        raise BadSmtpUrl("the only option of the mail server's address is starttls=yes or starttls=no")
    tls = parts.scheme == "smtps"
    starttls = not tls and options.get("starttls") != ["no"]
    if parts.password and not (tls or starttls):
        raise BadSmtpUrl("a password would go over the net unprotected: use smtps:// or leave starttls on")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise BadSmtpUrl("the mail server's port is not a number up to 65535") from None
    return SmtpServer(parts.hostname, port, tls, starttls, unquote(parts.username or ""), unquote(parts.password or ""))
