"""What a task on the desk is about is told in words, never as a code."""

import pytest

from domain.policy.codes import FindingCode
from domain.porting.desk import TaskKind
from domain.porting.facts import WaitingFor
from domain.porting.notices import NoticeKind
from domain.porting.rejections import Rejection
from words.desk import ASIDE, MOVED, task_about
from words.translation import Words

CODES = {
    TaskKind.SILENCE: tuple(what for what in WaitingFor if what is not WaitingFor.NOTHING),
    TaskKind.UNREADY: tuple(FindingCode),
    TaskKind.PAPER_TO_REVIEW: tuple(FindingCode),
    TaskKind.SUPPLEMENT_REFUSED: tuple(Rejection),
    TaskKind.NOTICE_SET_ASIDE: (*NoticeKind, *ASIDE),
}


@pytest.mark.parametrize("kind", CODES)
def test_every_code_has_its_words(kind: TaskKind) -> None:
    for code in CODES[kind]:
        (told,) = task_about(kind, (code,), Words())
        assert told and told != code and "_" not in told


def test_what_no_sentence_is_known_for_is_told_as_it_is() -> None:
    assert task_about(TaskKind.SILENCE, ("something_new",), Words()) == ("something_new",)
    assert task_about(TaskKind.DATE_WANTED, ("2026-03-03",), Words()) == ("2026-03-03",)
    assert task_about(TaskKind.NOTICE_SET_ASIDE, ("foc", "numbers_already_moved"), Words()) == (
        "Date confirmed",
        "It came when numbers had moved already.",
    )


@pytest.mark.parametrize("kind", [NoticeKind.REJECTED, NoticeKind.FOC_WITHDRAWN])
def test_an_answer_after_numbers_moved_says_what_to_do(kind: NoticeKind) -> None:
    *_, why, todo = task_about(TaskKind.NOTICE_SET_ASIDE, (kind, MOVED), Words())
    assert why == "It came when numbers had moved already."
    assert "Ask the gaining carrier" in todo
    assert "close this task" in todo
