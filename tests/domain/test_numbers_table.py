from domain.numbers.nanp_table import AREA_CODES, TERRITORIES, AreaCodeUse
from domain.numbers.structure import area_code, is_e164


def test_the_table_holds_the_whole_report() -> None:
    assert len(AREA_CODES) == 488
    in_service = [each for each in AREA_CODES.values() if each.in_service and each.use is AreaCodeUse.GEOGRAPHIC]
    assert sum(each.country == "US" for each in in_service) == 369
    assert sum(each.country in TERRITORIES for each in in_service) == 6
    assert sum(each.country == "CA" for each in in_service) == 58


def test_codes_that_are_only_planned_are_not_in_service() -> None:
    assert [AREA_CODES[code].in_service for code in ("465", "471", "483", "565", "761", "273")] == [False] * 6


def test_every_us_code_has_a_state_and_a_zone() -> None:
    assert all(each.state and each.zones for each in AREA_CODES.values() if each.country == "US" and each.use is AreaCodeUse.GEOGRAPHIC)


def test_canonical_form() -> None:
    assert is_e164("+13035550100")
    assert not is_e164("3035550100")
    assert not is_e164("+13035550100\n")
    assert area_code("+13035550100") == "303"
