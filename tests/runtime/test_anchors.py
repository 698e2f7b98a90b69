"""Anchors outlive the database and a kill in the midst of writing."""

from pathlib import Path

from runtime.rounds.anchors import kept


def test_no_file_means_no_anchors(tmp_path: Path):
    assert kept(tmp_path / "none.jsonl") == ()


def test_a_line_that_a_kill_cut_short_is_passed_over(tmp_path: Path):
    file = tmp_path / "anchors.jsonl"
    file.write_text('["org_a", 3, "0102"]\n["org_a", 9, "03')
    assert kept(file) == (("org_a", 3, b"\x01\x02"),)
