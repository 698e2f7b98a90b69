from babel.messages.catalog import Catalog

from tests.words.pseudo import bracketed, outside, source
from words.catalogue import languages, read_catalogue
from words.extraction import Gaps, gaps, write
from words.findings import FINDINGS
from words.sentence import explain
from words.translation import Words, spoken


def catalogue_of(template: Catalog, *, without: str = "") -> Catalog:
    made = Catalog(locale="sv")
    for message in template:
        if message.id and message.id != without:
            made.add(message.id, message.id)
    return made


def test_every_catalogue_there_is_is_whole():
    template = source()
    assert {language: gaps(read_catalogue(language), template) for language in languages()[1:]} == dict.fromkeys(languages()[1:], Gaps())


def test_a_whole_catalogue_has_no_gaps():
    assert not gaps(catalogue_of(source()), source())


def test_an_untranslated_sentence_is_a_gap():
    assert gaps(catalogue_of(source(), without="Draft"), source()).untranslated == ("Draft",)


def test_a_sentence_nobody_says_any_more_is_a_gap():
    made = catalogue_of(source())
    made.add("Telegram sent", "Telegram skickat")
    assert gaps(made, source()).orphaned == ("Telegram sent",)


def test_a_parameter_with_another_name_is_a_gap():
    made = catalogue_of(source(), without="Port order %(order)s")
    made.add("Port order %(order)s", "Flyttorder %(nummer)s", flags=("python-format",))
    assert gaps(made, source()).parameters == ("Port order %(order)s",)


def test_extraction_keeps_what_is_translated_and_leaves_what_is_new_empty(tmp_path):
    bracketed(tmp_path)
    write(tmp_path)
    assert (tmp_path / "portwright.pot").exists()
    assert not gaps(read_catalogue("sv", tmp_path), source())


def test_a_translation_is_read_from_its_po_file(tmp_path):
    words = bracketed(tmp_path)
    assert words.gettext("Draft") == "⟦Draft⟧"
    told = explain("bill.stale", FINDINGS, words)
    assert outside(told.whole).strip() == ""


def test_a_language_without_a_catalogue_speaks_english():
    assert Words("tlh").gettext("Draft") == "Draft"
    assert Words("tlh").locale == "en_US"


def test_the_first_wanted_language_that_is_spoken_is_taken(tmp_path):
    bracketed(tmp_path)
    assert spoken(["fr-CA", "sv-FI", "en"], tmp_path) == "sv"
    assert spoken(["fr"], tmp_path) == "en"
