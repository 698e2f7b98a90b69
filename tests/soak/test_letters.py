"""A thousand bytes of a sealed letter changed, each on its own, and as many in its seal: all found (reliability T15)."""

import pytest

from documents.loa.verification import verify_loa
from tests.documents import tampering
from tests.documents.sealed import rehearsal, sealed_letter


@pytest.mark.timeout(600)
def test_a_thousand_changed_bytes_are_found() -> None:
    tried = list(tampering.flipped(sealed_letter(), 1000, 90210))
    missed = [place for place, changed in tried if verify_loa(changed, rehearsal()[1]).intact]
    assert (len(tried), missed) == (2003, [])
