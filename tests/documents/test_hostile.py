import pytest

from documents.intake import check_upload
from documents.reader.child import read
from documents.reading import PaperReader, ReadingState
from tests.documents.hostile import ACCEPTED, CASES
from tests.documents.hostile.judging import TAKEN, wrong_with
from tests.documents.hostile.making import GOOD
from words.uploads import UPLOADS

ONE_EACH = {case.code: name for name, case in reversed(CASES.items()) if case.code}
SWELLING = (
    "a bomb in a bomb",
    "a form that draws itself",
    "a PNG that swells behind its pixels",
    "a page tree that holds itself",
    "an image of 100,000 by 100,000",
    "deep arrays",
)
READERS_OWN = ("reader.", "ocr.")


@pytest.fixture(scope="module")
async def papers():
    async with PaperReader() as reader:
        yield reader


async def read_here(data):
    return read(data)


@pytest.mark.parametrize("code", sorted(ONE_EACH))
async def test_a_file_that_nobody_takes_is_refused_by_its_reason(code):
    assert await wrong_with(CASES[ONE_EACH[code]], read_here) == ""


@pytest.mark.parametrize("name", SWELLING)
async def test_a_file_that_would_exhaust_the_reader_gets_a_clear_answer_and_the_next_is_read(papers, name):
    assert await wrong_with(CASES[name], papers.read) == ""
    assert (await papers.read(GOOD)).state is ReadingState.READ


@pytest.mark.parametrize("name", sorted(ACCEPTED))
def test_an_ordinary_file_is_taken(name):
    assert check_upload(ACCEPTED[name], TAKEN).accepted
    reading = read(ACCEPTED[name])
    assert reading.state in {ReadingState.READ, ReadingState.NEEDS_REVIEW}, reading.code


def test_every_reason_to_refuse_a_file_has_a_file_named_after_it():
    refusals = {code for code in UPLOADS if not code.startswith(READERS_OWN)}
    assert refusals - {case.code for case in CASES.values()} == set()
    assert [name for name, case in CASES.items() if case.code and name.split()[0] != case.code] == []


def test_there_are_enough_of_them():
    assert len(CASES) >= 150
