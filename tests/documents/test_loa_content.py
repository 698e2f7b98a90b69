"""The letter's text is checked item by item by reading it back from the PDF (R45)."""

from dataclasses import replace
from datetime import date

import pytest

from documents.loa import consent
from documents.loa.content import loa_content, loa_fingerprint, still_covers
from documents.loa.drawing import check_drawable, draw_loa
from documents.loa.wording import printed, statements
from documents.reader.child import read
from domain.address import Address
from domain.porting.request import PersonName, PortScope
from tests.documents.papers import NUMBERS, REQUEST


def letter(request=REQUEST, **more):
    given = {"organisation_name": "Blue Sun", "gaining_carriers": ("Rehearsal Carrier",), "issued_on": date(2026, 11, 21)} | more
    return loa_content(request, **given)


def text_of(content) -> str:
    return " ".join(read(draw_loa(content)).text.split())


@pytest.mark.parametrize(
    "rule, words",
    [
        ("e1 billing name", "Blue Sun Outfitters, LLC"),
        ("e1 billing address", "Billing address 1200 Larimer Street, Suite 4, Denver, CO 80204"),
        ("e1 numbers covered", "each of the 10 telephone numbers listed"),
        (
            "e2 decision to change",
            "I have decided to change the provider of the telephone service for these numbers from Rehearsal Bell to Rehearsal Carrier",
        ),
        ("e3 agent", "I designate Rehearsal Carrier to act as my agent in making this change"),
        ("e4 one carrier", "only one provider may be designated for any one telephone number"),
        ("e5 possible charge", "may involve a charge to me"),
        ("b sole purpose", "The only purpose of this letter is to authorize the change of provider"),
        ("b signed and dated", "Signature (typed name) Date signed"),
        ("who signs", "Authorized person Zoe Washburne"),
        ("one BTN", "Billing telephone number (303) 555-0100"),
        ("which order", "po_serenity, revision 3"),
    ],
)
def test_each_item_of_the_rule_is_in_the_pdf(rule, words):
    assert words in text_of(letter())


@pytest.mark.parametrize("word", ["free", "discount", "gift", "prize", "offer", "check enclosed", "sweepstakes"])
def test_nothing_entices(word):
    assert word not in text_of(letter()).lower()


def test_every_statement_has_its_paragraph_of_the_rule():
    assert [statement.rule for statement in statements(letter())] == ["e1", "e2", "e3", "e4", "e5", "b"]


@pytest.mark.parametrize("count", [1, 10, 500])
def test_every_number_is_printed_once(count):
    numbers = tuple(f"+1{303 + index // 100}55501{index % 100:02d}" for index in range(count))
    pages = read(draw_loa(letter(replace(REQUEST, numbers=numbers, btn=""))))
    cells = [cell.text for page in pages.pages for cell in page.cells]
    assert [cell for cell in cells if cell.startswith("(")] == [printed(number) for number in numbers]
    assert pages.page_count == (4 if count == 500 else 1)


def test_the_same_letter_is_the_same_bytes():
    assert draw_loa(letter()) == draw_loa(letter())


def test_a_number_set_aside_is_not_in_the_letter():
    content = letter(replace(REQUEST, set_aside=(NUMBERS[9],)))
    assert content.numbers == NUMBERS[:9]
    assert "(303) 555-0109" not in text_of(content)


@pytest.mark.parametrize("name", ["Zoë Łukasiewicz", "Nguyễn Đặng", "Αλέξανδρος Παπαδόπουλος", "Юлия Їжакевич"])
def test_names_in_latin_greek_and_cyrillic_print_right(name):
    first, last = name.split()
    content = letter(replace(REQUEST, authorised_person=PersonName(first, last)))
    assert check_drawable(content) == ()
    assert f"Authorized person {name}" in text_of(content)


@pytest.mark.parametrize("first, last", [("محمد", "علي"), ("יוסף", "כהן")])
def test_arabic_and_hebrew_have_their_letters(first, last):
    content = letter(replace(REQUEST, authorised_person=PersonName(first, last)))
    assert check_drawable(content) == ()
    assert draw_loa(content)


def test_a_letter_that_no_font_draws_is_named():
    (finding,) = check_drawable(letter(replace(REQUEST, authorised_person=PersonName("小明", "王"), billing_name="王 LLC")))
    assert finding.code == "loa.letters_not_drawable"
    assert finding.params == {"letters": "王小明", "codes": "U+738B U+5C0F U+660E"}


@pytest.mark.parametrize(
    "changed",
    [
        {"numbers": NUMBERS[:9]},
        {"set_aside": NUMBERS[:1]},
        {"billing_name": "Weyland Freight"},
        {"authorised_person": PersonName("Jayne", "Cobb")},
        {"service_address": Address("1201 Larimer Street", "Denver", "CO", "80204", "Suite 4")},
        {"btn": NUMBERS[1]},
        {"replacement_btn": NUMBERS[1]},
        {"scope": PortScope.PARTIAL},
        {"losing_carrier": "Verizon"},
        {"business": False},
        {"order_id": "po_other"},
    ],
)
def test_changing_what_was_signed_voids_the_letter(changed):
    assert not still_covers(loa_fingerprint(REQUEST), replace(REQUEST, **changed))


@pytest.mark.parametrize("changed", [{"numbers": NUMBERS[::-1]}, {"revision": 9}, {"requested_foc": date(2026, 12, 1)}, {"pin": "0101"}])
def test_what_the_letter_does_not_say_does_not_void_it(changed):
    assert still_covers(loa_fingerprint(REQUEST), replace(REQUEST, **changed))


def test_the_consent_text_is_pinned_by_its_version():
    assert consent.CONSENTS["2026-11"].sha256 == "681cac2f66046f348c01c14fee703ba604bfdbc21d691a8411bb207fe208c54b"
    whole = " ".join(consent.CURRENT.paragraphs).lower()
    for disclosure in ("paper", "withdraw", "this letter only", "charge", "e-mail address", "browser"):
        assert disclosure in whole
