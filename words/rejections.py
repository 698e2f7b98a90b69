"""What each rejection of a losing carrier says."""

from collections.abc import Mapping

from words.sentence import Sentence

REJECTIONS: Mapping[str, Sentence] = {}
