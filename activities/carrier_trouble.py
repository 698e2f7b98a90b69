"""Carriers' errors as Temporal wants them: the kind by name, the verdict on asking again, no personal data."""

from temporalio.exceptions import ApplicationError

from carriers.errors import CarrierError, CarrierThrottled


def as_application_error(error: CarrierError, *, retryable: bool | None = None) -> ApplicationError:
    """Carry the error's kind and its verdict on retrying across to the workflow."""
    wait = error.retry_after if isinstance(error, CarrierThrottled) else None
    again = error.retryable if retryable is None else retryable
    return ApplicationError(str(error), type=type(error).__name__, non_retryable=not again, next_retry_delay=wait)
