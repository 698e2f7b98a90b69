from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from notifications.mail import Mailbox, UnfitForMail, build_mail, mailbox, message_id
from notifications.render import render
from notifications.samples import SAMPLES
from tests.notifications.goldens import BASE_URL
from words.translation import Words

KEY = "port-order/po_x/foc_confirmed/4/usr_y"


def foc_confirmed(**more):
    given = {
        "sender": Mailbox("porting@portwright.example", "Portwright"),
        "recipient": Mailbox("jane@longbourn.example", "Jané Bennet"),
        "message_id": message_id(KEY, "portwright.example"),
        "date": datetime(2026, 11, 27, 9, 0, tzinfo=UTC),
    }
    return build_mail(render(SAMPLES["foc_confirmed"], Words(), BASE_URL), **{**given, **more})


def test_the_same_key_gives_the_same_message_id_and_the_same_bytes():
    assert message_id(KEY, "portwright.example") == message_id(KEY, "portwright.example")
    assert foc_confirmed().as_bytes() == foc_confirmed().as_bytes()


def test_another_key_gives_another_message_id_and_none_tells_its_key():
    assert message_id(KEY, "portwright.example") != message_id(KEY + "0", "portwright.example")
    assert "po_x" not in message_id(KEY, "portwright.example")


def test_a_mail_reads_back_as_text_and_html():
    back = message_from_bytes(foc_confirmed().as_bytes(), policy=default)
    assert [part.get_content_type() for part in back.iter_parts()] == ["text/plain", "text/html"]
    assert "(303) 555-0100" in back.get_body(("plain",)).get_content()
    assert back["To"].addresses[0].display_name == "Jané Bennet"
    assert back["Date"].datetime == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert back["Auto-Submitted"] == "auto-generated"


def test_no_line_of_a_mail_is_too_long_for_smtp():
    assert max(map(len, foc_confirmed().as_bytes().splitlines())) <= 998


def test_unsubscribing_is_one_click_where_it_is_offered():
    built = foc_confirmed(unsubscribe_url="https://portwright.example/unsubscribe/token")
    assert built["List-Unsubscribe"] == "<https://portwright.example/unsubscribe/token>"
    assert built["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert foc_confirmed()["List-Unsubscribe"] is None


def test_a_date_without_a_zone_is_refused():
    with pytest.raises(UnfitForMail):
        foc_confirmed(date=datetime(2026, 11, 27, 9, 0))  # noqa: DTZ001 (the point of the test)


def test_a_mailbox_is_read_from_a_setting():
    assert mailbox("Portwright <porting@portwright.example>") == Mailbox("porting@portwright.example", "Portwright")
    assert mailbox("porting@portwright.example") == Mailbox("porting@portwright.example")


@pytest.mark.parametrize("setting", ["", "Portwright", "a@b.example, c@d.example", "Portwright <a@b.example\r\nBcc: c@d.example>"])
def test_a_setting_that_is_not_one_mailbox_is_refused(setting):
    with pytest.raises(UnfitForMail):
        mailbox(setting)
