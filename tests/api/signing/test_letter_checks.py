"""Anybody may ask whether a letter is intact; nothing of it is kept, and a file of a stranger is told as such."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import httpx
import pytest

from api.actions.signing.letter_checks import CHECKS
from documents.loa.verification import MAX_BYTES
from tests.api.pages import token_in
from tests.api.world import Browser, Memory, World
from tests.documents import tampering
from tests.documents.papers import NUMBERS
from tests.documents.sealed import SHOWN, rehearsal, sealed_letter
from vault.documents import SealedDocuments

Ask = Callable[[Browser, bytes], Awaitable[httpx.Response]]


@pytest.fixture
def place(world: World) -> World:
    own = world.with_clock()
    return World(replace(own.parts, trust=rehearsal()[1]), own.system)


async def by_api(browser: Browser, content: bytes) -> httpx.Response:
    return await browser.post("/v1/letter-checks", files={"file": ("letter.pdf", content, "application/pdf")})


async def on_page(browser: Browser, content: bytes) -> httpx.Response:
    token = token_in(await browser.get("/verify-letter"))
    return await browser.post("/verify-letter", data={"csrf": token}, files={"file": ("letter.pdf", content, "application/pdf")})


async def test_a_stranger_is_told_that_the_letter_is_intact_who_signed_and_over_which_numbers(place: World) -> None:
    answer = await by_api(place.stranger(), sealed_letter())
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["intact"], told["problems"]) == (True, [])
    assert (told["signed"]["signer"], told["signed"]["identified"]) == ("Zoe Washburne", "mailed_code")
    assert told["signed"]["numbers"] == list(NUMBERS)
    page = await on_page(place.stranger(), sealed_letter())
    assert page.status_code == 200
    assert "The letter is intact</h1>" in page.text
    for said in ("Zoe Washburne", "(303) 555-0100", "(303) 555-0109", "Blue Sun Outfitters, LLC"):
        assert said in page.text


@pytest.mark.parametrize("ask", [by_api, on_page])
@pytest.mark.parametrize(
    "content, said",
    [(SHOWN, "bears no seal"), (tampering.with_update(sealed_letter()), "added to the file"), (b"\x89PNG", "cannot be read")],
)
async def test_what_is_not_intact_is_told_and_shows_nothing_of_the_file(place: World, ask: Ask, content: bytes, said: str) -> None:
    answer = await ask(place.stranger(), content)
    assert answer.status_code == 200
    assert said in answer.text
    assert "Zoe Washburne" not in answer.text
    assert "555-0" not in answer.text


async def test_nothing_is_kept(place: World) -> None:
    memory = Memory()
    watched = World(replace(place.parts, documents=SealedDocuments(place.parts.envelope, place.parts.blind, memory)), place.system)
    await by_api(watched.stranger(), sealed_letter())
    await on_page(watched.stranger(), sealed_letter())
    assert memory.kept == {}


async def test_too_large_a_file_is_refused_by_its_size(place: World) -> None:
    edge = await by_api(place.stranger(), b"%PDF-" + bytes(MAX_BYTES - 4))
    assert edge.json()["problems"][0]["code"] == "loa.too_large"
    assert (await by_api(place.stranger(), bytes(MAX_BYTES + 200_000))).status_code == 413


async def test_a_form_without_a_file_says_so(place: World) -> None:
    browser = place.stranger()
    token = token_in(await browser.get("/verify-letter"))
    answer = await browser.post("/verify-letter", data={"csrf": token})
    assert answer.status_code == 422
    assert "Choose the file" in answer.text


async def test_who_asks_too_often_waits(place: World) -> None:
    place.clock.pass_by(CHECKS.window * 3)
    somebody = place.stranger()
    seen = [(await by_api(somebody, b"nothing")).status_code for _ in range(CHECKS.most + 1)]
    assert seen == [200] * CHECKS.most + [429]
    assert (await by_api(place.stranger(), b"nothing")).status_code == 200


async def test_without_trusted_roots_nothing_is_claimed(world: World) -> None:
    assert (await by_api(World(replace(world.parts, trust=None), world.system).stranger(), sealed_letter())).status_code == 503
