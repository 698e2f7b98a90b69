from datetime import UTC, date, datetime, timedelta

import pytest

from words.templates import templates_of
from words.translation import Words

WORDS = Words()


def test_a_moment_is_told_in_the_zone_asked_for():
    moment = datetime(2026, 12, 1, 16, 30, tzinfo=UTC)
    assert WORDS.when(moment, "America/New_York") == "Tuesday, December 1, 2026 at 11:30 AM EST"
    assert WORDS.when(moment, "America/Phoenix") == "Tuesday, December 1, 2026 at 9:30 AM MST"


def test_summer_time_is_named():
    assert WORDS.when(datetime(2026, 7, 1, 16, 30, tzinfo=UTC), "America/New_York").endswith("12:30 PM EDT")


def test_a_moment_without_a_zone_cannot_be_told():
    with pytest.raises(ValueError, match="time zone"):
        WORDS.when(datetime(2026, 12, 1, 16, 30), "America/New_York")  # noqa: DTZ001 (the point of the test)


def test_a_moment_is_not_a_day():
    assert WORDS.day(date(2026, 12, 1)) == "Tuesday, December 1, 2026"
    with pytest.raises(TypeError):
        WORDS.day(datetime(2026, 12, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("number", "told"),
    [("+13035550100", "(303) 555-0100"), ("+442079460000", "+442079460000"), ("+1303555", "+1303555"), ("", "")],
)
def test_a_number_is_told_as_it_is_dialled_at_home(number, told):
    assert WORDS.number(number) == told


def test_lists_and_durations_are_told_the_american_way():
    assert WORDS.listed(["a", "b", "c"]) == "a, b, and c"
    assert WORDS.duration(timedelta(minutes=15)) == "15 minutes"


def test_parameters_are_told_by_their_shape():
    assert WORDS.value("+13035550100,+13035550101") == "(303) 555-0100 and (303) 555-0101"
    assert WORDS.value("2026-12-01") == "Tuesday, December 1, 2026"
    assert WORDS.value("2026-99-01") == "2026-99-01"
    assert WORDS.value("Meryton Telephone") == "Meryton Telephone"


def test_sentences_take_parameters_by_name_and_a_stray_percent_is_safe():
    assert WORDS.gettext("Port order %(order)s", order="100%") == "Port order 100%"
    assert WORDS.gettext("100% sure") == "100% sure"
    assert WORDS.ngettext("%(num)s day", "%(num)s days", 2) == "2 days"


def test_counts_follow_the_locale():
    assert WORDS.gettext("%(count)s of them moved", count=5000) == "5,000 of them moved"
    assert Words("de").ngettext("%(num)s number", "%(num)s numbers", 5000) == "5.000 Rufnummern"
    assert Words("sv").ngettext("%(num)s number", "%(num)s numbers", 5000) == "5\u00a0000 nummer"


def test_what_is_no_plain_text_is_escaped(tmp_path):
    for name in ("body.html", "body.txt"):
        (tmp_path / name).write_text("{{ name }}")
    environment = templates_of(tmp_path, WORDS)
    told = [environment.get_template(name).render(name="<b>") for name in ("body.html", "body.txt")]
    assert [*told, environment.from_string("{{ name }}").render(name="<b>")] == ["&lt;b&gt;", "<b>", "&lt;b&gt;"]


def test_counts_in_templates_follow_the_locale(tmp_path):
    page = templates_of(tmp_path, Words("de")).from_string(
        '{{ ngettext("%(num)s number", "%(num)s numbers", n) }}, {{ _("%(count)s of them moved", count=n) }}; {{ n | count }}'
    )
    assert page.render(n=5000) == "5.000 Rufnummern, 5.000 davon portiert; 5.000"
    assert page.render(n=1) == "1 Rufnummer, 1 davon portiert; 1"


@pytest.mark.parametrize(
    ("language", "told"),
    [("sv", "tisdag 1 december 2026 kl. 11:30 EST"), ("de", "Dienstag, 1. Dezember 2026 um 11:30 Uhr EST")],
)
def test_moments_and_lists_are_told_as_the_reader_writes_them(language, told):
    words = Words(language)
    assert words.when(datetime(2026, 12, 1, 16, 30, tzinfo=UTC), "America/New_York") == told
    assert words.duration(timedelta(minutes=15)) == {"sv": "15 minuter", "de": "15 Minuten"}[language]
    assert words.listed(["a", "b", "c"]) == {"sv": "a, b och c", "de": "a, b und c"}[language]
    assert words.number("+13035550100") == "(303) 555-0100"
