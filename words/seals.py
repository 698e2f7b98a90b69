"""Why a sealed letter of authorization is not accepted as it stands: the sentence for each code of its verification."""

from collections.abc import Mapping

from words.sentence import Actor, Sentence, marked

_ORIGINAL = marked("Use the file as it was downloaded from the order page.")
_ASK = marked("Do not rely on this file; ask our support for the letter that we keep.")

SEALS: Mapping[str, Sentence] = {
    "loa.too_large": Sentence(marked("The file is too large to be one of our letters."), _ORIGINAL),
    "loa.not_readable": Sentence(marked("The file cannot be read as a PDF."), _ORIGINAL),
    "loa.not_sealed": Sentence(marked("The file bears no seal."), _ORIGINAL),
    "loa.other_signatures": Sentence(marked("The file bears signatures besides our seal."), _ORIGINAL),
    "loa.changed": Sentence(marked("The letter was changed."), _ASK),
    "loa.changed_after_sealing": Sentence(marked("Something was added to the file after it was sealed."), _ORIGINAL),
    "loa.seal_not_trusted": Sentence(marked("The seal is not one of ours."), _ASK),
    "loa.not_time_stamped": Sentence(marked("The seal bears no time stamp."), _ASK, Actor.STAFF),
    "loa.time_stamp_broken": Sentence(marked("The time stamp of the seal is broken or not trusted."), _ASK, Actor.STAFF),
    "loa.evidence_missing": Sentence(marked("The record of the signature is missing from the letter."), _ASK, Actor.STAFF),
}
