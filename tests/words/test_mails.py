"""Every mail in every language: it is rendered, and no sentence of it is the English one."""

import re

import pytest

from notifications.render import render
from notifications.samples import SAMPLES
from tests.notifications.goldens import BASE_URL
from words.catalogue import languages
from words.translation import Words

OTHERS = languages()[1:]


def sentences(template: str, language: str) -> set[str]:
    """The subject and what stands between the tags, where it has words: not a name, a number or an address."""
    mail = render(SAMPLES[template], Words(language), BASE_URL)
    pieces = [mail.subject, *re.split(r"<[^>]+>", mail.html.partition("<body")[2])]
    return {piece for piece in pieces if re.search(r"[a-z]+ [a-z]+ [a-z]+", piece)}


def test_there_are_other_languages():
    assert {"sv", "de"} <= set(OTHERS)


@pytest.mark.parametrize("template", sorted(SAMPLES))
def test_no_sentence_of_a_mail_stays_english(template):
    english = sentences(template, "en")
    assert english
    for language in OTHERS:
        assert sentences(template, language)
        assert english & sentences(template, language) == set(), language
