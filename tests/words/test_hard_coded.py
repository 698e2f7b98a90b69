"""A string that no catalogue knows is found in the source of the page or mail that shows it."""

from pathlib import Path

import pytest

from tests.words.spoken_text import untold_by_module, untold_by_template

HOUSE = Path(__file__).parents[2]
PAGES, MAILS = HOUSE / "api" / "pages", HOUSE / "notifications"
TEMPLATES = [*(PAGES / "templates").rglob("*.html"), *(MAILS / "templates").rglob("*.html"), *(MAILS / "templates").rglob("*.txt")]
MODULES = [*PAGES.glob("*.py"), *(HOUSE / "words").glob("*.py")]


def test_every_template_says_nothing_that_cannot_be_translated():
    found = {str(path.relative_to(HOUSE)): untold_by_template(path.read_text("utf-8")) for path in TEMPLATES}
    assert {path: said for path, said in found.items() if said} == {}


def test_every_module_of_pages_says_nothing_that_cannot_be_translated():
    found = {str(path.relative_to(HOUSE)): untold_by_module(path) for path in MODULES if path.name != "extraction.py"}
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>Hello there</p>", "Hello there"),
        ('<a href="/x" aria-label="Older pages">{{ _("Older") }}</a>', "Older pages"),
        ('{{ form.send("Save it") }}', "Save it"),
        ('{% set states = {"open": "Waits for us"} %}{{ states[state] }}', "Waits for us"),
        ('<p title="{{ _("Told") }}">{% if x %}{{ _("Told") }}{% else %}untold{% endif %}</p>', "untold"),
        ('{% if a %}<div lang="en">{% else %}<div>{% endif %}<p>Which language</p></div>', "Which language"),
    ],
)
def test_what_is_not_asked_for_is_found(source, said):
    assert untold_by_template(source) == [said]


@pytest.mark.parametrize(
    "source",
    [
        '{{ _("Whole sentence.") }} {{ ngettext("One number", "%(num)s numbers", 2) }}',
        '<div lang="en">{% if x %}<p>Legal text</p></div>{% else %}<p>Other legal text</p></div>{% endif %}',
        '<input type="hidden" name="again" value="yes"><code>Retry-After</code>{{ value if mode == "left" else "" }}',
    ],
)
def test_what_is_asked_for_or_is_meant_to_stay_english_is_not(source):
    assert untold_by_template(source) == []


def test_a_sentence_that_a_module_hands_to_a_page_is_found(tmp_path):
    path = tmp_path / "page.py"
    lines = [
        '"""A docstring is not shown."""',
        'SAID = "Nothing was saved yet"',
        'TOLD = marked("This is asked for")',
        'raise ValueError("not for readers")',
    ]
    path.write_text("\n".join(lines))
    assert untold_by_module(path) == ["Nothing was saved yet"]
