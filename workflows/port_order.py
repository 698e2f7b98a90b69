"""A customer's port order: checked, split into carrier orders, and closed when the last of them has ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import SearchAttributePair, TypedSearchAttributes
from temporalio.exceptions import ActivityError, ApplicationError, FailureError, WorkflowAlreadyStartedError
from temporalio.workflow import ChildWorkflowHandle, ExternalWorkflowHandle, ParentClosePolicy

with workflow.unsafe.imports_passed_through():
    from activities.messages import Accepted, CheckOrder, CloseOrder, OpenOrder, OpenPort, OrderProgress, TakeOrderCommand
    from activities.order_activities import OrderActivities
    from domain.ids import PortId
    from domain.porting.carrier_order import PortState
    from domain.porting.commands import CancelPort, Command, CommandRefused, order_fact
    from domain.porting.facts import Part
    from domain.porting.order import OrderPhase, PortOrder, fold
    from workflows.attributes import CARRIER
    from workflows.carrier_port import CarrierPortWorkflow
    from workflows.steps import CARRIER_PATIENCE, asking_carrier, is_long, recording

_LOOK_AGAIN = timedelta(hours=1)
_BEFORE_ANOTHER_RUN = timedelta(minutes=1)
_Running = ChildWorkflowHandle[CarrierPortWorkflow, PortState]
_Found = ExternalWorkflowHandle[CarrierPortWorkflow]


@workflow.defn(name="PortOrder")
class PortOrderWorkflow:
    """Runs a port order from submission to close. Started again from nothing it goes on from the facts."""

    @workflow.init
    def __init__(self, asked: OpenOrder) -> None:
        self._asked = asked
        self._order = PortOrder(asked.order_id)
        self._open_parts: tuple[int, ...] = ()
        self._parts: dict[int, _Running | _Found] = {}
        self._told_to_cancel: list[int] = []
        self._commands: list[Command] = []
        self._handled: list[str] = list(asked.handled)

    @workflow.run
    async def run(self, asked: OpenOrder) -> OrderPhase:
        self._follow(await workflow.execute_activity_method(OrderActivities.open_order, asked, **recording()))
        while not self._order.closed:
            if is_long() and not self._commands:
                await workflow.wait_condition(workflow.all_handlers_finished)
                workflow.continue_as_new(replace(asked, handled=tuple(self._handled)))
            if self._commands:
                await self._take()
            elif self._order.cancel_asked or self._order.phase is OrderPhase.MOVING:
                await self._see_parts_through()
            elif self._order.phase is OrderPhase.CHECKING:
                await self._check()
            else:
                await workflow.wait_condition(lambda: bool(self._commands))
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._order.phase

    @workflow.update
    def command(self, command: Command) -> Accepted:
        if command.command_id not in self._handled:
            self._commands.append(command)
            self._handled.append(command.command_id)
        return Accepted(command.command_id, self._order.seq)

    @command.validator
    def _command_fits(self, command: Command) -> None:
        if command.command_id in self._handled:
            return
        if self._commands:
            raise ApplicationError("changed_meanwhile", type="CommandRefused", non_retryable=True)
        if not self._order.seq:
            return
        try:
            order_fact(self._order, command)
        except CommandRefused as error:
            raise ApplicationError(error.code, error.state, type="CommandRefused", non_retryable=True) from error

    def _follow(self, progress: OrderProgress) -> None:
        self._order = fold(self._order, progress.entries)
        self._open_parts = progress.open_parts

    async def _take(self) -> None:
        step = TakeOrderCommand(self._asked.order_id, self._order.seq, self._commands.pop(0), workflow.now())
        self._follow(await workflow.execute_activity_method(OrderActivities.take_order_command, step, **recording()))

    async def _check(self) -> None:
        """Ask again later where no carrier answers; meanwhile people are heard."""
        step = CheckOrder(self._asked.order_id, self._order.seq, workflow.now())
        try:
            self._follow(await workflow.execute_activity_method(OrderActivities.check_order, step, **asking_carrier()))
        except ActivityError:
            await self._be_patient(CARRIER_PATIENCE)

    async def _be_patient(self, longest: timedelta | None, enough: Callable[[], bool] = lambda: False) -> None:
        try:
            await workflow.wait_condition(lambda: bool(self._commands) or enough(), timeout=longest)
        except TimeoutError:
            return

    async def _see_parts_through(self) -> None:
        for part in self._order.parts:
            if part.n in self._open_parts:
                await self._see_started(part)
        await self._tell_cancel()
        if self._open_parts:
            await self._until_a_part_ends()
        if not self._commands:
            step = CloseOrder(self._asked.order_id, self._order.seq, workflow.now())
            self._follow(await workflow.execute_activity_method(OrderActivities.close_order, step, **recording()))

    async def _see_started(self, part: Part) -> None:
        """Start a part, also again when its run ended though the part is open: somebody terminated it."""
        known = self._parts.get(part.n)
        if isinstance(known, ChildWorkflowHandle) and known.done():
            await workflow.sleep(_BEFORE_ANOTHER_RUN)
            known = None
            self._told_to_cancel = [n for n in self._told_to_cancel if n != part.n]
        if known is None:
            self._parts[part.n] = await self._start(part)

    async def _start(self, part: Part) -> _Running | _Found:
        stream = PortId(self._asked.order_id, part.n).stream
        try:
            return await workflow.start_child_workflow(
                CarrierPortWorkflow.run,
                OpenPort(self._asked.order_id, part.n),
                id=stream,
                parent_close_policy=ParentClosePolicy.ABANDON,
                search_attributes=TypedSearchAttributes([SearchAttributePair(CARRIER, part.carrier)]),
            )
        except WorkflowAlreadyStartedError:
            return workflow.get_external_workflow_handle_for(CarrierPortWorkflow.run, stream)

    async def _tell_cancel(self) -> None:
        cancellation = self._order.cancellation
        if cancellation is None:
            return
        for n, part in self._parts.items():
            if n in self._open_parts and n not in self._told_to_cancel:
                command_id = f"{self._asked.order_id}/{n}/cancel"
                ask = Command(command_id, cancellation.actor, CancelPort(), 0, cancellation.acting_for, cancellation.reason)
                self._told_to_cancel.append(n)
                try:
                    await part.signal(CarrierPortWorkflow.ask, ask)
                except FailureError:
                    workflow.logger.info("a part ended before it could be cancelled")

    async def _until_a_part_ends(self) -> None:
        """Until a part that this run started has ended. A part that an earlier run started is looked at again each hour."""
        opened = [part for n, part in self._parts.items() if n in self._open_parts]
        own = [part for part in opened if isinstance(part, ChildWorkflowHandle)]
        await self._be_patient(None if len(own) == len(opened) else _LOOK_AGAIN, lambda: any(part.done() for part in own))
