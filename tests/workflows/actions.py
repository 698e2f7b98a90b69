"""What an order costs at Temporal: billable actions, events and bytes of its runs."""

from collections import Counter
from dataclasses import dataclass

from temporalio.api.enums.v1 import EventType

from tests.workflows.story import Story

# Started workflows and children, activities, timers, signals and updates: what a cloud bills as an action.
_ACTIONS = {
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED: "workflow start",
    EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED: "activity",
    EventType.EVENT_TYPE_TIMER_STARTED: "timer",
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED: "signal",
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED: "update",
    EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED: "child start",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """largest_payload, in bytes as stored, locked."""

    actions: Counter[str]
    events: int
    bytes: int
    longest_history: int
    largest_payload: int

    @property
    def total(self) -> int:
        return self.actions.total()


async def cost_of(story: Story) -> Cost:
    """The sum over the order's run and those of its parts."""
    actions: Counter[str] = Counter()
    lengths, sizes, payloads = [], [], [0]
    for n in (0, *await story.parts()):
        history = await story.handle(n).fetch_history()
        lengths.append(len(history.events))
        for event in history.events:
            sizes.append(event.ByteSize())
            payloads.append(len(event.SerializeToString()))
            if name := _ACTIONS.get(event.event_type):
                actions[name] += 1
    return Cost(actions, sum(lengths), sum(sizes), max(lengths), max(payloads))
