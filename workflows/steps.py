"""How long each kind of step may take, and how often it is tried again."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import Priority, RetryPolicy
from temporalio.workflow import ActivityConfig

_RECORD_TIMEOUT = timedelta(seconds=20)
CARRIER_TIMEOUT = timedelta(seconds=30)
CARRIER_PATIENCE = timedelta(minutes=10)
# A run goes on as a new one from here, so that no history has more than 2,000 events (reliability R20).
LONG_HISTORY = 1_500

_RECORD_RETRY = RetryPolicy(initial_interval=timedelta(milliseconds=200), backoff_coefficient=2, maximum_interval=timedelta(seconds=30))
_CARRIER_RETRY = RetryPolicy(initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=2))

URGENT, ORDINARY = Priority(priority_key=1), Priority(priority_key=3)


def is_long() -> bool:
    """Whether this run has told so much that it goes on as a new one."""
    info = workflow.info()
    return info.is_continue_as_new_suggested() or info.get_current_history_length() > LONG_HISTORY


def recording(priority: Priority = ORDINARY) -> ActivityConfig:
    """A step in our own database: it is tried until it succeeds."""
    return ActivityConfig(start_to_close_timeout=_RECORD_TIMEOUT, retry_policy=_RECORD_RETRY, priority=priority)


def asking_carrier(priority: Priority = ORDINARY) -> ActivityConfig:
    """A step that calls a carrier: given up for a while after ten minutes, so that people's commands are heard in between.

    The time-out is the HTTP time-out plus at least five seconds (reliability R4; a test reads both).
    """
    return ActivityConfig(
        start_to_close_timeout=CARRIER_TIMEOUT,
        schedule_to_close_timeout=CARRIER_PATIENCE,
        retry_policy=_CARRIER_RETRY,
        priority=priority,
    )
