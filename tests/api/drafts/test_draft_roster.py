"""Who is found for a number among many people: by name, extension or number, whoever comes first or last."""

import re
from dataclasses import replace

import pytest

from api.actions.entrance.newcomers import Newcomer, new_person
from store.call_plan import people
from store.database import system_transaction
from tests.api.drafting import Drafting, with_carrier
from tests.api.drafts.test_draft_wizard import crowd, steps_of
from tests.api.orders_world import unused
from tests.api.pages import token_in
from tests.api.world import World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


async def found(drafting: Drafting, steps: str, typed: str) -> list[str]:
    page = await drafting.admin.get(f"{steps}/people")
    answer = await drafting.admin.post(f"{steps}/people/find", data={"csrf": token_in(page), "q": typed})
    return re.findall('<option value="([^"]+)"', answer.text)


async def test_whoever_comes_last_is_found_and_no_more_than_can_be_shown(place: World) -> None:
    drafting, steps = await steps_of(place)
    await crowd(drafting, 510)
    box = await place.parts.envelope.box(drafting.organisation)
    async with system_transaction(place.system) as connection:
        last = (await people.named(connection, drafting.organisation, limit=1000))[-1]
    name = box.open("people", "name_sealed", last.id, last.name_sealed).decode()
    assert await found(drafting, steps, name) == [name]
    assert len(await found(drafting, steps, "chase")) == 25


async def test_somebody_is_found_by_extension_and_by_number_however_it_is_written(place: World) -> None:
    drafting, steps = await steps_of(place)
    box, at, number = await place.parts.envelope.box(drafting.organisation), place.clock(), unused(1)[0].number
    who = new_person(place.parts, box, Newcomer("Anya", "Jenkins", "anya@example.com"), drafting.location, at)
    async with system_transaction(place.system) as connection:
        await people.add(connection, [replace(who, extension="7311", number=number)])
    area, exchange, line = number[2:5], number[5:8], number[8:]
    label = f"Anya Jenkins (ext. 7311, ({area}) {exchange}-{line})"
    for typed in ("7311", number, f"({area}) {exchange}-{line}", f"{area}-{exchange}-{line}", "anya 7311"):
        assert await found(drafting, steps, typed) == [label], typed
    assert await found(drafting, steps, "7312") == []
