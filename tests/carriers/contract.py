"""What every adapter that ports numbers must do, whatever its carrier speaks. Each adapter's tests subclass this."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from carriers.errors import CarrierError, CarrierRefused, CarrierThrottled, CarrierUnreachable, OrderInvalid, OrderUnknown, TooLate
from carriers.protocol import ActivatesOnDemand, Idempotency, ListsChanges, LsrContent, PortsNumbers

from .lsrs import LSR, window

Handler = Callable[[httpx.Request], httpx.Response]
SOME_TIME = datetime(2031, 3, 3, 17, 0, tzinfo=UTC)


def answers(status: int, **more: object) -> Handler:
    return lambda _: httpx.Response(status, **more)  # type: ignore[arg-type]


def raises(error: Exception) -> Handler:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    return fail


def watching(seen: list[httpx.Request], status: int = 500) -> Handler:
    """Notes each request and answers nothing useful."""

    def note(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status)

    return note


TROUBLES: list[tuple[Handler, type[CarrierError]]] = [
    (raises(httpx.ReadTimeout("slow")), CarrierUnreachable),
    (raises(httpx.ConnectError("nobody there")), CarrierUnreachable),
    (raises(httpx.RemoteProtocolError("cut off")), CarrierUnreachable),
    (raises(httpx.DecodingError("garbled")), CarrierUnreachable),
    (answers(500), CarrierUnreachable),
    (answers(503), CarrierUnreachable),
    (answers(302, headers={"Location": "http://elsewhere.test"}), CarrierUnreachable),
    (answers(408), CarrierUnreachable),
    (answers(200, content=b"<html>ok</html>"), CarrierUnreachable),
    (answers(200, json={"unexpected": True}), CarrierUnreachable),
    (answers(429, headers={"Retry-After": "9"}), CarrierThrottled),
    (answers(404), OrderUnknown),
    (answers(422, json={"fields": ["btn"]}), OrderInvalid),
    (answers(422, content=b"no json"), OrderInvalid),
    (answers(400), CarrierRefused),
    (answers(401), CarrierRefused),
    (answers(409), CarrierRefused),
]


class PortsContract:
    """Subclasses name their `carrier` folder and build an adapter over a handler of requests."""

    carrier: str

    def adapter(self, handler: Handler, now: Callable[[], datetime]) -> PortsNumbers:
        raise NotImplementedError

    def _adapter(self, handler: Handler) -> PortsNumbers:
        return self.adapter(handler, lambda: SOME_TIME)

    @pytest.mark.parametrize(("trouble", "expected"), TROUBLES)
    @pytest.mark.parametrize("deed", ["submit", "supplement", "cancel", "activate", "changes"])
    async def test_trouble_has_one_name(self, deed: str, trouble: Handler, expected: type[CarrierError]) -> None:
        adapter = self._adapter(trouble)
        attempt = window("lsr", real=SOME_TIME)
        with pytest.raises(CarrierError) as caught:
            match deed:
                case "submit":
                    await adapter.submit_lsr(LSR, attempt)
                case "supplement":
                    await adapter.supplement_lsr("RB-1", LSR, attempt)
                case "cancel":
                    await adapter.cancel_lsr("RB-1", attempt)
                case "activate":
                    assert isinstance(adapter, ActivatesOnDemand)
                    await adapter.activate("RB-1", LSR.numbers, attempt)
                case "changes":
                    assert isinstance(adapter, ListsChanges)
                    await adapter.changes_since("")
        assert type(caught.value) is expected
        assert caught.value.retryable is not issubclass(expected, CarrierRefused)

    async def test_told_to_wait_it_says_how_long(self) -> None:
        adapter = self._adapter(answers(429, headers={"Retry-After": "9"}))
        with pytest.raises(CarrierThrottled) as caught:
            await adapter.submit_lsr(LSR, window("lsr", real=SOME_TIME))
        assert caught.value.retry_after == timedelta(seconds=9)

    @pytest.mark.parametrize("told", ["", "soon", "-5", "9" * 12, "²"])
    async def test_a_wait_that_cannot_be_read_is_still_bounded(self, told: str) -> None:
        adapter = self._adapter(answers(429, headers={"Retry-After": told.encode()}))
        with pytest.raises(CarrierThrottled) as caught:
            await adapter.submit_lsr(LSR, window("lsr", real=SOME_TIME))
        assert timedelta(0) < caught.value.retry_after <= timedelta(hours=1)

    async def test_no_error_repeats_a_secret(self) -> None:
        secret = "PIN-90210-SECRET"
        for handler, _ in TROUBLES:
            with pytest.raises(CarrierError) as caught:
                await self._adapter(handler).submit_lsr(_with_pin(secret), window("lsr", real=SOME_TIME))
            assert secret not in str(caught.value)

    async def test_a_late_attempt_writes_nothing(self) -> None:
        seen: list[httpx.Request] = []
        adapter = self.adapter(watching(seen), lambda: SOME_TIME)
        for deed in (
            adapter.submit_lsr(LSR, window("lsr", real=SOME_TIME, seconds=0)),
            adapter.supplement_lsr("RB-1", LSR, window("sup", real=SOME_TIME, seconds=-1)),
            adapter.cancel_lsr("RB-1", window("cancel", real=SOME_TIME, seconds=-1)),
        ):
            with pytest.raises(TooLate):
                await deed
        assert not seen

    async def test_the_request_key_travels_when_keys_are_promised(self) -> None:
        seen: list[httpx.Request] = []
        adapter = self.adapter(watching(seen), lambda: SOME_TIME)
        attempt = window("lsr", real=SOME_TIME)
        for _ in range(2):
            with pytest.raises(CarrierUnreachable):
                await adapter.submit_lsr(LSR, attempt)
        first, second = seen
        assert (first.headers, first.content) == (second.headers, second.content)
        if adapter.idempotency is Idempotency.KEY:
            assert attempt.request_key in first.headers.values()

    async def test_a_reference_cannot_break_out_of_its_place(self) -> None:
        seen: list[httpx.Request] = []
        adapter = self.adapter(watching(seen, 404), lambda: SOME_TIME)
        with pytest.raises(OrderUnknown):
            await adapter.cancel_lsr("../orders?x=/1#", window("cancel", real=SOME_TIME))
        assert b"..%2Forders%3Fx%3D%2F1%23" in seen[0].url.raw_path

    async def test_no_number_and_no_secret_is_in_an_address(self) -> None:
        seen: list[httpx.Request] = []
        adapter = self.adapter(watching(seen), lambda: SOME_TIME)
        with pytest.raises(CarrierUnreachable):
            await adapter.submit_lsr(_with_pin("90210"), window("lsr", real=SOME_TIME))
        assert all("555" not in str(request.url) and "90210" not in str(request.url) for request in seen)


def _with_pin(pin: str) -> LsrContent:
    return replace(LSR, pin=pin)
