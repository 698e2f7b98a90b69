"""Ten numbers ported in, as a customer's admin would do it: bill, numbers, signature, submission, and then days that pass in seconds."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from documents.sample_bill import SampleBill, draw_sample_bill
from domain.porting.order import OrderStatus
from runtime.samples.sample_customer import ADDRESS, ADMIN, COMPANY, SampleCustomer
from runtime.samples.visitor import Visitor

ACCOUNT = "ORDINARY-4711"
_MOST_JUMPS, _QUIET_WITHIN = 60, 30.0
_DRAFTS = frozenset({OrderStatus.DRAFT, OrderStatus.AWAITING_SIGNATURE, OrderStatus.READY})


class SampleStuck(Exception):
    """The sample order did not get on. Says where it stands."""


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """Takes one order of a customer from draft to its end. first: last two digits of the first of ten 555-01XX numbers."""

    visitor: Visitor
    customer: SampleCustomer
    first: int
    say: Callable[[str], None]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(f"+13035550{100 + self.first + place}" for place in range(10))

    async def submit(self) -> str:
        """Draft, bill, letter and submission; the order's id. What was done before a start that broke off is not done again."""
        order_id, status = await self._started()
        if status not in _DRAFTS:
            return order_id
        if status is not OrderStatus.READY:
            await self._type(order_id)
            await self._paper(order_id)
        submitted = await self.visitor.ask("POST", f"/v1/port-orders/{order_id}/submission", key=f"{order_id}-submission")
        self.say(f"order {order_id} submitted: {len(self.numbers)} numbers, {submitted['status']}")
        return order_id

    async def see_through(self, order_id: str) -> OrderStatus:
        """Let the organisation's clock run from one waited-for moment to the next, until the order is closed and its mails are sent.

        Raises SampleStuck.
        """
        told = 0
        for _ in range(_MOST_JUMPS):
            told = await self._settled(order_id, told)
            order = await self.visitor.ask("GET", f"/v1/port-orders/{order_id}")
            if order["closed_at"]:
                await self._mailed(order_id)
                return OrderStatus(order["status"])
            if (await self.visitor.ask("GET", "/v1/rehearsal/clock"))["next_wait"]:
                await self.visitor.ask("POST", "/v1/rehearsal/clock", json={"to": "next"})
        raise SampleStuck(f"{order_id} is still {order['status']}")

    async def timeline(self, order_id: str) -> list[str]:
        """One line for each thing that happened."""
        page = await self.visitor.ask("GET", f"/v1/port-orders/{order_id}/timeline", params={"limit": 100})
        return [f"{each['at'][:16].replace('T', ' ')}  {each['text']}" for each in page["items"]]

    async def _started(self) -> tuple[str, OrderStatus]:
        """The order's id and how it stands; a new draft where there is none."""
        reference = f"SAMPLE-{self.first}"
        found = await self.visitor.ask("GET", "/v1/port-orders", params={"customer_reference": reference})
        for order in found["items"]:
            return str(order["id"]), OrderStatus(order["status"])
        asked = {"location_id": self.customer.location_id, "customer_reference": reference}
        return str((await self.visitor.ask("POST", "/v1/port-orders", json=asked))["id"]), OrderStatus.DRAFT

    async def _type(self, order_id: str) -> None:
        path = f"/v1/port-orders/{order_id}"
        plan = [{"number": self.numbers[0], "use": "unassigned"}]
        for number, person_id in zip(self.numbers[1:], self.customer.person_ids, strict=False):
            plan.append({"number": number, "use": "person", "person_id": person_id})
        plan += [{"number": number, "use": "unassigned"} for number in self.numbers[len(plan) :]]
        typed = f"{self.numbers[0][2:]} thru {self.numbers[-1][-4:]}"
        await self._change("PUT", f"{path}/numbers", path, {"numbers": typed, "lines": plan})
        days = await self.visitor.ask("GET", f"{path}/foc-days")
        first_day = next(day["day"] for day in days["days"] if day["allowed"])
        await self._change("PATCH", f"{path}/draft", path, self._request(first_day))

    def _request(self, day: str) -> dict[str, Any]:
        address = {
            "street": ADDRESS.street,
            "unit": ADDRESS.unit,
            "city": ADDRESS.city,
            "state": ADDRESS.state,
            "zip_code": ADDRESS.zip_code,
        }
        return {
            "losing_carrier": "Rehearsal Bell",
            "account_number": ACCOUNT,
            "btn": self.numbers[0],
            "scope": "full",
            "business": True,
            "billing_name": COMPANY,
            "authorised_person": {"first": ADMIN.first_name, "last": ADMIN.last_name, "title": "Owner"},
            "service_address": address,
            "requested_foc": day,
        }

    async def _change(self, method: str, path: str, order: str, body: dict[str, Any]) -> None:
        draft = await self.visitor.send("GET", f"{order}/draft")
        await self.visitor.ask(method, path, seen=draft.headers["ETag"], json=body)

    async def _paper(self, order_id: str) -> None:
        path = f"/v1/port-orders/{order_id}"
        await self._bill(path)
        declared = await self.visitor.ask("GET", f"{path}/declarations")
        codes = [each["code"] for each in declared["declarations"]]
        await self.visitor.ask("POST", f"{path}/declarations", json={"version": declared["version"], "confirmed": codes})
        letter = await self.visitor.ask("GET", f"{path}/loa")
        signed = {"first_name": ADMIN.first_name, "last_name": ADMIN.last_name, "consent": True}
        signed |= {"consent_version": letter["consent"]["version"], "document_sha256": letter["document_sha256"]}
        await self.visitor.ask("POST", f"{path}/loa/signature", json=signed)

    async def _bill(self, path: str) -> None:
        sent = [each for each in (await self.visitor.ask("GET", f"{path}/documents"))["items"] if each["kind"] == "bill"]
        await self._read(str(sent[0]["id"] if sent else await self._sent(path)))

    async def _sent(self, path: str) -> str:
        bill = SampleBill(
            billing_name=COMPANY,
            account_number=ACCOUNT,
            bill_date=(await self._business_now()).date() - timedelta(days=9),
            numbers=self.numbers,
            btn=self.numbers[0],
            service_address=ADDRESS,
            contact=f"{ADMIN.first_name} {ADMIN.last_name}",
        )
        files = {"file": ("bill.pdf", draw_sample_bill(bill), "application/pdf")}
        document = await self.visitor.ask(
            "POST", f"{path}/documents", key=f"{path.rpartition('/')[2]}-bill", data={"kind": "bill"}, files=files
        )
        return str(document["id"])

    async def _business_now(self) -> datetime:
        clock = await self.visitor.ask("GET", "/v1/rehearsal/clock")
        return datetime.fromisoformat(clock["business_now"]).astimezone(UTC)

    async def _read(self, document_id: str) -> None:
        end = asyncio.get_running_loop().time() + _QUIET_WITHIN
        while (document := await self.visitor.ask("GET", f"/v1/documents/{document_id}"))["state"] in {"received", "reading"}:
            if asyncio.get_running_loop().time() > end:
                raise SampleStuck("the sample bill is still being read")
            await asyncio.sleep(0.1)
        if document["state"] != "read":
            raise SampleStuck(f"the sample bill is {document['state']}")

    async def _settled(self, order_id: str, told: int) -> int:
        """How many things have been told, once there is news since `told` and everything now waits for a later moment, or for nothing."""
        end = asyncio.get_running_loop().time() + _QUIET_WITHIN
        while True:
            news = len(await self.timeline(order_id))
            clock = await self.visitor.ask("GET", "/v1/rehearsal/clock")
            if news > told and (clock["next_wait"] or "9") > clock["business_now"]:
                return news
            if asyncio.get_running_loop().time() > end:
                raise SampleStuck(f"nothing new of {order_id}; the next moment is {clock['next_wait']}")
            await asyncio.sleep(0.1)

    async def _mailed(self, order_id: str) -> None:
        end = asyncio.get_running_loop().time() + _QUIET_WITHIN
        while any(letter["state"] == "waiting" for letter in await self._letters(order_id)):
            if asyncio.get_running_loop().time() > end:
                raise SampleStuck(f"mails about {order_id} are still waiting")
            await asyncio.sleep(0.1)

    async def _letters(self, order_id: str) -> list[dict[str, Any]]:
        page = await self.visitor.ask("GET", "/v1/mailbox", params={"order_id": order_id})
        return list(page["items"])
