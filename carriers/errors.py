"""Carrier errors

CarrierError
├── CarrierUnreachable      no answer, or a 5xx: worth asking again
├── CarrierThrottled        told to slow down: worth asking later
└── CarrierRefused          an answer, and it is no: asking again changes nothing
    ├── OrderUnknown        the carrier has no such order
    ├── OrderInvalid        the carrier named fields it will not take
    └── TooLate             the deadline of the attempt passed before the request was written
"""

from datetime import timedelta


class CarrierError(Exception):
    retryable = True

    def __init__(self, carrier: str, what: str) -> None:
        super().__init__(f"{carrier}: {what}")
        self.carrier = carrier


class CarrierUnreachable(CarrierError):
    """No answer, or a server's failure. Whether the request took effect is unknown."""


class CarrierThrottled(CarrierError):
    def __init__(self, carrier: str, retry_after: timedelta) -> None:
        super().__init__(carrier, f"asked us to wait {retry_after.total_seconds():.0f} s")
        self.retry_after = retry_after


class CarrierRefused(CarrierError):
    retryable = False


class OrderUnknown(CarrierRefused):
    pass


class OrderInvalid(CarrierRefused):
    def __init__(self, carrier: str, fields: tuple[str, ...]) -> None:
        super().__init__(carrier, f"would not take {', '.join(fields)}")
        self.fields = fields


class TooLate(CarrierRefused):
    """Nothing was sent: the attempt outlived its deadline, another may have taken its place (R5)."""
