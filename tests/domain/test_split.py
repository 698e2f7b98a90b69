from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.findings import Severity
from domain.policy.btn import btn_findings
from domain.policy.rulebook import SplitBy, rulebook
from domain.policy.split import Candidate, split
from domain.porting.request import PortRequest, PortScope

BOOK = rulebook()
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        number=st.integers(100, 199).map(lambda n: f"+13035550{n}"),
        carrier=st.sampled_from(["rehearsal", "other"]),
        losing_spid=st.sampled_from(["9999", "9998"]),
        rate_centre=st.sampled_from(["DENVER", "FARAWAY"]),
        line_type=st.sampled_from(["landline", "wireless"]),
        simple=st.booleans(),
    ),
    max_size=40,
)
LIMITS = st.integers(1, 12)
RULES = st.lists(st.sampled_from(list(SplitBy)), unique=True).map(tuple)


@given(CANDIDATES, LIMITS, RULES, st.integers(100, 199))
def test_a_split_conserves_numbers(candidates: list[Candidate], largest: int, by: tuple[SplitBy, ...], btn: int) -> None:
    book = replace(BOOK, max_numbers_per_carrier_order=largest, split_by=by)
    parts = split(candidates, f"+13035550{btn}", book)
    placed = [number for part in parts for number in part.numbers]
    assert len(placed) == len(set(placed))
    assert set(placed) == {each.number for each in candidates}
    assert [part.n for part in parts] == list(range(1, len(parts) + 1))
    assert all(0 < len(part.numbers) <= largest for part in parts)


@given(CANDIDATES, RULES)
def test_numbers_keep_their_order_and_their_losing_carrier(candidates: list[Candidate], by: tuple[SplitBy, ...]) -> None:
    first = {each.number: each for each in reversed(candidates)}
    order = list(dict.fromkeys(each.number for each in candidates))
    for part in split(candidates, "", replace(BOOK, split_by=by)):
        assert sorted(part.numbers, key=order.index) == list(part.numbers)
        assert {(first[number].carrier, first[number].losing_spid) for number in part.numbers} == {(part.carrier, part.losing_spid)}
        assert not part.simple or (len(part.numbers) == 1 and first[part.numbers[0]].simple)


@given(CANDIDATES.filter(bool), st.data())
def test_the_part_with_the_btn_comes_first(candidates: list[Candidate], data: st.DataObject) -> None:
    btn = data.draw(st.sampled_from([each.number for each in candidates]))
    assert btn in split(candidates, btn, BOOK)[0].numbers


def test_ten_numbers_of_one_account_are_one_order() -> None:
    numbers = tuple(f"+1303555010{n}" for n in range(10))
    parts = split([Candidate(number, "rehearsal", "9999", "DENVER", "landline", True) for number in numbers], numbers[0], BOOK)
    assert [(part.numbers, part.simple) for part in parts] == [(numbers, False)]


BTN, OTHER, NEW = "+13035550100", "+13035550101", "+13035550150"
FULL, PARTIAL = PortScope.FULL, PortScope.PARTIAL


@pytest.mark.parametrize(
    ("request_", "code", "severity"),
    [
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN, OTHER)), "", None),
        (PortRequest("po_1", "org_1", numbers=(BTN,)), "btn.missing", Severity.BLOCKED),
        (PortRequest("po_1", "org_1", btn="3035550100", numbers=(BTN,)), "btn.impossible", Severity.BLOCKED),
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(OTHER,)), "btn.not_porting", Severity.BLOCKED),
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN, OTHER), set_aside=(BTN,)), "btn.not_porting", Severity.BLOCKED),
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN,), replacement_btn=NEW), "btn.replacement_not_needed", Severity.CONFIRM),
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(OTHER,), scope=PARTIAL), "", None),
        (
            PortRequest("po_1", "org_1", btn=BTN, numbers=(OTHER,), scope=PARTIAL, replacement_btn=NEW),
            "btn.replacement_not_needed",
            Severity.CONFIRM,
        ),
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN,), scope=PARTIAL), "btn.porting_without_replacement", Severity.BLOCKED),
        (PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN,), scope=PARTIAL, replacement_btn=NEW), "", None),
        (
            PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN,), scope=PARTIAL, replacement_btn="911"),
            "btn.replacement_impossible",
            Severity.BLOCKED,
        ),
        (
            PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN,), scope=PARTIAL, replacement_btn=BTN),
            "btn.replacement_same",
            Severity.BLOCKED,
        ),
        (
            PortRequest("po_1", "org_1", btn=BTN, numbers=(BTN, OTHER), scope=PARTIAL, replacement_btn=OTHER),
            "btn.replacement_porting",
            Severity.BLOCKED,
        ),
    ],
)
def test_what_is_asked_of_the_billing_number(request_: PortRequest, code: str, severity: Severity | None) -> None:
    assert [(finding.code, finding.severity) for finding in btn_findings(request_)] == ([(code, severity)] if code else [])
