import pytest

from notifications.smtp_url import BadSmtpUrl, smtp_server


def test_a_plain_address_demands_starttls():
    server = smtp_server("smtp://porting:p%40ss@mail.example")
    assert (server.host, server.port, server.tls, server.starttls) == ("mail.example", 587, False, True)
    assert (server.user, server.password) == ("porting", "p@ss")


def test_smtps_speaks_tls_from_the_first_byte():
    server = smtp_server("smtps://mail.example:4650")
    assert (server.port, server.tls, server.starttls) == (4650, True, False)


def test_a_mail_catcher_may_go_without():
    assert not smtp_server("smtp://mail:1025?starttls=no").starttls


def test_a_password_is_not_shown():
    assert "hunter2" not in repr(smtp_server("smtps://porting:hunter2@mail.example"))


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "mail.example:25",
        "smtp://a:hunter2@mail.example?starttls=no",
        "smtp://mail.example?starttls=maybe",
        "smtp://mail.example?tls=yes",
        "smtp://mail.example:99999",
    ],
)
def test_a_wrong_address_is_refused_without_repeating_it(url):
    with pytest.raises(BadSmtpUrl) as error:
        smtp_server(url)
    assert "hunter2" not in str(error.value)
