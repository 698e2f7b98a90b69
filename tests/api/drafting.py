"""A customer who drafts port orders over the API, with the rehearsal carrier in the same process."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import select

from documents.loa.consent import CURRENT
from documents.loa.keys import SealingKeys, Trust, rehearsal_keys
from documents.page_images import PageImage
from documents.reader.child import read
from documents.reading import Reading
from documents.sample_bill import SampleBill, draw_sample_bill
from domain.access import Role
from domain.address import Address
from runtime.rounds.documents_reader import DocumentReader
from store.database import system_transaction
from store.schema.crossings import deliveries
from tests.api.world import Browser, World
from tests.carriers.in_process import InProcessCarrier

SIGNER = ("Willow", "Rosenberg")
ADDRESS = {"street": "1200 Larimer Street", "unit": "", "city": "Denver", "state": "CO", "zip_code": "80204"}
# One white pixel.
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==")
ACCOUNT, PIN = "000412779", "73915"
TYPED: Mapping[str, Any] = {
    "losing_carrier": "Rehearsal Bell",
    "account_number": ACCOUNT,
    "scope": "full",
    "business": True,
    "billing_name": "Sunnydale Books LLC",
    "authorised_person": {"first": SIGNER[0], "last": SIGNER[1], "title": "Owner"},
    "service_address": ADDRESS,
}


async def read_here(content: bytes) -> Reading:
    return read(content)


async def drawn_here(data: bytes, pages: Sequence[int], **how: object) -> tuple[PageImage, ...]:
    """The first page, as a white one of US letter size."""
    return (PageImage(1, PICTURE, 612, 792, 1.0),)


@lru_cache
def _seal() -> tuple[SealingKeys, Trust]:
    with TemporaryDirectory() as folder:
        return rehearsal_keys(Path(folder) / "keys", datetime.now(UTC))


def sealing_trust() -> Trust:
    """Whom to trust when a letter of these tests is verified."""
    return _seal()[1]


def with_carrier(world: World) -> World:
    """The same world, able to ask a carrier and to seal letters, with a clock of its own."""
    own = world.with_clock()
    carrier = InProcessCarrier(own.clock).adapter
    able = {"portability": {carrier.name: carrier}, "foc_windows": {carrier.name: carrier}, "sealing": _seal()[0], "trust": sealing_trust()}
    return World(replace(own.parts, **able), own.system)


def bill(numbers: tuple[str, ...], bill_date: date | None, **more: Any) -> bytes:
    said = SampleBill(
        billing_name="Sunnydale Books LLC", account_number=ACCOUNT, bill_date=bill_date, numbers=numbers, btn=numbers[0],
        service_address=Address("1200 Larimer Street", "Denver", "CO", "80204"), contact=" ".join(SIGNER),
    )  # fmt: skip
    return draw_sample_bill(replace(said, **more))


@dataclass(slots=True)
class Drafting:
    """One draft in the hands of an admin. Every helper asserts that the API agreed."""

    world: World
    organisation: str
    location: str
    admin: Browser
    order_id: str = ""
    etag: str = field(default='"1"')

    @classmethod
    async def begin(cls, world: World, *, standing: str = "paid") -> "Drafting":
        organisation = await world.organisation(standing=standing)
        location = await world.location(organisation, enabled=True)
        admin = await world.signed_in(organisation, Role.CUSTOMER_ADMIN)
        made = cls(world, organisation, location, admin)
        answer = await admin.post("/v1/port-orders", json={"location_id": location})
        assert answer.status_code == 201, answer.text
        made.order_id = answer.json()["id"]
        return made.seen(answer)

    def seen(self, answer: httpx.Response) -> "Drafting":
        self.etag = answer.headers.get("ETag", self.etag)
        return self

    def path(self, rest: str = "") -> str:
        return f"/v1/port-orders/{self.order_id}{rest}"

    async def patch(self, **typed: Any) -> httpx.Response:
        answer = await self.admin.patch(self.path("/draft"), json=typed, headers={"If-Match": self.etag})
        self.seen(answer)
        return answer

    async def put_numbers(self, numbers: str, **more: Any) -> httpx.Response:
        answer = await self.admin.put(self.path("/numbers"), json={"numbers": numbers, **more}, headers={"If-Match": self.etag})
        self.seen(answer)
        return answer

    async def draft(self) -> dict[str, Any]:
        answer = await self.admin.get(self.path("/draft"))
        assert answer.status_code == 200, answer.text
        self.seen(answer)
        return dict(answer.json())

    async def codes(self, severity: str = "blocked") -> set[str]:
        answer = await self.admin.get(self.path("/findings"))
        assert answer.status_code == 200, answer.text
        return {each["code"] for each in answer.json()["findings"] if each["severity"] == severity}

    async def upload(self, content: bytes, kind: str = "bill") -> httpx.Response:
        files = {"file": ("bill.pdf", content, "application/octet-stream")}
        return await self.admin.post(self.path("/documents"), files=files, data={"kind": kind})

    async def read_papers(self) -> None:
        """Let the reader run, in this process: the child's walls have their own tests."""
        parts = self.world.parts
        await DocumentReader(self.world.system, parts.envelope, parts.documents, parts.clock, read_here, drawn_here).read_due()

    async def complete(self, numbers: tuple[str, ...], **typed: Any) -> None:
        """Everything typed, checked, billed and dated; neither signed nor declared."""
        answers = [await self.patch(**(dict(TYPED) | {"btn": numbers[0]} | typed)), await self.put_numbers(", ".join(numbers))]
        days = (await self.admin.get(self.path("/foc-days"))).json()["days"]
        answers.append(await self.patch(requested_foc=next(each["day"] for each in days if each["allowed"])))
        assert [answer.status_code for answer in answers] == [200, 200, 200], [answer.text for answer in answers]
        paper = await self.upload(bill(numbers, self.world.clock().date() - timedelta(days=3)))
        assert paper.status_code == 202, paper.text
        await self.read_papers()

    async def sign(self, by: Browser | None = None, **more: Any) -> httpx.Response:
        """As the authorised person, by the letter as it is shown now."""
        shown = await self.admin.get(self.path("/loa"))
        assert shown.status_code == 200, shown.text
        body = {
            "first_name": SIGNER[0], "last_name": SIGNER[1], "document_sha256": shown.json()["document_sha256"],
            "consent_version": CURRENT.version, "consent": True,
        }  # fmt: skip
        return await (by or self.admin).post(self.path("/loa/signature"), json=body | more)

    async def declare(self) -> None:
        body = {"version": "2026.1", "confirmed": ["accurate", "ours", "authorised", "lawful"]}
        answer = await self.admin.post(self.path("/declarations"), json=body)
        assert answer.status_code == 200, answer.text
        self.seen(answer)

    async def ready(self, numbers: tuple[str, ...], **typed: Any) -> None:
        await self.complete(numbers, **typed)
        signed = await self.sign()
        assert signed.status_code == 201, signed.text
        await self.declare()

    async def submit(self, **headers: str) -> httpx.Response:
        return await self.admin.post(self.path("/submission"), headers=headers)

    async def mailed_token(self) -> str:
        """Of the newest mail about the order, as the signer finds it there."""
        newest = select(deliveries).where(deliveries.c.order_id == self.order_id).order_by(deliveries.c.at.desc()).limit(1)
        row = (await self.execute(newest)).one()
        box = await self.world.parts.envelope.box(self.organisation)
        return str(json.loads(box.open("deliveries", "data_sealed", row.id, row.data_sealed))["token"])

    async def execute(self, statement: Any) -> Any:
        async with system_transaction(self.world.system) as connection:
            return await connection.execute(statement)
