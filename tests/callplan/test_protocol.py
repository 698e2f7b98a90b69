import pytest

from callplan.protocol import NumberWrites, PstnConnection


@pytest.mark.parametrize("connection", PstnConnection)
def test_numbers_are_written_by_api_only_where_the_platform_does_not_supply_them(connection: PstnConnection) -> None:
    supplied_elsewhere = {PstnConnection.CLOUD_CONNECTED, PstnConnection.LOCAL_GATEWAY}
    assert (connection.number_writes is NumberWrites.API) == (connection in supplied_elsewhere)
