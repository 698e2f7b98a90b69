"""The least that could carry an order: the same children, activities and signals, and in each activity one commit."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from temporalio import activity, workflow

ACT, HEAR = "act", "hear"


@dataclass(frozen=True, slots=True)
class BarePlan:
    """before, after: the parent's activities around its child. child: activities and signals in their order."""

    order_id: str
    before: int
    child: tuple[str, ...]
    after: int


@dataclass(frozen=True, slots=True)
class BareStep:
    """calls: whether the outside answers it by a signal."""

    stream: str
    place: int
    calls: bool = False


_TIMEOUT = timedelta(seconds=20)
# As long as an order would wait for a carrier: the timer is set, and called off by the signal.
_PATIENCE = timedelta(days=3)


@workflow.defn(name="BareOrder")
class BareOrder:
    @workflow.run
    async def run(self, plan: BarePlan) -> str:
        for place in range(plan.before):
            await workflow.execute_activity("bare_step", BareStep(plan.order_id, place), start_to_close_timeout=_TIMEOUT)
        child = await workflow.start_child_workflow(BarePart.run, plan, id=f"bare-part/{plan.order_id}")
        await child
        for place in range(plan.before, plan.before + plan.after):
            await workflow.execute_activity("bare_step", BareStep(plan.order_id, place), start_to_close_timeout=_TIMEOUT)
        return "done"


@workflow.defn(name="BarePart")
class BarePart:
    def __init__(self) -> None:
        self._heard = 0

    @workflow.run
    async def run(self, plan: BarePlan) -> str:
        stream, heard = workflow.info().workflow_id, 0
        for place, step in enumerate(plan.child):
            if step == HEAR:
                heard += 1
                await workflow.wait_condition(lambda wanted=heard: self._heard >= wanted, timeout=_PATIENCE)  # type: ignore[misc]
                continue
            calls = plan.child[place + 1 : place + 2] == (HEAR,)
            await workflow.execute_activity("bare_step", BareStep(stream, place, calls), start_to_close_timeout=_TIMEOUT)
        return "done"

    @workflow.signal
    def hear(self, what: str) -> None:
        self._heard += 1


class BareSteps:
    """connections: free ones, in autocommit. called: workflow ids whose outside has something to say."""

    def __init__(self, connections: asyncio.Queue[psycopg.AsyncConnection], called: asyncio.Queue[str]) -> None:
        self._connections, self._called = connections, called

    @activity.defn
    async def bare_step(self, step: BareStep) -> int:
        connection = await self._connections.get()
        try:
            await connection.execute("INSERT INTO bare_steps VALUES (%s, %s, now())", (step.stream, step.place))
        finally:
            self._connections.put_nowait(connection)
        if step.calls:
            self._called.put_nowait(step.stream)
        return step.place
