"""What people type reaches other people's mailboxes: it must arrive as text (R44)."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.mail import Mailbox, UnfitForMail, build_mail, message_id
from notifications.message import blanked, plain
from notifications.registry import message_types
from notifications.render import LONGEST_SUBJECT, RenderedMail, render
from notifications.samples import SAMPLES
from tests.notifications.goldens import BASE_URL
from words.translation import Words

SENDER = Mailbox("porting@portwright.example", "Portwright")
READER = Mailbox("jane@longbourn.example", "Jane Bennet")
DATE = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
INVITATION = SAMPLES["invitation"]


def mail(rendered=RenderedMail("Hello", "Hello\n", "<p>Hello</p>"), **more):
    given = {"sender": SENDER, "recipient": READER, "message_id": message_id("po_x/1/foc/2", "portwright.example"), "date": DATE}
    return build_mail(rendered, **{**given, **more})


def test_html_in_a_name_stays_text():
    html = render(replace(INVITATION, organisation="<img src=x onerror=alert(1)>"), Words(), BASE_URL).html
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


@pytest.mark.parametrize("typed", ["{{ 7 * 7 }}", "{% for x in y %}", "%(number)s", "100%", "${7*7}"])
def test_template_and_format_syntax_in_a_name_stay_text(typed):
    rendered = render(replace(INVITATION, first_name=typed), Words(), BASE_URL)
    assert typed in rendered.text
    assert "49" not in rendered.text


def test_line_ends_in_a_name_do_not_become_headers():
    rendered = render(replace(INVITATION, organisation="Netherfield\r\nBcc: wickham@meryton.example"), Words(), BASE_URL)
    built = mail(rendered)
    assert built["Bcc"] is None
    assert built["Subject"] == "Netherfield Bcc: wickham@meryton.example has a telephone line for you"


@pytest.mark.parametrize("header", ["subject", "sender", "recipient", "message_id", "unsubscribe_url"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_a_header_with_a_line_end_is_refused(header, ending):
    bad = f"x{ending}Bcc: wickham@meryton.example"
    wrong = {
        "subject": {"rendered": RenderedMail(bad, "", "")},
        "sender": {"sender": Mailbox(f"{bad}@meryton.example")},
        "recipient": {"recipient": Mailbox(f"{bad}@meryton.example")},
        "message_id": {"message_id": f"<{bad}@meryton.example>"},
        "unsubscribe_url": {"unsubscribe_url": bad},
    }
    with pytest.raises(UnfitForMail):
        mail(**wrong[header])


@pytest.mark.parametrize(
    "address",
    ["", "jane", "jane@", "jane@a.example, wickham@b.example", "jane@a.example;b@c.example", "<jane@a.example>", "a@b@c", "a b@c.example"],
)
def test_a_recipient_is_exactly_one_address(address):
    with pytest.raises(UnfitForMail):
        mail(recipient=Mailbox(address))


def test_a_display_name_cannot_add_a_recipient():
    built = mail(recipient=Mailbox("jane@longbourn.example", 'Jane" <wickham@meryton.example>, "'))
    assert [one.addr_spec for one in message_from_bytes(built.as_bytes(), policy=default)["To"].addresses] == ["jane@longbourn.example"]


def test_text_that_turns_the_reading_direction_loses_the_turn():
    assert plain("Pem\u202ebe\u2066rley\u200b\u200f") == "Pemberley"


def test_a_typed_link_cannot_be_clicked():
    assert "://" not in plain("Win at https://meryton.example/x or javascript://y")


@given(st.text(max_size=400))
def test_plain_text_has_one_line_a_limit_and_no_invisible_characters(text):
    made = plain(text)
    assert len(made) <= 200
    assert len(made.splitlines()) <= 1
    assert plain(made) == made


@given(name=st.text(max_size=80), organisation=st.text(max_size=300))
def test_any_typed_text_makes_a_mail_that_reads_back(name, organisation):
    rendered = render(replace(INVITATION, first_name=name, organisation=organisation), Words(), BASE_URL)
    built = mail(rendered, recipient=Mailbox(READER.address, name))
    back = message_from_bytes(built.as_bytes(), policy=default)
    assert len(rendered.subject) <= LONGEST_SUBJECT
    assert back.keys() == built.keys()
    assert [one.addr_spec for one in back["To"].addresses] == [READER.address]
    assert back["Subject"] == rendered.subject


def test_a_blanked_message_holds_no_code_and_no_token():
    for template, kind in message_types().items():
        kept = render(blanked(SAMPLES[template]), Words(), BASE_URL)
        for secret in (getattr(SAMPLES[template], name) for name in kind.secrets):
            assert secret not in kept.text + kept.html + kept.subject
