"""Every code that another room gives has a sentence, no sentence is left without a code, and every sentence can be translated."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest

from domain.numbers.e164 import ReadingLimits, read_numbers
from domain.numbers.reasons import NumberReason
from domain.policy.codes import DayReason, FindingCode, RefusalCode
from domain.policy.paper_match.comparison import PaperField
from domain.porting.carrier_order import PortState
from domain.porting.desk import TaskKind
from domain.porting.draft import DraftState
from domain.porting.facts import Fact, WaitingFor
from domain.porting.line import LineState
from domain.porting.order import OrderStatus
from domain.porting.paper import PaperKind, ServiceKind
from domain.porting.portability import NotPortable
from domain.porting.rejections import REMEDIES, Rejection
from tests.words.pseudo import bracketed, outside
from words.fields import FIELDS
from words.findings import FINDINGS
from words.number_errors import NUMBER_ERRORS, number_error
from words.papers import PAPER_FIELDS, PAPER_KINDS, SERVICE_KINDS
from words.portability import PORTABILITY, portability_told
from words.refusals import COMMAND_REFUSALS, DAYS, REFUSALS
from words.rejections import REJECTIONS, rejection_told
from words.seals import SEALS
from words.sentence import Sentence, explain
from words.states import DRAFT_STATES, LINE_STATES, ORDER_STATUSES, PORT_STATES, WAITING_FOR
from words.timeline import FACTS, TASKS
from words.translation import Words
from words.uploads import UPLOADS


def codes_in(folder: Path, pattern: str) -> Iterator[str]:
    """Every string constant in the Python files under `folder` that looks like a code."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(pattern, node.value):
                yield node.value


DOCUMENTS = Path(__file__).parents[2] / "documents"
DOMAIN = DOCUMENTS.parent / "domain"
FACT_KINDS = [get_args(kind.__annotations__["kind"])[0] for kind in get_args(Fact)]

SENTENCES: dict[str, tuple[Mapping[str, Sentence], list[str]]] = {
    "findings": (FINDINGS, [*FindingCode, "loa.letters_not_drawable"]),
    "rejections": (REJECTIONS, list(Rejection)),
    "portability": (PORTABILITY, list(NotPortable)),
    "refusals": (REFUSALS, list(RefusalCode)),
    "number errors": (NUMBER_ERRORS, list(NumberReason)),
}
LABELS: dict[str, tuple[Mapping[str, str], list[str]]] = {
    "order statuses": (ORDER_STATUSES, list(OrderStatus)),
    "draft states": (DRAFT_STATES, list(DraftState)),
    "port states": (PORT_STATES, list(PortState)),
    "line states": (LINE_STATES, list(LineState)),
    "waiting for": (WAITING_FOR, list(WaitingFor)),
    "day reasons": (DAYS, list(DayReason)),
    "facts": (FACTS, FACT_KINDS),
    "tasks": (TASKS, list(TaskKind)),
    "paper kinds": (PAPER_KINDS, list(PaperKind)),
    "paper fields": (PAPER_FIELDS, list(PaperField)),
    "services": (SERVICE_KINDS, list(ServiceKind)),
}


@pytest.mark.parametrize("topic", [*SENTENCES, *LABELS])
def test_every_code_has_a_sentence_and_no_sentence_is_orphaned(topic):
    table, codes = SENTENCES.get(topic) or LABELS[topic]
    assert sorted(table) == sorted(codes)


def test_every_code_of_a_file_has_a_sentence_and_none_is_orphaned():
    assert set(UPLOADS) == set(codes_in(DOCUMENTS, r"(upload|pdf|png|jpeg|text|ocr|reader)\.[a-z_]+"))


def test_every_code_of_a_letter_has_a_sentence_and_none_is_orphaned():
    assert set(SEALS) == set(codes_in(DOCUMENTS / "loa", r"loa\.[a-z_]+")) - set(FINDINGS)


def test_every_refusal_of_a_command_has_a_sentence_and_none_is_orphaned():
    tree = ast.parse((DOMAIN / "porting" / "commands.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "CommandRefused"]
    assert {call.args[0].value for call in calls} == COMMAND_REFUSALS.keys()


def test_every_field_that_a_rejection_names_has_a_name():
    assert {field for remedy in REMEDIES.values() for field in remedy.fields} | {"bill", "loa", "csr"} <= FIELDS.keys()


@pytest.mark.parametrize("topic", SENTENCES)
def test_every_sentence_can_be_translated(topic, tmp_path):
    words = bracketed(tmp_path)
    table, codes = SENTENCES[topic]
    for code in codes:
        assert outside(explain(code, table, words, deadline="⟦soon⟧").whole).strip() == "", code


@pytest.mark.parametrize("topic", LABELS)
def test_every_label_can_be_translated(topic, tmp_path):
    words = bracketed(tmp_path)
    assert [label for label in LABELS[topic][0].values() if words.gettext(label) != f"⟦{label}⟧"] == []


def test_every_file_sentence_and_field_can_be_translated(tmp_path):
    words = bracketed(tmp_path)
    for table in (UPLOADS, SEALS, COMMAND_REFUSALS):
        assert [code for code in table if outside(explain(code, table, words).whole).strip()] == []
    assert [name for name in FIELDS.values() if words.gettext(name) != f"⟦{name}⟧"] == []


@pytest.mark.parametrize("topic", SENTENCES)
def test_what_may_be_mailed_holds_no_value(topic):
    for code, sentence in SENTENCES[topic][0].items():
        assert "%(" not in sentence.wrong + sentence.remedy, code


@pytest.mark.parametrize("topic", SENTENCES)
def test_every_sentence_ends_as_one(topic):
    for code, sentence in SENTENCES[topic][0].items():
        assert all(text[0].isupper() and text.endswith(".") for text in (sentence.wrong, sentence.remedy)), code


TYPED = (
    "800-555-0100, 900-555-0100, 500-555-0100, +44 20 7946 0000, 416-555-0100, 303-055-0100, 911, 303-555-1212, 303-976-0100,"
    " 555-0100, 303-555-01000000000, 303-555-HELP-ME-NOW, ???, 303-555-0100, 3035550100, 303-555-0199 thru 0100,"
    " 303-555-0100 thru 303-556-9999, 999-555-0100, 303-555-0101, 303-555-0102"
)


def test_every_number_that_is_not_taken_is_told_with_what_was_typed():
    read = read_numbers(TYPED, limits=ReadingLimits(max_numbers=2))
    assert {error.code for error in read.errors} >= set(NumberReason) - {
        NumberReason.TOO_LARGE,
        NumberReason.ALREADY_OURS,
        NumberReason.IN_ANOTHER_ORDER,
        NumberReason.NEEDS_REVIEW,
    }
    for error in read.errors:
        assert error.text in number_error(error, Words()).detail


def test_a_paste_that_is_too_large_is_told_with_its_limit():
    [error] = read_numbers("3" * 99, limits=ReadingLimits(max_bytes=50)).errors
    assert "50" in number_error(error, Words()).detail


def test_a_code_that_nobody_knows_is_told_and_goes_to_staff():
    assert explain("never.heard_of", FINDINGS, Words()).who == explain("other", REJECTIONS, Words()).who
    assert rejection_told("99Z", Words()).code == Rejection.UNRECOGNISED
    assert portability_told("99Z", Words()).code == NotPortable.UNRECOGNISED


def test_a_deadline_is_told_only_to_who_must_keep_it():
    assert "May 4" in rejection_told(Rejection.PIN_INVALID, Words(), deadline="May 4").who
    assert "May 4" not in rejection_told(Rejection.NPAC_CONFLICT, Words(), deadline="May 4").who
