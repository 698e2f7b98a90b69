"""Today's workflows still understand every stored history, and a reordered one is caught."""

from datetime import timedelta

import pytest
from temporalio import workflow
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from activities.messages import OpenOrder, OpenPort
from domain.porting.carrier_order import PortState
from domain.porting.order import OrderPhase
from runtime.processes.registry import workflows
from tests.replay import stored
from tests.replay.paths import PATHS
from tests.workflows.server import NAMESPACE
from vault.codec import data_converter
from workflows.carrier_port import CarrierPortWorkflow
from workflows.port_order import PortOrderWorkflow


def replayer(*classes: type) -> Replayer:
    return Replayer(
        workflows=classes,
        namespace=NAMESPACE,
        data_converter=data_converter(stored.ring(), NAMESPACE),
        workflow_runner=UnsandboxedWorkflowRunner(),
    )


@pytest.mark.parametrize("name", stored.names())
async def test_a_stored_history_replays(name: str) -> None:
    await replayer(*workflows()).replay_workflow(stored.read(name))


def test_every_path_is_stored() -> None:
    kept = stored.names()
    assert sorted({name.split(".")[0] for name in kept}) == sorted(PATHS)
    assert [path for path in PATHS if f"{path}.order" not in kept] == []


@workflow.defn(name="CarrierPort")
class _Hasty(CarrierPortWorkflow):
    """Lets time pass before it opens its order."""

    @workflow.init
    def __init__(self, asked: OpenPort) -> None:
        super().__init__(asked)

    @workflow.run
    async def run(self, asked: OpenPort) -> PortState:
        await workflow.sleep(timedelta(seconds=1))
        return await super().run(asked)


@workflow.defn(name="PortOrder")
class _Reordered(PortOrderWorkflow):
    """Closes its order before it starts the parts."""

    @workflow.init
    def __init__(self, asked: OpenOrder) -> None:
        super().__init__(asked)

    @workflow.run
    async def run(self, asked: OpenOrder) -> OrderPhase:
        return await super().run(asked)

    async def _check(self) -> None:
        await workflow.sleep(timedelta(seconds=1))
        await super()._check()


@pytest.mark.parametrize(("bait", "name"), [(_Hasty, "ported.part-1"), (_Reordered, "ported.order")])
async def test_steps_in_another_order_are_caught(bait: type, name: str) -> None:
    with pytest.raises(workflow.NondeterminismError):
        await replayer(bait).replay_workflow(stored.read(name))


def test_histories_stay_small() -> None:
    assert [path.name for path in stored.FOLDER.iterdir() if path.stat().st_size > 60_000] == []
