import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.porting.portability import NotPortable, not_portable
from domain.porting.rejections import REMEDIES, Acts, Paper, Rejection, customer_corrects, for_support, rejection, remedy

FIELDS = {
    "account_number", "pin", "billing_name", "authorised_person", "service_address", "service_address.zip_code", "btn", "replacement_btn",
    "scope", "numbers", "requested_foc", "losing_carrier",
}  # fmt: skip
IN_THE_LOA = FIELDS - {"account_number", "pin", "requested_foc"}


def test_every_rejection_has_a_remedy() -> None:
    assert set(REMEDIES) == set(Rejection)


@pytest.mark.parametrize("code", Rejection)
def test_a_remedy_says_what_who_and_by_when(code: Rejection) -> None:
    answer = remedy(code)
    assert answer.days > 0
    assert set(answer.fields) <= FIELDS
    assert not answer.needs_new_loa or set(answer.fields) & IN_THE_LOA or answer.paper is Paper.LOA


@pytest.mark.parametrize("code", [code for code in Rejection if REMEDIES[code].acts is Acts.LOSING_CARRIER])
def test_nothing_is_asked_of_a_customer_while_the_carrier_must_act(code: Rejection) -> None:
    assert remedy(code).fields == ()
    assert remedy(code).paper is Paper.NONE


@pytest.mark.parametrize(
    ("codes", "theirs", "ours"),
    [
        ((), False, ("unrecognised",)),
        (("pin_invalid",), True, ()),
        (("prepaid", "pin_invalid", "carrier_backlog"), True, ("prepaid", "carrier_backlog")),
        (("WHAT-IS-THIS",), False, ("WHAT-IS-THIS",)),
    ],
)
def test_what_a_customer_cannot_put_right_is_for_support(codes: tuple[str, ...], theirs: bool, ours: tuple[str, ...]) -> None:
    assert (customer_corrects(codes), for_support(codes)) == (theirs, ours)


@given(st.text())
def test_any_other_text_is_unrecognised_and_never_a_crash(text: str) -> None:
    known = {str(code) for code in Rejection} | {str(code) for code in NotPortable}
    if text not in known:
        assert rejection(text) is Rejection.UNRECOGNISED
        assert not_portable(text) is NotPortable.UNRECOGNISED
        assert remedy(text).acts is Acts.SUPPORT
