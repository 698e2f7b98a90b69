"""What a person cannot see on a page is not a fact; what they can see is, whatever colour it has."""

import pytest

from documents.reader.child import read
from documents.reader.job import Job
from documents.reader.tasks import done
from tests.documents.hostile.making import stream, with_catalog, with_content

BILL = b"BT /F 12 Tf 20 100 Td (Bill) Tj ET "
SPOOF = b"BT /F 12 Tf 20 50 Td (40855501) Tj ET "
PLACED = b"BT /F 12 Tf %s Td (40855501) Tj ET "
IMAGE = stream(bytes([200, 100]), b"/Type/XObject/Subtype/Image/Width 1/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray")
WITH_IMAGE = {"resources": b"/XObject<</X 6 0 R>>"}
GLYPH = stream(b"600 0 d0 100 0 m 300 700 l 500 0 l f")
NAMELESS = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar 8/Widths["
    + b"600 " * 8
    + b"]/CharProcs<</g1 8 0 R>>/Resources<<>>/Encoding<</Type/Encoding/Differences[1"
    + b"/g1" * 8
    + b"]>>>>"
)
HIDDEN = {
    "white on white": b"1 1 1 rg " + SPOOF,
    "nearly white on white": b".98 .98 .95 rg " + SPOOF,
    "blue on the same blue": b"0 0 1 rg 0 0 200 80 re f " + SPOOF,
    "tiny": b"BT /F 1 Tf 20 50 Td (40855501) Tj ET",
    "large and made tiny": b"q .05 0 0 .05 0 0 cm BT /F 12 Tf 400 900 Td (40855501) Tj ET Q",
    "off the page": PLACED % b"900 50",
    "below the page": PLACED % b"20 -40",
    "in no colour at all": b"BT /F 12 Tf 3 Tr 20 50 Td (40855501) Tj ET",
    "as a clip": b"q BT /F 12 Tf 7 Tr 20 50 Td (40855501) Tj ET Q",
    "behind an image": SPOOF + b"q 200 0 0 80 0 0 cm /X Do Q",
    "behind a box": SPOOF + b"q 1 1 1 rg 0 40 200 30 re f Q",
    "behind a box with other words on it": SPOOF + b"q 1 1 1 rg 0 40 200 30 re f Q " + b"BT /F 12 Tf 20 50 Td (Total) Tj ET",
    "clipped away": b"q 0 0 5 5 re W n " + SPOOF + b"Q",
    "cut away over other words": b"BT /F 12 Tf 20 50 Td (Total due) Tj ET q 0 0 5 5 re W n " + SPOOF + b"Q",
    "cut away over other words, twice": b"BT /F 12 Tf 20 50 Td (Total due) Tj ET q 0 0 5 5 re W n " + SPOOF + SPOOF + b"Q",
    "squeezed over other words": b"BT /F 12 Tf 20 50 Td (Total due) Tj ET BT /F 12 Tf 1 Tz 20 50 Td (40855501) Tj ET",
    "behind a picture of other words": SPOOF + b"q 80 0 0 12 16 48 cm /X Do Q",
    "under words in black": b"1 1 1 rg " + SPOOF + b"0 g BT /F 12 Tf 20 50 Td (Total due) Tj ET",
    "white close under other words": b"BT /F 12 Tf 20 58 Td (Total due) Tj ET 1 1 1 rg " + SPOOF,
    "white close over other words": b"1 1 1 rg " + SPOOF + b"0 g BT /F 12 Tf 20 42 Td (Total due) Tj ET",
    "by a name for those who copy": b"/Span <</ActualText (40855501)>> BDC BT /F 12 Tf 20 50 Td (Nothing) Tj ET EMC",
}
SEEN = {
    "black": SPOOF,
    "light grey": b".7 g " + SPOOF,
    "white on a dark bar": b"0 0 .5 rg 0 45 200 20 re f 1 g " + SPOOF,
    "on an image": b"q 200 0 0 80 0 0 cm /X Do Q " + SPOOF,
    "beside an image": b"q 10 0 0 10 0 0 cm /X Do Q " + SPOOF,
    "large and bold": b"BT /F 60 Tf 2 Tr 4 w 5 20 Td (4085) Tj ET",
    "drawn twice to be bold": SPOOF + SPOOF.replace(b"20 50", b"20.3 50"),
    "with a shadow": b".7 g " + SPOOF.replace(b"20 50", b"21 49") + b"0 g " + SPOOF,
    "as an outline": b"BT /F 12 Tf 1 Tr 20 50 Td (40855501) Tj ET",
}


def page(content: bytes) -> bytes:
    return with_content(BILL + content, b"", IMAGE, **WITH_IMAGE)


@pytest.mark.parametrize("how", sorted(HIDDEN))
def test_digits_that_nobody_sees_are_kept_apart_and_told(how):
    reading = read(page(HIDDEN[how]))
    assert "4085" not in reading.text
    assert reading.warnings == ("hidden_text",)
    assert [number for number, cell in reading.hidden if "408" in cell.text] == [1]


@pytest.mark.parametrize("how", sorted(SEEN))
def test_digits_that_somebody_sees_are_read(how):
    reading = read(page(SEEN[how]))
    assert "4085" in reading.text
    assert reading.warnings == ()


def test_half_a_letter_is_none_and_a_rare_letter_is_whole():
    told = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <42> <D800> <69> <D842DFB7> endbfchar endcmap"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 8 0 R>>"
    form = stream(BILL.replace(b"/F", b"/T"), b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</Font<</T 7 0 R>>>>")
    assert read(with_content(b"/X Do", b"", form, font, stream(told), **WITH_IMAGE)).text == "\ufffd\U00020bb7ll"


def test_a_hidden_cell_keeps_its_place():
    (number, cell), = read(page(HIDDEN["white on white"])).hidden  # fmt: skip
    assert number == 1
    assert 15 < cell.left < 25 < cell.right < 100
    assert 130 < cell.top < 150 < cell.bottom < 165


def test_a_filled_form_field_is_a_part_of_the_page():
    look = stream(
        b"BT /F 12 Tf 2 5 Td (Zoe Washburne) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 150 20]/Resources<</Font<</F 5 0 R>>>>"
    )
    field = b"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/F 4/Rect[20 20 170 40]/AP<</N 6 0 R>>>>]"
    assert "Zoe Washburne" in read(with_catalog(b"", look, page=field)).text


@pytest.mark.parametrize(
    "matrix, degrees", [(b"0 1 -1 0 200 0", 90.0), (b"-1 0 0 -1 200 200", 180.0), (b"0 -1 1 0 0 200", 270.0), (b"1 0 0 1 0 0", 0.0)]
)
def test_text_that_runs_another_way_is_turned_upright(matrix, degrees):
    words = b"BT /F 12 Tf 20 150 Td (Bill date) Tj 0 -20 Td (November 3) Tj ET"
    (shown,) = read(with_content(b"q " + matrix + b" cm " + words + b" Q")).pages
    assert [cell.text for cell in shown.cells] == ["Bill date", "November 3"]
    assert shown.turned == degrees
    assert abs(shown.cells[0].left - 20) < 2 and shown.cells[0].right - shown.cells[0].left > 30


def test_pages_that_are_pictures_or_say_what_they_do_not_show_are_looked_at():
    picture = b"q 200 0 0 200 0 0 cm /X Do Q "
    form = stream(
        b"BT /T 12 Tf 20 50 Td <0102030405060708> Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</Font<</T 7 0 R>>>>"
    )
    looked_at = {
        "letters of a font that names none": with_content(BILL + b"/X Do", b"", form, NAMELESS, GLYPH, **WITH_IMAGE),
        "a picture": with_content(picture, b"", IMAGE, **WITH_IMAGE),
        "a picture with words under it": with_content(b"BT /F 12 Tf 3 Tr 20 50 Td (40855501) Tj ET " + picture, b"", IMAGE, **WITH_IMAGE),
        "letters drawn as curves": with_content(b"20 20 m 40 40 l 60 20 l h f"),
        "other words for those who copy": page(HIDDEN["by a name for those who copy"]),
        "a stamp on a picture": with_content(picture + BILL, b"", IMAGE, **WITH_IMAGE),
    }
    assert {name: done(Job(), data).to_scan for name, data in looked_at.items()} == dict.fromkeys(looked_at, (1,))
    assert done(Job(), page(SPOOF)).to_scan == ()
