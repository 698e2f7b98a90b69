"""From the paper to the finding: each finding of the match is brought about by a file of its own, and a paper that agrees brings none."""

from dataclasses import replace

import pytest

from documents.bill.facts import read_bill
from documents.reader.answer import ReadingState
from documents.reader.child import read
from domain.policy.evidence import PaperInHand
from domain.policy.paper_match.match import compare
from tests.documents.bills.findings import BILL, CASES, CSR, WITHOUT_PAPER, Case, draw, in_hand
from tests.domain.match_cases import BOOK
from tests.domain.match_cases import CASES as FINDINGS


def codes(case):
    """What the match finds with both papers read from files."""
    reading = read(case.pdf)
    facts = read_bill(reading) if reading.state is ReadingState.READ else None
    bill, csr = read_bill(read(draw(BILL))), read_bill(read(draw(CSR)))
    papers = {"bill": in_hand(bill), "csr": PaperInHand() if case.alone else in_hand(csr)} | {"csr" if case.csr else "bill": in_hand(facts)}
    found = compare(case.request, replace(case.evidence, **papers), BOOK)
    return {comparison.finding.code.value for comparison in found if not comparison.agrees}


def test_papers_that_agree_bring_no_finding():
    assert codes(Case()) == set()


@pytest.mark.parametrize("code", CASES)
def test_a_paper_brings_the_finding_that_it_is_named_after(code):
    assert code in codes(CASES[code])


def test_every_finding_of_the_match_has_a_paper():
    assert CASES.keys() == FINDINGS.keys() - WITHOUT_PAPER
