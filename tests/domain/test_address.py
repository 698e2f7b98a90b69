"""Can somebody be sent to this address?"""

from dataclasses import replace

import pytest

from domain.address import Address

HOUSE = Address("1630 Revello Drive", "Denver", "CO", "80202")


@pytest.mark.parametrize(
    "there",
    [HOUSE, replace(HOUSE, unit="Suite 4"), replace(HOUSE, zip_code="80202-1234"), replace(HOUSE, state="PR")],
    ids=lambda one: one.one_line,
)
def test_a_house_in_the_usa(there: Address) -> None:
    assert there.dispatchable


@pytest.mark.parametrize(
    "nowhere",
    [
        replace(HOUSE, state="XX"),
        replace(HOUSE, state="ON"),
        replace(HOUSE, street="Revello Drive"),
        replace(HOUSE, street="P.O. Box 1630"),
        replace(HOUSE, street="post office box 12"),
        replace(HOUSE, city=" "),
        replace(HOUSE, zip_code="8020"),
        replace(HOUSE, zip_code="٨٠٢٠٢"),
    ],
    ids=lambda one: one.one_line,
)
def test_nowhere_to_send_anybody(nowhere: Address) -> None:
    assert not nowhere.dispatchable
