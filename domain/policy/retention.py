"""How long is paper kept? Days after an order's end, by what the paper is; and what becomes of a draft that was never sent."""

from dataclasses import dataclass
from datetime import timedelta

# Who signed, for whom, and by what right: proof that the change was authorised.
VERIFICATION_KINDS = frozenset({"loa", "authority"})
# 47 CFR 64.1120(a)(1)(ii): two years at least, a leap day among them.
LEAST_LETTERS = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Retention:
    """letters: letters and the records of their verification. papers: bills, service records and anything else. expired_drafts: what a
    draft holds after it expired, papers and all: no carrier was ever asked, so there is nothing to prove.
    """

    letters: timedelta = LEAST_LETTERS
    papers: timedelta = timedelta(days=90)
    expired_drafts: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        if self.letters < LEAST_LETTERS:
            raise ValueError("records of verification are kept for two years at least")
