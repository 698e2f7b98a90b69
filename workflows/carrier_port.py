"""A carrier order over its days: handlers take in what comes, one loop acts on it."""

from dataclasses import replace
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import Priority
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.messages import (
        Accepted,
        ClockMoved,
        HearNotices,
        NoticeBatch,
        OpenPort,
        PassTime,
        Progress,
        SendToCarrier,
        TakeCommand,
    )
    from activities.port_activities import PortActivities
    from domain.ids import PortId
    from domain.porting.carrier_order import PortState
    from domain.porting.carrier_port import CarrierPort, fold, opened
    from domain.porting.commands import Command, CommandRefused, port_fact
    from domain.porting.facts import WaitingFor
    from domain.porting.notices import CarrierNotice
    from domain.porting.steps import Send, Wait, next_send
    from workflows.steps import CARRIER_PATIENCE, ORDINARY, URGENT, asking_carrier, is_long, recording


@workflow.defn(name="CarrierPort")
class CarrierPortWorkflow:
    """Runs one carrier order from LSR to close. Started again from nothing it goes on from the facts."""

    @workflow.init
    def __init__(self, asked: OpenPort) -> None:
        self._asked = asked
        self._port: CarrierPort | None = None
        self._wait = Wait(WaitingFor.NOTHING)
        self._offset = timedelta(0)
        self._notices: list[CarrierNotice] = []
        self._commands: list[Command] = []
        self._handled: list[str] = list(asked.handled)
        self._again_at: datetime | None = None

    @workflow.run
    async def run(self, asked: OpenPort) -> PortState:
        port = await self._open()
        while not port.closed or self._notices or self._commands:
            if self._notices:
                await self._hear()
            elif self._commands:
                await self._take()
            elif send := self._send_due():
                await self._send(send)
            else:
                await self._until_something_comes()
            port = self._live
            if is_long() and not (self._notices or self._commands):
                await workflow.wait_condition(workflow.all_handlers_finished)
                workflow.continue_as_new(replace(asked, handled=tuple(self._handled)))
        await workflow.wait_condition(workflow.all_handlers_finished)
        return port.state

    @workflow.signal
    def carrier_notices(self, batch: NoticeBatch) -> None:
        """What the carrier told us cannot be refused. Repeats are told apart when they are recorded."""
        self._notices.extend(batch.notices)

    @workflow.signal
    def ask(self, command: Command) -> None:
        """The whole order asks its parts, for instance to cancel: once, though a new run of it asks again. What does not fit is dropped."""
        if command.command_id not in self._handled:
            self._commands.append(command)
            self._handled.append(command.command_id)

    @workflow.signal
    def clock_moved(self, moved: ClockMoved) -> None:
        self._offset = max(self._offset, timedelta(seconds=moved.offset_seconds))

    @workflow.update
    def command(self, command: Command) -> Accepted:
        if command.command_id not in self._handled:
            self._commands.append(command)
            self._handled.append(command.command_id)
        return Accepted(command.command_id, self._port.seq if self._port else 0)

    @command.validator
    def _command_fits(self, command: Command) -> None:
        if command.command_id in self._handled:
            return
        if self._commands:
            raise ApplicationError("changed_meanwhile", type="CommandRefused", non_retryable=True)
        if self._port is None:
            return
        try:
            port_fact(self._port, command)
        except CommandRefused as error:
            raise ApplicationError(error.code, error.state, type="CommandRefused", non_retryable=True) from error

    @property
    def _live(self) -> CarrierPort:
        assert self._port is not None
        return self._port

    @property
    def _priority(self) -> Priority:
        return URGENT if self._live.expedite else ORDINARY

    async def _open(self) -> CarrierPort:
        found = await workflow.execute_activity_method(PortActivities.open_port, self._asked, **recording())
        self._port = opened(PortId(self._asked.order_id, self._asked.n), found.part)
        self._follow(found.progress)
        return self._live

    def _follow(self, progress: Progress) -> None:
        self._port = fold(self._live, progress.entries)
        self._wait = progress.wait
        self._offset = max(self._offset, timedelta(seconds=progress.offset_seconds))

    async def _hear(self) -> None:
        notices, self._notices = tuple(self._notices), []
        step = HearNotices(self._asked.order_id, self._asked.n, self._live.seq, notices, workflow.now())
        self._follow(await workflow.execute_activity_method(PortActivities.hear_notices, step, **recording(self._priority)))

    async def _take(self) -> None:
        command = self._commands.pop(0)
        step = TakeCommand(self._asked.order_id, self._asked.n, self._live.seq, command, workflow.now())
        self._follow(await workflow.execute_activity_method(PortActivities.take_command, step, **recording(self._priority)))

    def _send_due(self) -> Send | None:
        if self._again_at is not None and workflow.now() < self._again_at:
            return None
        return next_send(self._live)

    async def _send(self, send: Send) -> None:
        step = SendToCarrier(self._asked.order_id, self._asked.n, self._live.seq, send, workflow.now())
        try:
            self._follow(await workflow.execute_activity_method(PortActivities.send, step, **asking_carrier(self._priority)))
        except ActivityError:
            self._again_at = workflow.now() + CARRIER_PATIENCE
            await self._pass_time(WaitingFor.CARRIER)
        else:
            self._again_at = None

    async def _pass_time(self, waiting_for: WaitingFor) -> None:
        step = PassTime(self._asked.order_id, self._asked.n, self._live.seq, waiting_for, workflow.now())
        try:
            self._follow(await workflow.execute_activity_method(PortActivities.pass_time, step, **asking_carrier(self._priority)))
        except ActivityError:
            self._again_at = workflow.now() + CARRIER_PATIENCE

    async def _until_something_comes(self) -> None:
        offset, until, waiting_for = self._offset, self._wait.until, self._wait.waiting_for
        if self._again_at is not None:
            until, waiting_for = self._again_at + offset, WaitingFor.NOTHING
        left = None if until is None else max(until - offset - workflow.now(), timedelta(0))
        try:
            await workflow.wait_condition(lambda: bool(self._notices or self._commands) or self._offset != offset, timeout=left)
        except TimeoutError:
            self._again_at = None
            if waiting_for is not WaitingFor.NOTHING:
                await self._pass_time(waiting_for)
