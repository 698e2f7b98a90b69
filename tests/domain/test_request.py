from domain.porting.request import PortRequest


def test_account_number_and_pin_are_not_printed() -> None:
    shown = repr(PortRequest("po_1", "org_1", losing_carrier="Meryton Telephone", account_number="AC-77120", pin="4417"))
    assert "Meryton" in shown
    assert "77120" not in shown and "4417" not in shown
