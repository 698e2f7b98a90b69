import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers.e164 import read_numbers
from domain.numbers.limits import ReadingLimits
from domain.numbers.reasons import SHOWN, NumberReason
from domain.numbers.typed import items

ONE = "+14085550100"

WRITTEN = [
    "408-555-0100", "(408) 555-0100", "408.555.0100", "4085550100", "1 408 555 0100", "+1 (408) 555-0100", "+14085550100",
    "001 408 555 0100", "011 1 408 555 0100", "408\u2009555\u202f0100", "408\u00a0555\u00a00100", "408–555—0100", "408‐555‑0100",
    "408−555−0100", "４０８５５５０１００", "٤٠٨٥٥٥٠١٠٠", "+１（４０８）５５５－０１００",
    "4085550100.0", "'4085550100'", '"4085550100"', '="4085550100"',
    "“408-555-0100”", "1. 408-555-0100", "12) 408-555-0100", "a) 408-555-0100", "(b) 408-555-0100", "• 408-555-0100", "- 408-555-0100",
    "* 408-555-0100", "tel:+14085550100", "Phone: 408-555-0100", "408) 555-0100", "408/555-0100", "408-555-0100.",
    "\u200e408-555-0100\u200f",
    "\ufeff408-555-0100", "408-\u00ad555-0100", "☎ 408-555-0100", "✓ 408-555-0100", "408·555·0100", "408 • 555 • 0100",
    "Main line: 408-555-0100", "Main number 408-555-0100", "BTN: (408) 555-0100", "100. 408-555-0100", "100. 4085550100",
]  # fmt: skip


@pytest.mark.parametrize("typed", WRITTEN)
def test_people_write_one_number_in_many_ways(typed: str) -> None:
    pasted = read_numbers(typed)
    assert pasted.e164 == (ONE,)
    assert pasted.errors == ()


@pytest.mark.parametrize(
    "typed",
    [
        "408-555-0100 thru 0103", "408-555-0100 through 408-555-0103", "4085550100-0103", "4085550100 - 4085550103", "408-555-0100–0103",
        "+14085550100 - +14085550103", "408-555-0100 to 03", "408-555-0100 thru 3", "408-555-0100..0103", "408-555-0100 → 555-0103",
        "1-408-555-0100-0103", "408-555-0100~0103", "4085550100THRU0103",
        "(408) 555-0100 thru 0103", "(408) 555-0100-0103", "(408) 555-0100 – (408) 555-0103", "408) 555-0100 to (408) 555-0103",
        "1. (408) 555-0100 thru 0103", "from 408-555-0100 to 0103", "408-555-0100 bis 0103", "408-555-0100 ⇒ 0103", "408-555-0100 ∼ 0103",
        "408-555-0100 und 408-555-0101 och 408-555-0102 and 408-555-0103",
        "408-555-0100, 408-555-0101\n408-555-0102;408-555-0103", "408-555-0100\t4085550101\r\n4085550102\u20284085550103",
        "408 555 0100 408 555 0101 408 555 0102 408 555 0103", "408-555-0100 and 408-555-0101 & 408-555-0102، 408-555-0103",
    ],
)  # fmt: skip
def test_people_write_several_numbers_in_many_ways(typed: str) -> None:
    pasted = read_numbers(typed)
    assert pasted.e164 == (ONE, "+14085550101", "+14085550102", "+14085550103")
    assert pasted.errors == ()


REFUSED = [
    ("800-555-0100", NumberReason.TOLL_FREE, {"area_code": "800"}),
    ("822-555-0100", NumberReason.TOLL_FREE, {"area_code": "822"}),
    ("900-555-0100", NumberReason.PREMIUM, {"area_code": "900"}),
    ("408-976-0100", NumberReason.PREMIUM, {"exchange": "976"}),
    ("500-555-0100", NumberReason.PERSONAL_NUMBER, {"area_code": "500"}),
    ("700-555-0100", NumberReason.SERVICE_CODE, {"area_code": "700"}),
    ("416-555-0100", NumberReason.NOT_US, {"country": "CA", "area_code": "416"}),
    ("876-555-0100", NumberReason.NOT_US, {"country": "JM", "area_code": "876"}),
    ("787-555-0100", NumberReason.NOT_US, {"country": "PR", "area_code": "787"}),
    ("273-555-0100", NumberReason.NOT_US, {"country": "CA", "area_code": "273"}),
    ("+44 20 7946 0018", NumberReason.NOT_US, {"country": "GB", "calling_code": "44"}),
    ("011 46 8 123 456", NumberReason.NOT_US, {"country": "SE", "calling_code": "46"}),
    ("00 49 30 123456", NumberReason.NOT_US, {"country": "DE", "calling_code": "49"}),
    ("465-555-0100", NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": "465", "planned": "2026-06-18"}),
    ("565-555-0100", NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": "565"}),
    ("211-555-0100", NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": "211"}),
    ("099-555-0100", NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": "099"}),
    ("1 111 555 0100", NumberReason.AREA_CODE_NOT_IN_SERVICE, {"area_code": "111"}),
    ("408-155-0100", NumberReason.IMPOSSIBLE_EXCHANGE, {"exchange": "155"}),
    ("408-411-0100", NumberReason.IMPOSSIBLE_EXCHANGE, {"exchange": "411"}),
    ("408-555-1212", NumberReason.SERVICE_CODE, {"service": "555-1212"}),
    ("911", NumberReason.SERVICE_CODE, {"service": "911"}),
    ("988", NumberReason.SERVICE_CODE, {"service": "988"}),
    ("555-0100", NumberReason.TOO_SHORT, {"digits": "7"}),
    ("408-555-0100-9", NumberReason.TOO_LONG, {"digits": "11"}),
    ("020 7946 0018", NumberReason.TOO_LONG, {"digits": "11"}),
    ("4O8-555-0100", NumberReason.LETTERS, {}),
    ("1-408-FLOWERS", NumberReason.LETTERS, {}),
    ("4.0855501E+09", NumberReason.LETTERS, {}),
    ("408-555-010²", NumberReason.NOT_A_NUMBER, {}),
    ("①408-555-0100", NumberReason.NOT_A_NUMBER, {}),
    ("???", NumberReason.NOT_A_NUMBER, {}),
    ("ext 12", NumberReason.NOT_A_NUMBER, {}),
    ("408-555-0100-0102 x5", NumberReason.NOT_A_NUMBER, {}),
    ("408-555-0199 thru 0100", NumberReason.RANGE_BACKWARDS, {}),
    ("408-555-0000 thru 0999", NumberReason.RANGE_TOO_LONG, {"count": "1000", "limit": "500"}),
    ("408-555-1200 thru 1220", NumberReason.SERVICE_CODE, {"service": "555-1212"}),
]


@pytest.mark.parametrize(("typed", "code", "params"), REFUSED)
def test_each_refusal_has_its_own_reason(typed: str, code: NumberReason, params: dict[str, str]) -> None:
    pasted = read_numbers(typed)
    assert pasted.numbers == ()
    assert [(error.text, error.code, error.params) for error in pasted.errors] == [(typed, code, params)]


def test_extensions_stay_with_their_number() -> None:
    pasted = read_numbers("408-555-0100 x123, 408-555-0101 ext. 12; 408-555-0102;ext=7, 408-555-0103, extension 9, 408-555-0104 #5")
    assert [number.extension for number in pasted.numbers] == ["123", "12", "7", "9", "5"]
    assert pasted.errors == ()


@pytest.mark.parametrize("tail", ["x1234", "ext. 1234", "(x1234)", "(ext 1234)", "ext-1234", "#1234", ", x1234"])
@pytest.mark.parametrize(
    "typed", ["408-555-0100", "(408) 555-0100", "(408)555-0100", "[408] 555-0100", "408. 555-0100", "1 (408) 555-0100"]
)
def test_an_extension_never_costs_the_area_code(typed: str, tail: str) -> None:
    assert [(each.e164, each.extension) for each in read_numbers(f"{typed} {tail}").numbers] == [(ONE, "1234")]


def test_a_number_typed_twice_is_taken_once_and_named() -> None:
    pasted = read_numbers("408-555-0100-0103\n(408) 555-0102")
    assert len(pasted.numbers) == 4
    assert [(e.text, e.code, e.params["number"]) for e in pasted.errors] == [("(408) 555-0102", NumberReason.DUPLICATE, "+14085550102")]


def test_an_overlapping_range_adds_what_is_new() -> None:
    pasted = read_numbers("408-555-0100-0103\n408-555-0102-0105")
    assert len(pasted.numbers) == 6
    assert [(e.code, e.params["count"]) for e in pasted.errors] == [(NumberReason.DUPLICATE, "2")]


def test_an_item_beyond_the_limit_is_refused_whole() -> None:
    pasted = read_numbers("408-555-0100-0103\n408-555-0110-0120\n408-555-0130", limits=ReadingLimits(max_numbers=5))
    assert len(pasted.numbers) == 5
    assert [e.code for e in pasted.errors] == [NumberReason.TOO_MANY]


def test_five_hundred_numbers_are_read_and_one_more_is_not() -> None:
    limits = ReadingLimits()
    assert len(read_numbers("408-555-0100-0599", limits=limits).numbers) == 500
    assert read_numbers("408-555-0100-0599, 408-555-0600", limits=limits).errors[0].code is NumberReason.TOO_MANY


def test_an_area_code_newer_than_the_table_can_be_opened() -> None:
    assert read_numbers("465-555-0100", limits=ReadingLimits(opened_area_codes=("465",))).e164 == ("+14655550100",)


@pytest.mark.parametrize("code", ["357", "436", "457", "621", "624", "679", "729", "837", "861", "924"])
def test_area_codes_that_the_library_does_not_know_are_taken(code: str) -> None:
    assert read_numbers(f"{code}-555-0100").e164 == (f"+1{code}5550100",)


@pytest.mark.parametrize(
    "piece",
    [
        "1,", "4", " ", "x", "1-", "(",
        "4085550100-0599,", "408 555 0100 ", "and", "x ", "ext ", "to", "to ", "\u0660", "4085550100 x1,x1,",
        "-",
        "..", "2 ", "+44 20 7946 0018,", "=", "'", "1. ", "tel ", "\ufdfa", "\ud800", "\x00", "1) ",
    ],
)  # fmt: skip
def test_a_hostile_paste_costs_little_more_than_an_ordinary_one_of_its_length(piece: str, ordinary_cost: float) -> None:
    assert costs_little_more(paste_of(piece, 49_000), ordinary_cost)
    assert costs_little_more(paste_of(piece, 5_000_000), ordinary_cost)
    assert len(read_numbers(paste_of(piece, 49_000)).numbers) <= 500
    assert [error.code for error in read_numbers(paste_of(piece, 5_000_000)).errors] == [NumberReason.TOO_LARGE]


def paste_of(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def ordinary_paste() -> str:
    return paste_of("".join(f"408-555-{line:04}, " for line in range(3_500)), 49_000)


@pytest.fixture(scope="module")
def ordinary_cost() -> float:
    """The cheapest of three readings, in seconds of this process."""
    return min(cost(ordinary_paste()) for _ in range(3))


def costs_little_more(paste: str, ordinary: float) -> bool:
    """Than it did at first or, since what else runs on the machine makes everything dearer, than it does now."""
    return cost(paste) < 8 * ordinary or any(cost(paste) < 8 * cost(ordinary_paste()) for _ in range(3))


def cost(paste: str) -> float:
    started = time.process_time()
    read_numbers(paste)
    return time.process_time() - started


PIECES = st.sampled_from(
    [*WRITTEN, *(typed for typed, *_ in REFUSED), ", ", "\n", ";", "\t", " thru ", "-", " ", "x12", "+", "(", "0199", "②", "\u0300"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_reading_never_raises_and_leaves_no_item_without_an_answer(text: str) -> None:
    pasted = read_numbers(text)
    assert len(set(pasted.e164)) == len(pasted.numbers)
    answered = {number.text for number in pasted.numbers} | {error.text for error in pasted.errors}
    assert {item.strip()[:SHOWN] for item in items(text)} == answered


@given(st.lists(st.tuples(st.sampled_from(WRITTEN), st.sampled_from([", ", "\n", ";", "\t"])), max_size=20))
def test_each_single_item_has_exactly_one_outcome(parts: list[tuple[str, str]]) -> None:
    pasted = read_numbers("".join(typed + separator for typed, separator in parts))
    assert len(pasted.numbers) + len(pasted.errors) == len(parts)
    assert all(error.code is NumberReason.DUPLICATE for error in pasted.errors)


@given(st.integers(0, 9999), st.sampled_from(["408-555-{:04d}", "(408) 555-{:04d}", "+1408555{:04d}", "408.555.{:04d}"]))
def test_every_line_of_an_exchange_reads_as_itself(line: int, form: str) -> None:
    pasted = read_numbers(form.format(line))
    assert pasted.e164 == (() if line == 1212 else (f"+1408555{line:04d}",))
