"""Temporal behind a small face: doors and the relay start orders, pass on what came, and ask; they never see the SDK."""

from dataclasses import dataclass
from datetime import timedelta

from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.messages import Accepted, ClockMoved, NoticeBatch, OpenOrder
from domain.ids import PortId, order_stream, read_stream
from domain.porting.commands import Command, CommandRefused
from domain.porting.notices import CarrierNotice
from workflows.carrier_port import CarrierPortWorkflow
from workflows.port_order import PortOrderWorkflow

PORT_ORDER = "PortOrder"
_GONE = (RPCStatusCode.NOT_FOUND,)
_DOWN = (RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED, RPCStatusCode.RESOURCE_EXHAUSTED)


class WorkflowGone(Exception):
    """No open run has this id: the order is closed, not started yet, or its run was lost."""


class TemporalUnavailable(Exception):
    """The server or its workers do not answer. Asking again later helps; nothing was refused."""


@dataclass(frozen=True, slots=True)
class PortGateway:
    client: Client
    task_queue: str

    async def start_order(self, order_id: str, *, again: bool = False) -> None:
        """Start the order's run. Once it has been started, starting it again changes nothing.

        again: also where an earlier run has ended; only for an order that is open all the same.
        """
        try:
            await self.client.start_workflow(
                PortOrderWorkflow.run,
                OpenOrder(order_id),
                id=order_stream(order_id),
                task_queue=self.task_queue,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE if again else WorkflowIDReusePolicy.REJECT_DUPLICATE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            )
        except WorkflowAlreadyStartedError:
            return
        except RPCError as error:
            raise _named(error) from error

    async def running_orders(self) -> frozenset[str]:
        """Ids of the orders that have an open run now. Raises TemporalUnavailable."""
        asked = f"WorkflowType = '{PORT_ORDER}' AND ExecutionStatus = 'Running'"
        try:
            return frozenset([str(read_stream(run.id)) async for run in self.client.list_workflows(asked)])
        except RPCError as error:
            raise _named(error) from error

    async def tell(self, stream: str, notices: tuple[CarrierNotice, ...]) -> None:
        """Pass on what a carrier said, in the order of arrival. Raises WorkflowGone, TemporalUnavailable."""
        await self._signal(stream, CarrierPortWorkflow.carrier_notices.__name__, NoticeBatch(notices))

    async def move_clock(self, stream: str, offset: timedelta) -> None:
        """Tell an order that its organisation's clock has jumped. Raises WorkflowGone, TemporalUnavailable."""
        await self._signal(stream, CarrierPortWorkflow.clock_moved.__name__, ClockMoved(int(offset.total_seconds())))

    async def ask(self, stream: str, command: Command, patience: timedelta) -> Accepted:
        """Ask an order that is under way. The same command id is done once, however often it is asked.

        Raises CommandRefused (final), WorkflowGone, TemporalUnavailable (it may still be done: ask again under the same id).
        """
        handle = self.client.get_workflow_handle(stream)
        update = CarrierPortWorkflow.command if isinstance(read_stream(stream), PortId) else PortOrderWorkflow.command
        try:
            return await handle.execute_update(update, command, id=command.command_id, rpc_timeout=patience)
        except WorkflowUpdateFailedError as error:
            raise _refusal(error) from error
        except WorkflowUpdateRPCTimeoutOrCancelledError as error:
            raise TemporalUnavailable("no answer in time") from error
        except RPCError as error:
            raise _named(error) from error

    async def _signal(self, stream: str, name: str, content: NoticeBatch | ClockMoved) -> None:
        try:
            await self.client.get_workflow_handle(stream).signal(name, content)
        except RPCError as error:
            raise _named(error) from error


def _refusal(error: WorkflowUpdateFailedError) -> Exception:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type == CommandRefused.__name__:
        return CommandRefused(cause.message, str(cause.details[0]) if cause.details else "")
    return TemporalUnavailable("the order could not answer")


def _named(error: RPCError) -> Exception:
    if error.status in _GONE:
        return WorkflowGone("no open run")
    return TemporalUnavailable(f"Temporal answered {error.status.name}") if error.status in _DOWN else error
