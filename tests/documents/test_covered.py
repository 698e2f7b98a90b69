"""What a picture of a paper does not show: account numbers but for their last four, and security codes (R29)."""

import io

import pytest
from PIL import Image

from documents.bill.covered import covered_places
from documents.bill.facts import read_bill
from documents.page_images import page_images
from documents.reader.child import read
from tests.documents.papers import lines, page_of

BILL = (
    *lines("Verizon", "Bill date: November 3, 2026", "Account number: 0099-4417-22", "Line 1: (303) 555-0100 $29.50", "Amount due $29.50"),
    (60, 200, "Security Code:"),
    (200, 200, "8841"),
    (60, 600, "Please return with payment 0099 4417 22"),
)


def covers(*more):
    reading = read(page_of(*BILL, *more))
    return reading, covered_places(reading, read_bill(reading))


def test_every_place_of_the_account_number_and_the_security_code_is_covered():
    _, covered = covers()
    tops = sorted(round(top) for _, top, _, _ in covered[1])
    assert len(tops) == 3
    assert tops[0] < 100 < tops[1] < 210 < 580 < tops[2]


def test_the_label_and_the_last_four_stay_to_be_seen():
    reading, covered = covers()
    cell = next(cell for cell in reading.pages[0].cells if cell.text.startswith("Account number"))
    left, top, right, bottom = covered[1][0]
    assert (top, bottom) == (cell.top, cell.bottom)
    assert cell.left + 0.4 * (cell.right - cell.left) < left
    assert right < cell.right - 0.1 * (cell.right - cell.left)


@pytest.mark.parametrize("parts", [("0099-4417-", "22"), ("0099-", "4417-22")])
def test_an_account_number_in_two_lines_is_covered_in_both(parts):
    reading = read(page_of(*BILL[:2], (60, 300, "Account number:"), (160, 300, parts[0]), (160, 312, parts[1])))
    covered = covered_places(reading, read_bill(reading))[1]
    assert len(covered) == (2 if len(parts[1]) > 4 else 1)
    assert all(left < 162 and right > 170 for left, _, right, _ in covered)


@pytest.mark.parametrize("line", ["PIN pad rental $4.00", "Passcode: see your letter", "Pinecrest 4411"])
def test_words_like_those_of_a_code_cover_nothing_more(line):
    assert len(covers((60, 300, line))[1][1]) == 3


async def test_a_covered_place_is_black_in_the_picture_and_its_neighbours_are_not():
    pdf = page_of(*BILL)
    (image,) = await page_images(pdf, [1], covered={1: ((60, 190, 120, 210),)})
    pixels = Image.open(io.BytesIO(image.png)).convert("L")
    at = [pixels.getpixel((int(x * image.scale), int(y * image.scale))) for x, y in ((62, 192), (118, 208), (130, 215))]
    assert at == [0, 0, 255]
