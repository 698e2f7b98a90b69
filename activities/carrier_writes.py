"""One write to a carrier, made once however often it is tried (reliability 2.1).

The write is known under its business key before the first try; one try at a time holds the fence, until its deadline; a try found
unfinished is looked up before anything is sent again, in the way that the carrier's kind of idempotency allows.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.exceptions import ApplicationError

from activities.carrier_trouble import as_application_error
from carriers.errors import CarrierError, CarrierRefused, CarrierThrottled, OrderInvalid, TooLate
from carriers.protocol import CarrierReceipt, Idempotency, PortsNumbers, SendWindow
from domain.porting.rejections import Rejection
from store.carriers import attempts
from store.carriers.attempts import Attempt, AttemptState
from store.database import system_transaction

# How long one try may hold the fence, and how long its request may still be on its way once the fence is down.
TRY = timedelta(seconds=12)
IN_FLIGHT = timedelta(seconds=12)


@dataclass(frozen=True, slots=True)
class Written:
    receipt: CarrierReceipt


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier said no; asking again changes nothing. codes: of `domain/porting/rejections.py`."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it took effect: a person must find out."""


Outcome = Written | Refused | Unknown
Call = Callable[[SendWindow], Awaitable[CarrierReceipt]]


@dataclass(frozen=True, slots=True)
class CarrierWrites:
    """Tries writes behind the fence. now: real time."""

    system: AsyncEngine
    now: Callable[[], datetime]

    async def write(self, carrier: PortsNumbers, seen: Attempt, call: Call) -> Outcome:
        """The outcome of the write, which the caller records together with its facts.

        seen: the prepared attempt. Raises ApplicationError when trying again later may help.
        """
        if seen.state == AttemptState.SENDING:
            found = await self._look_up(carrier, seen)
            if found is not None:
                return found
        return await self._try(seen, call)

    async def _look_up(self, carrier: PortsNumbers, seen: Attempt) -> Outcome | None:
        """What became of an unfinished try; None when it is safe to send."""
        if carrier.idempotency is Idempotency.KEY:
            return None
        assert seen.deadline is not None
        ready = seen.deadline + IN_FLIGHT
        if (left := ready - self.now()) > timedelta(0):
            raise ApplicationError("an earlier try may still be under way", type="AttemptAlive", next_retry_delay=left)
        if carrier.idempotency is Idempotency.NEITHER:
            return Unknown()
        try:
            receipt = await carrier.find_by_request(seen.request_key)
        except CarrierError as error:
            raise as_application_error(error) from error
        return None if receipt is None else Written(receipt)

    async def _try(self, seen: Attempt, call: Call) -> Outcome:
        async with system_transaction(self.system) as connection:
            held = await attempts.start(connection, seen, self.now() + TRY)
        if held is None or held.deadline is None:
            raise ApplicationError("another try holds the fence", type="AttemptAlive", next_retry_delay=TRY)
        try:
            return Written(await call(SendWindow(held.request_key, held.deadline)))
        except (TooLate, CarrierThrottled) as error:
            async with system_transaction(self.system) as connection:
                await attempts.reopen(connection, held)
            raise as_application_error(error, retryable=True) from error
        except OrderInvalid as error:
            return Refused(tuple(f"field:{field}" for field in error.fields) or (Rejection.OTHER,))
        except CarrierRefused:
            return Refused((Rejection.OTHER,))
        except CarrierError as error:
            raise as_application_error(error) from error
