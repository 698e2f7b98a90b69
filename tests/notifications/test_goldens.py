import re
from html import unescape

import pytest

from notifications.registry import message_types
from notifications.render import TEMPLATES, render
from notifications.samples import SAMPLES
from tests.notifications.goldens import BASE_URL, GOLDENS, rendered
from words.translation import Words


def test_every_message_looks_as_its_golden_says():
    goldens = {path.name: path.read_text("utf-8") for path in GOLDENS.iterdir()}
    assert goldens == rendered()


def test_every_message_has_a_folder_of_three_templates_and_a_sample():
    folders = {path.name: {file.name for file in path.iterdir()} for path in TEMPLATES.iterdir() if path.is_dir()}
    assert folders == {template: {"subject.txt", "body.txt", "body.html"} for template in message_types()}
    assert SAMPLES.keys() == message_types().keys()


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_text_and_html_say_the_same(template):
    mail = render(SAMPLES[template], Words(), BASE_URL)
    body = mail.html.split("<body", 1)[1].split(">", 1)[1]
    told = unescape(re.sub(r"<[^>]+>", " ", body))
    assert _words(told) == _words(mail.text)


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_every_link_is_plain_and_leads_to_the_console(template):
    mail = render(SAMPLES[template], Words(), BASE_URL)
    shown = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', mail.html)
    assert mail.html.count("href=") == len(shown)
    assert all(target == text and target.startswith(f"{BASE_URL}/") for target, text in shown)
    assert [target for target, _ in shown] == re.findall(r"https?://\S+", mail.text)


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_html_needs_nothing_from_outside_and_follows_the_readers_colours(template):
    html = render(SAMPLES[template], Words(), BASE_URL).html
    assert not re.search(r"<(img|script|link|style|form|iframe)\b|url\(", html)
    assert '<meta name="color-scheme" content="light dark">' in html
    assert not re.search(r"(?<![-\w])(color|background)\s*:", html)


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_no_url_holds_a_telephone_number(template):
    mail = render(SAMPLES[template], Words(), BASE_URL)
    assert not any(re.search(r"\d{7}", url) for url in re.findall(r"https?://\S+", mail.text))


@pytest.mark.parametrize("template", ["please_sign", "sign_reminder"])
def test_a_signer_is_told_no_number(template):
    assert "555" not in render(SAMPLES[template], Words(), BASE_URL).text


def test_no_message_can_hold_what_proves_an_account():
    fields = {name for kind in message_types().values() for name in kind.__dataclass_fields__}
    assert not {name for name in fields if re.search(r"pin|account|password|address|bill", name)}


def test_a_submitted_order_is_promised_days_and_no_hour():
    text = render(SAMPLES["order_submitted"], Words(), BASE_URL).text
    assert "7-10 business days" in text
    assert not re.search(r"\d:\d\d", text)


def test_a_completed_order_asks_to_verify_each_number_before_publishing_it():
    text = render(SAMPLES["order_completed"], Words(), BASE_URL).text
    assert "Verify each number before you publish" in text
    assert "(303) 555-0102" in text


def _words(text: str) -> list[str]:
    """Letters, digits and links alone: bullets and spacing are the medium's."""
    return re.findall(r"https?://\S+|\w+", text)
