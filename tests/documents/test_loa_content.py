"""The letter's text is checked item by item by reading it back from the PDF (R45)."""

import hashlib
import re
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from pypdfium2 import PdfDocument

from documents.loa import consent
from documents.loa.content import loa_content, loa_fingerprint, still_covers
from documents.loa.drawing import check_drawable, draw_loa, draw_signed_loa
from documents.loa.wording import printed, statements
from domain.address import Address
from domain.porting.request import PersonName, PortScope
from tests.documents.papers import NUMBERS, REQUEST
from tests.documents.sealed import EVIDENCE


def letter(request=REQUEST, **more):
    given = {"organisation_name": "Blue Sun", "gaining_carriers": ("Rehearsal Carrier",), "issued_on": date(2026, 11, 21)} | more
    return loa_content(request, **given)


def places(pdf, character):
    """How far from the left this letter's cell begins, in any of its joined forms."""
    cells = [cell for page in PdfDocument(pdf) for cell in boxes(page.get_textpage())]
    return max(left for text, left in cells if unicodedata.normalize("NFKC", text) == character)


def boxes(page):
    return [(page.get_text_range(index, 1), page.get_charbox(index)[0]) for index in range(page.count_chars())]


def pages_of(pdf):
    """Each page's lines, from the left of the page to its right as they stand in the file."""
    return [page.get_textpage().get_text_range().split("\r\n") for page in PdfDocument(pdf)]


def plain(pdf):
    return " ".join(" ".join(line for page in pages_of(pdf) for line in page).split())


def text_of(content):
    return plain(draw_loa(content))


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
        ("which order", "Order po_serenity"),
        ("j good for sixty days", "used within 60 days of its signature and not after"),
        ("dated", "Date of this letter 2026-11-21"),
    ],
)
def test_each_item_of_the_rule_is_in_the_pdf(rule, words):
    assert words in text_of(letter())


@pytest.mark.parametrize("word", ["free", "discount", "gift", "prize", "offer", "check enclosed", "sweepstakes"])
def test_nothing_entices(word):
    assert word not in text_of(letter()).lower()


@pytest.mark.parametrize(
    "typed, written",
    [("at&t", "AT&T"), ("VERIZON", "Verizon"), ("Frontier of the Verse", "Frontier of the Verse")],
)
def test_the_losing_carrier_is_written_as_it_writes_itself(typed, written):
    assert letter(replace(REQUEST, losing_carrier=typed)).losing_carrier == written


def test_every_statement_has_its_paragraph_of_the_rule():
    assert [statement.rule for statement in statements(letter())] == ["e1", "e2", "e3", "e4", "e5", "j", "b"]


@pytest.mark.parametrize("count, page_count", [(1, 1), (10, 1), (100, 2), (500, 4)])
def test_every_number_is_printed_once_and_every_page_says_which_it_is(count, page_count):
    numbers = tuple(f"+1{303 + index // 100}55501{index % 100:02d}" for index in range(count))
    pages = pages_of(draw_loa(letter(replace(REQUEST, numbers=numbers, btn=""))))
    found = re.findall(r"\(\d{3}\) 555-\d{4}", " ".join(line for page in pages for line in page))
    assert found == [printed(number) for number in numbers]
    assert len(pages) == page_count
    for at, page in enumerate(pages, 1):
        text = " ".join(page)
        assert f"Page {at} of {page_count}" in text
        assert "Letter of Authorization, order po_serenity" in text


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
def test_arabic_and_hebrew_are_joined_and_read_from_the_right(first, last):
    """The first letter of the first name stands furthest to the right, as its reader expects."""
    content = letter(replace(REQUEST, authorised_person=PersonName(first, last)))
    assert check_drawable(content) == ()
    assert places(draw_loa(content), first[0]) > places(draw_loa(content), last[-1])


@pytest.mark.parametrize("name", ["王 小明", "山田 さくら", "김 민수", "李 Wei"])
def test_chinese_japanese_and_korean_print_right(name):
    last, first = name.split()
    content = letter(replace(REQUEST, authorised_person=PersonName(first, last), billing_name=f"{last} LLC"))
    assert check_drawable(content) == ()
    squeezed = "".join(text_of(content).split())
    assert f"Authorizedperson{first}{last}" in squeezed
    assert f"Customer(billingname){last}LLC" in squeezed


def test_a_signature_in_other_letters_than_the_name_is_drawn_too():
    content, typed = letter(), PersonName("小明", "王")
    evidence = replace(EVIDENCE, typed_name=typed, document_sha256=hashlib.sha256(draw_loa(content)).hexdigest())
    assert "小明王" in plain(draw_signed_loa(content, evidence, draw_loa(content))).replace(" ", "")


def test_a_letter_that_no_font_draws_is_named():
    (finding,) = check_drawable(letter(replace(REQUEST, authorised_person=PersonName("ᚠᚢ", "Ash"), billing_name="ᚠ LLC")))
    assert finding.code == "loa.letters_not_drawable"
    assert finding.params == {"letters": "ᚠᚢ", "codes": "U+16A0 U+16A2"}
    assert check_drawable(letter(), PersonName("Zoe\u202e", "Ash\t")) == ()
    assert check_drawable(letter(), PersonName("ᚠ", "Ash"))


@pytest.mark.parametrize(
    "typed, printed_name",
    [
        ("Blue\u202eSun\u202c LLC", "BlueSun LLC"),
        ("Blue\u2066 Sun\u2069\u200f LLC", "Blue Sun LLC"),
        ("Blue\x00\x1b[31m Sun\r\nLLC", "Blue[31m Sun LLC"),
        ("Blue\u00ad\u200b\ufeffSun\u2028LLC", "BlueSun LLC"),
        ("Bl\ue000ue\u00a0\u3000Sun", "Blue Sun"),
    ],
)
def test_nothing_unseen_and_nothing_that_turns_the_reading_order_is_printed(typed, printed_name):
    content = letter(replace(REQUEST, billing_name=typed, authorised_person=PersonName(typed, "Ash", typed)))
    assert content.billing_name == printed_name
    assert content.signer == PersonName(printed_name, "Ash", printed_name)
    assert check_drawable(content) == ()
    assert f"Customer (billing name) {printed_name}" in text_of(content)


def test_what_a_browser_sends_cannot_break_the_evidence_page():
    content = letter()
    evidence = replace(EVIDENCE, user_agent="Moz\u202eilla\x00 ᚠ 5", document_sha256=hashlib.sha256(draw_loa(content)).hexdigest())
    assert "With Mozilla ? 5" in plain(draw_signed_loa(content, evidence, draw_loa(content)))


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
