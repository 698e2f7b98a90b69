import re

import pytest

from notifications.render import render
from notifications.samples import SAMPLES
from tests.notifications.goldens import BASE_URL
from tests.words.pseudo import bracketed, outside


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_nothing_in_a_mail_is_outside_its_catalogue(template, tmp_path):
    mail = render(SAMPLES[template], bracketed(tmp_path), BASE_URL)
    body = re.sub(r"<[^>]+>", " ", mail.html.split("<body", 1)[1].split(">", 1)[1])
    for text in (mail.subject, mail.text, body):
        assert not re.search(r"[A-Za-z]", re.sub(r"https?://\S+|\boch\b", "", outside(text))), text


def test_a_mail_says_which_language_it_is_in(tmp_path):
    assert '<html lang="sv">' in render(SAMPLES["foc_moved"], bracketed(tmp_path), BASE_URL).html
