"""What each finding of the checks before submission says."""

from collections.abc import Mapping

from words.sentence import Sentence

FINDINGS: Mapping[str, Sentence] = {}
