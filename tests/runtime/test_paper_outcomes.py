"""What becomes of a paper once it was read: kept, refused with its reason, or put before a person."""

from dataclasses import replace

import pytest

from documents.reader.child import read
from documents.reading import Reading, ReadingState
from documents.sample_bill import draw_sample_bill
from domain.porting.paper import HIDDEN_TEXT, PaperKind
from runtime.rounds.documents_reader import paper_outcome
from tests.documents.papers import SAMPLE, lines, page_of

RECORD = page_of(
    *lines("CUSTOMER SERVICE RECORD", "Rehearsal Bell", "Account number: 000412-77 9", "BTN: 303-555-0100"),
    *lines("Billing name: Blue Sun Outfitters LLC", "Working telephone numbers", "303-555-0100", "303-555-0101", top=160),
)


def test_a_bill_is_kept_with_its_pages() -> None:
    outcome = paper_outcome(read(draw_sample_bill(SAMPLE)), "bill")
    assert (outcome.state, outcome.reason, outcome.to_review) == ("read", "", ())
    assert outcome.facts is not None and outcome.facts.kind is PaperKind.BILL
    assert outcome.facts.pages == ((612.0, 792.0),)


def test_a_service_record_is_kept_as_a_bill_is() -> None:
    outcome = paper_outcome(read(RECORD), "csr")
    assert (outcome.state, outcome.to_review) == ("read", ())
    assert outcome.facts is not None and outcome.facts.account is not None
    assert outcome.facts.account.value == "000412-77 9"


@pytest.mark.parametrize(
    ("pdf", "kind", "reason", "found"),
    [
        (RECORD, "bill", "bill.not_a_bill", PaperKind.CSR),
        (draw_sample_bill(SAMPLE), "csr", "csr.not_a_csr", PaperKind.BILL),
        (page_of(*lines("Letter of Authorization", "I authorize you.")), "bill", "bill.not_a_bill", PaperKind.LOA),
    ],
)
def test_another_paper_is_refused_and_what_it_is_is_kept(pdf: bytes, kind: str, reason: str, found: PaperKind) -> None:
    outcome = paper_outcome(read(pdf), kind)
    assert (outcome.state, outcome.reason) == ("refused", reason)
    assert outcome.facts is not None and outcome.facts.kind is found


def test_what_nobody_but_a_person_can_judge_goes_to_one() -> None:
    undated = read(draw_sample_bill(replace(SAMPLE, bill_date=None)))
    assert paper_outcome(undated, "bill").to_review == ("bill.undated",)
    hidden = replace(read(draw_sample_bill(SAMPLE)), warnings=(HIDDEN_TEXT,))
    assert paper_outcome(hidden, "bill").to_review == ("bill.hidden_text",)


@pytest.mark.parametrize(("kind", "code"), [("bill", "bill.unreadable"), ("csr", "csr.unreadable")])
def test_a_scan_that_no_machine_reads_goes_to_a_person(kind: str, code: str) -> None:
    outcome = paper_outcome(Reading(ReadingState.NEEDS_REVIEW, "pdf.no_text"), kind)
    assert (outcome.state, outcome.reason, outcome.to_review) == ("unreadable", "pdf.no_text", (code,))


@pytest.mark.parametrize(("state", "becomes"), [(ReadingState.REFUSED, "refused"), (ReadingState.UNREADABLE, "unreadable")])
def test_what_cannot_be_read_says_why(state: ReadingState, becomes: str) -> None:
    outcome = paper_outcome(Reading(state, "pdf.encrypted"), "bill")
    assert (outcome.state, outcome.reason, outcome.facts) == (becomes, "pdf.encrypted", None)


def test_a_paper_of_another_kind_is_kept_unread() -> None:
    outcome = paper_outcome(read(RECORD), "other")
    assert (outcome.state, outcome.facts) == ("read", None)
