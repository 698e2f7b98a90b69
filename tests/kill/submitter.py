"""Orders handed in over HTTP by a client that keeps its key and asks again until it is answered, whoever was killed in between."""

import asyncio
from dataclasses import dataclass, field

import httpx

from api.front.once import REPLAYED
from tests.kill.customers import Customer, Wanted

_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 2.0
_AGAIN = frozenset({500, 502, 503, 504})
_IN_PROGRESS = "key-in-progress"


@dataclass
class Submitter:
    """answers: by order. again: how often a request had to be made again."""

    base_url: str
    answers: dict[str, dict[str, object]] = field(default_factory=dict)
    again: int = 0

    async def submit(self, customer: Customer, wanted: Wanted) -> None:
        async with httpx.AsyncClient(base_url=self.base_url, trust_env=False, timeout=10) as http:
            pause = _FIRST_PAUSE
            while (answer := await self._try(http, customer, wanted)) is None:
                self.again += 1
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
        assert answer.status_code == 202, f"{wanted.order_id}: {answer.status_code} {answer.text}"
        self.answers[wanted.order_id] = answer.json()

    async def forgotten(self, customer: Customer, wanted: Wanted) -> str:
        """What is wrong with the answer to the same request made once more; empty when it is the answer of the first."""
        async with httpx.AsyncClient(base_url=self.base_url, trust_env=False, timeout=10) as http:
            answer = await self._try(http, customer, wanted)
        if answer is None or not answer.headers.get(REPLAYED) or answer.json() != self.answers[wanted.order_id]:
            return f"door: {wanted.order_id} asked again under its key answers otherwise"
        return ""

    async def _try(self, http: httpx.AsyncClient, customer: Customer, wanted: Wanted) -> httpx.Response | None:
        """The answer, or None where asking again helps."""
        headers = {"Authorization": f"Bearer {customer.token}", "Idempotency-Key": f"submit-{wanted.order_id}"}
        try:
            answer = await http.post(f"/v1/port-orders/{wanted.order_id}/submission", headers=headers)
        except httpx.TransportError:
            return None
        running = answer.status_code == 409 and _IN_PROGRESS in answer.text
        return None if answer.status_code in _AGAIN or running else answer
