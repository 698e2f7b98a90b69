from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest

from runtime.machine.temporal_server import CARRIER_ATTRIBUTE, RETENTION
from tests.stack import TemporalStack


async def test_closed_runs_are_kept_for_thirty_days(temporal: TemporalStack) -> None:
    client = await temporal.server.connect()
    told = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=temporal.namespace))
    assert told.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION


async def test_the_carrier_can_be_searched_for(temporal: TemporalStack) -> None:
    client = await temporal.server.connect()
    request = ListSearchAttributesRequest(namespace=temporal.namespace)
    known = await client.operator_service.list_search_attributes(request)
    assert CARRIER_ATTRIBUTE in known.custom_attributes


async def test_a_killed_server_comes_back_with_what_it_knew(temporal: TemporalStack) -> None:
    client = await temporal.server.connect()
    started = await client.start_workflow("Nobody", id="kept", task_queue="nobody")
    temporal.running.kill()
    temporal.running.start()
    again = await (await temporal.server.connect()).get_workflow_handle("kept").describe()
    assert again.run_id == started.result_run_id
    await (await temporal.server.connect()).get_workflow_handle("kept").terminate()
