"""From the paper to the finding: each drawn paper is read and compared as an uploaded one is."""

from dataclasses import replace
from functools import lru_cache

import pytest

from documents.reader.answer import Reading
from documents.reader.child import read
from documents.sample_bill import draw_sample_bill
from domain.policy.evidence import PaperInHand, PaperState, PreflightEvidence
from domain.policy.paper_match.match import compare
from runtime.rounds.documents_reader import paper_outcome
from tests.documents.finding_papers import BILL, PAPERS, RECORD
from tests.documents.papers import SAMPLE
from tests.domain.match_cases import BOOK, CASES, EVIDENCE, NUMBERS, REQUEST

# What no paper brings about: nothing uploaded, not read yet, the letter's own age.
NOT_ON_PAPER = {"bill.missing", "bill.being_read", "loa.soon_too_old"}
# Where the draft or the location has its part in it.
FROM_THE_DRAFT = {"signer.title_missing", "btn.replacement_not_on_bill", "numbers.far_from_location"}
FAINT = {"bill.date_unsure": "Bill date", "bill.uncertain": "Attn: Wash"}


once = lru_cache(read)


def in_hand(content: bytes, kind: str, code: str = "") -> PaperInHand:
    reading = once(content)
    outcome = paper_outcome(worn(reading, FAINT[code]) if code in FAINT else reading, kind)
    return PaperInHand(PaperState(outcome.state), outcome.facts)


def worn(reading: Reading, begins: str) -> Reading:
    """The same as a scan would give it where one line is hard to read."""
    pages = tuple(
        replace(page, cells=tuple(replace(cell, confidence=0.3) if cell.text.startswith(begins) else cell for cell in page.cells))
        for page in reading.pages
    )
    return replace(reading, pages=pages)


def proved(code: str = "") -> PreflightEvidence:
    """The evidence with a drawn bill and record, one of them that of the finding."""
    known = CASES[code][2] if code in FROM_THE_DRAFT else EVIDENCE
    bill = BILL.pdf() if not code or code.startswith("csr.") else PAPERS[code]()
    record = PAPERS[code]() if code.startswith("csr.") else RECORD.pdf()
    # A record would prove the numbers that the bill does not list.
    csr = PaperInHand() if code.startswith("number.") else in_hand(record, "csr", code)
    return replace(known, bill=in_hand(bill, "bill", code), csr=csr)


def test_papers_that_prove_the_order_have_no_findings() -> None:
    assert [each.finding for each in compare(REQUEST, proved(), BOOK) if not each.agrees] == []


def test_the_sample_bill_proves_its_order() -> None:
    sample = draw_sample_bill(replace(SAMPLE, numbers=NUMBERS))
    evidence = replace(EVIDENCE, bill=in_hand(sample, "bill"), csr=PaperInHand())
    assert [each.finding for each in compare(REQUEST, evidence, BOOK) if not each.agrees] == []


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_each_paper_brings_its_finding(code: str) -> None:
    severity, request, _ = CASES[code]
    asked = request if code in FROM_THE_DRAFT else REQUEST
    found = {each.finding.code: each.finding for each in compare(asked, proved(code), BOOK)}
    assert code in found
    assert found[code].severity is severity


def test_every_finding_of_the_match_has_its_paper() -> None:
    assert set(CASES) - NOT_ON_PAPER == set(PAPERS)


def test_what_proves_a_difference_has_its_place_on_the_page() -> None:
    for code in ("account.number_not_on_bill", "btn.differs", "number.not_in_order", "bill.stale", "provider.differs"):
        [each] = [one for one in compare(REQUEST, proved(code), BOOK) if one.finding.code == code]
        assert each.facts and all(fact.page == 1 and fact.place[2] > fact.place[0] > 0 for fact in each.facts)
