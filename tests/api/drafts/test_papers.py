"""Bills: taken by content, read in the background, handed out as attachments, and never silently accepted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import httpx
import pytest
from PIL import Image
from sqlalchemy import select, update

from documents.page_images import NoPageImages, PageImage
from documents.reader.child import read
from documents.reading import PageText, Reading, ReadingState
from domain.access import Role
from domain.porting.paper import PaperFact, PaperFacts, PaperKind
from runtime.rounds.documents_reader import DocumentReader
from runtime.rounds.page_pictures import pages_to_draw
from store.schema.orders import tasks
from store.schema.papers import documents
from tests.api.drafting import ACCOUNT, TYPED, Drafting, bill, drawn_here, with_carrier
from tests.api.world import World
from tests.documents.papers import lines, page_of

NUMBERS = tuple(f"+1303555010{last}" for last in range(3))


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


async def read_here(content: bytes) -> Reading:
    """In this process: the child's walls have their own tests."""
    return read(content)


def reader(place: World, how: object = read_here) -> DocumentReader:
    parts = place.parts
    more = {"read": how, "draw": drawn_here} if how else {}
    return DocumentReader(place.system, parts.envelope, parts.documents, parts.clock, **more)  # type: ignore[arg-type]


def today(place: World) -> date:
    return place.clock().date() - timedelta(days=1)


async def upload(drafting: Drafting, content: bytes, kind: str = "bill", name: str = "bill.pdf") -> httpx.Response:
    files = {"file": (name, content, "application/octet-stream")}
    return await drafting.admin.post(drafting.path("/documents"), files=files, data={"kind": kind})


async def uploaded(drafting: Drafting, content: bytes) -> str:
    answer = await upload(drafting, content)
    assert answer.status_code == 202, answer.text
    assert answer.json()["state"] == "received"
    return str(answer.json()["id"])


async def state_of(drafting: Drafting, document_id: str) -> dict[str, object]:
    answer = await drafting.admin.get(f"/v1/documents/{document_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "upload.empty"),
        (b"\xff\xd8\xff\xe0 a picture", "upload.format_not_accepted"),
        (b"PK\x03\x04 word/document.xml", "upload.format_not_accepted"),
        (b"\x89PNG\r\n\x1a\n and nothing", "upload.png_broken"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "upload.too_large"),
    ],
)
async def test_what_cannot_be_paper_is_refused_at_once_with_a_remedy(place: World, content: bytes, code: str) -> None:
    answer = await upload(await Drafting.begin(place), content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_bill_is_read_and_its_facts_are_shown(place: World) -> None:
    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, today(place)))
    assert "bill.being_read" in await drafting.codes()
    assert await reader(place).read_due() >= 1
    shown = await state_of(drafting, document_id)
    assert shown["state"] == "read"
    found = shown["bill"]
    assert isinstance(found, dict)
    assert found["bill_date"] == today(place).isoformat()
    assert found["age"] is None
    assert set(NUMBERS) <= set(found["numbers"])
    assert found["account_numbers"] == ["••••••2779"]
    assert "Willow Rosenberg" in found["names"]
    assert ACCOUNT not in (await drafting.admin.get(f"/v1/documents/{document_id}")).text


async def test_the_real_child_reads_too(place: World) -> None:
    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, today(place)))
    await reader(place, None).read_due()
    assert (await state_of(drafting, document_id))["state"] == "read"
    (page,) = (await drafting.admin.get(f"/v1/documents/{document_id}/facts")).json()["pages"]
    assert (round(page["width"]), round(page["height"])) == (612, 792)
    with Image.open(BytesIO((await drafting.admin.get(page["image"])).content)) as picture:
        assert (picture.format, picture.width > 612) == ("PNG", True)


async def test_a_file_that_cannot_be_drawn_is_read_all_the_same(place: World) -> None:
    async def draws_nothing(data: bytes, pages: Sequence[int], **how: object) -> tuple[PageImage, ...]:
        raise NoPageImages("reader.timed_out")

    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, today(place)))
    await replace(reader(place), draw=draws_nothing).read_due()
    shown = (await drafting.admin.get(f"/v1/documents/{document_id}/facts")).json()
    assert (shown["kind"], shown["pages"]) == ("bill", [])
    assert "Download" in (await drafting.admin.get(f"/orders/{drafting.order_id}/draft/bill")).text


def test_pages_with_facts_are_drawn_first_and_twenty_at_most() -> None:
    facts = PaperFacts(PaperKind.BILL, numbers=tuple(PaperFact(f"+1303555{n:04}", n, 1.0, "") for n in range(10, 60)))
    long = Reading(ReadingState.READ, page_count=90)
    assert pages_to_draw(long, facts) == tuple(range(10, 30))
    assert pages_to_draw(long, replace(facts, numbers=facts.numbers[:2])) == (1, 2, 3, 10, 11)
    assert pages_to_draw(Reading(ReadingState.UNREADABLE), None) == (1, 2, 3)


async def test_a_bill_of_31_days_ago_is_found_too_old_and_says_until_when_it_was_good(place: World) -> None:
    drafting = await Drafting.begin(place)
    old = today(place) - timedelta(days=32)
    document_id = await uploaded(drafting, bill(NUMBERS, old))
    await reader(place).read_due()
    found = (await state_of(drafting, document_id))["bill"]
    assert isinstance(found, dict) and found["age"]["code"] == "bill.stale"
    assert found["good_until"] == (old + timedelta(days=30)).isoformat()
    assert "bill.stale" in await drafting.codes()


async def test_an_undated_bill_goes_to_staff(place: World) -> None:
    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, None))
    await reader(place).read_due()
    assert "bill.undated" in await drafting.codes()
    rows = (await drafting.execute(select(tasks.c.kind, tasks.c.key).where(tasks.c.order_id == drafting.order_id))).all()
    assert rows == [("paper_to_review", document_id)]


async def test_a_paper_that_is_no_bill_is_refused_with_its_reason(place: World) -> None:
    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, page_of(*lines("Minutes of the book club", "We met and read.")))
    await reader(place).read_due()
    shown = await state_of(drafting, document_id)
    assert shown["state"] == "refused"
    assert shown["trouble"]["code"] == "bill.not_a_bill"  # type: ignore[index]


async def test_a_reader_that_died_is_followed_by_one_that_reads(place: World) -> None:
    async def dies(_: bytes) -> Reading:
        raise RuntimeError("killed")

    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, today(place)))
    with pytest.raises(RuntimeError):
        await reader(place, dies).read_due()
    assert (await state_of(drafting, document_id))["state"] == "reading"
    await reader(place).read_due()
    assert (await state_of(drafting, document_id))["state"] == "read"
    assert await reader(place).read_due() == 0


async def test_a_file_that_kills_its_reader_is_unreadable_and_says_why(place: World) -> None:
    async def gives_up(_: bytes) -> Reading:
        return Reading(ReadingState.UNREADABLE, "reader.timed_out")

    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, today(place)))
    await reader(place, gives_up).read_due()
    shown = await state_of(drafting, document_id)
    assert (shown["state"], shown["trouble"]["code"]) == ("unreadable", "reader.timed_out")  # type: ignore[index]


async def test_a_paper_on_which_we_stumble_goes_to_staff_and_those_behind_it_are_read(place: World) -> None:
    async def stumbles_once(content: bytes) -> Reading:
        page = PageText(1, 612, 792, (None,))  # type: ignore[arg-type]
        return Reading(ReadingState.READ, pages=(page,)) if content.endswith(b"stumble") else read(content)

    drafting = await Drafting.begin(place)
    first = await uploaded(drafting, bill(NUMBERS, today(place)) + b"stumble")
    second = await uploaded(drafting, bill(NUMBERS, today(place)))
    assert await reader(place, stumbles_once).read_due() >= 2
    shown = await state_of(drafting, first)
    assert (shown["state"], shown["trouble"]["code"]) == ("unreadable", "reader.died")  # type: ignore[index]
    assert (await state_of(drafting, second))["state"] == "read"
    reviews = await drafting.execute(select(tasks).where(tasks.c.order_id == drafting.order_id))
    assert [first] == [row.key for row in reviews]


async def test_a_document_whose_bytes_are_gone_is_unreadable(place: World) -> None:
    drafting = await Drafting.begin(place)
    document_id = await uploaded(drafting, bill(NUMBERS, today(place)))
    await drafting.execute(update(documents).where(documents.c.id == document_id).values(vault_key="0" * 64))
    await reader(place).read_due()
    assert (await state_of(drafting, document_id))["state"] == "unreadable"


async def test_a_paper_is_handed_out_as_an_attachment_and_to_nobody_else(place: World) -> None:
    drafting, content = await Drafting.begin(place), bill(NUMBERS, today(place))
    document_id = await uploaded(drafting, content)
    answer = await drafting.admin.get(f"/v1/documents/{document_id}/content")
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    stranger = await place.signed_in(await place.organisation(), Role.CUSTOMER_ADMIN)
    assert (await stranger.get(f"/v1/documents/{document_id}/content")).status_code == 404
    assert (await stranger.get(f"/v1/documents/{document_id}")).status_code == 404


async def test_the_newest_bill_counts_and_differences_ask_to_look_again(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.patch(**{**TYPED, "account_number": "1", "billing_name": "Another LLC"})
    await uploaded(drafting, bill(NUMBERS, today(place) - timedelta(days=60)))
    place.clock.pass_by(timedelta(seconds=1))
    await uploaded(drafting, bill(NUMBERS, today(place)))
    await reader(place).read_due()
    assert "bill.stale" not in await drafting.codes()
    assert {"account.number_not_on_bill", "billing_name.not_on_bill"} <= await drafting.codes("confirm")
