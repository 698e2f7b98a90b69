"""Numbers as people paste them: each comes back in E.164 or with its reason, and with what the carriers say of it."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from carriers.errors import CarrierUnreachable
from carriers.protocol import PortabilityVerdict
from domain.access import Role
from store.call_plan import inventory, people
from store.call_plan.inventory import Arrival
from store.call_plan.people import Person
from store.database import system_transaction
from store.ids import fresh
from tests.api.drafting import TYPED, Drafting, with_carrier
from tests.api.world import World


@pytest.fixture(scope="module")
def place(world: World) -> World:
    return with_carrier(world)


class Unsure:
    """A carrier that is slow, or not there."""

    name = "rehearsal"
    legal_name = "Rehearsal Carrier"

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def check_portability(self, numbers: tuple[str, ...]) -> tuple[PortabilityVerdict, ...]:
        await asyncio.sleep(self.seconds)
        raise CarrierUnreachable(self.name, "no answer")


@pytest.mark.parametrize(
    "typed, code",
    [
        ("800-555-0100", "toll_free"),
        ("900-555-0100", "premium"),
        ("416-555-0100", "not_us"),
        ("999-555-0100", "area_code_not_in_service"),
        ("303-111-0100", "impossible_exchange"),
        ("303-555-01", "too_short"),
        ("303-555-010000", "too_long"),
        ("my number", "letters"),
        ("303-555-0110 thru 0101", "range_backwards"),
        ("303-555-0100, 303.555.0100", "duplicate"),
    ],
)
async def test_each_mistake_comes_back_with_its_input_and_its_reason(place: World, typed: str, code: str) -> None:
    drafting = await Drafting.begin(place)
    answer = await drafting.put_numbers(typed)
    assert answer.status_code == 200, answer.text
    (error,) = answer.json()["errors"]
    assert error["code"] == code
    assert error["text"] in typed
    assert error["wrong"] and error["remedy"]


async def test_what_can_be_read_is_kept_and_checked_at_once(place: World) -> None:
    drafting = await Drafting.begin(place)
    answer = (await drafting.put_numbers("303-555-0100 x12; (303) 555 0182\n+1 303 555 0190, nonsense")).json()
    assert [each["number"] for each in answer["numbers"]] == ["+13035550100", "+13035550182", "+13035550190"]
    ordinary, mobile, uncovered = answer["numbers"]
    assert answer["complete"]
    assert (ordinary["portable"], ordinary["losing_carrier"], ordinary["rate_centre"]) == (True, "Rehearsal Bell", "DENVER")
    assert (mobile["line_type"], mobile["needs_pin"]) == ("wireless", True)
    assert (uncovered["portable"], uncovered["reason"]) == (False, "no_coverage")
    assert uncovered["reason_told"]
    assert len(answer["errors"]) == 1


async def test_numbers_that_cannot_move_are_set_aside_and_the_others_go_on(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.put_numbers("303-555-0100, 303-555-0190")
    assert "number.not_portable" in await drafting.codes()
    answer = await drafting.put_numbers("303-555-0100, 303-555-0190", set_aside=["+13035550190"])
    assert [each["set_aside"] for each in answer.json()["numbers"]] == [False, True]
    assert "number.not_portable" not in await drafting.codes()


async def test_a_number_that_is_not_in_the_order_cannot_be_set_aside(place: World) -> None:
    drafting = await Drafting.begin(place)
    answer = await drafting.put_numbers("303-555-0100", set_aside=["+13035550199"])
    assert (answer.status_code, answer.json()["code"]) == (422, "draft.number_unknown")


async def test_a_number_of_ours_says_so(place: World) -> None:
    drafting = await Drafting.begin(place)
    now, number = datetime.now(UTC), "+13035550177"
    async with system_transaction(place.system) as connection:
        arrival = Arrival(drafting.organisation, drafting.location, (number,), "ported", "rehearsal", "po_x", "", now)
        await inventory.arrive(connection, arrival)
    answer = (await drafting.put_numbers("303 555 0177")).json()
    assert [(each["code"], each["text"]) for each in answer["errors"]] == [("already_ours", "303 555 0177")]
    assert "number.already_ours" in await drafting.codes()


async def test_a_person_can_be_given_a_number_and_a_strangers_person_cannot(place: World) -> None:
    drafting = await Drafting.begin(place)
    other = await Drafting.begin(place)
    mine, theirs = await person(drafting), await person(other)
    plan = [{"number": "+13035550100", "use": "person", "person_id": mine}]
    kept = await drafting.put_numbers("303-555-0100", lines=plan)
    assert kept.json()["numbers"][0]["person_id"] == mine
    plan[0]["person_id"] = theirs
    refused = await drafting.put_numbers("303-555-0100", lines=plan)
    assert (refused.status_code, refused.json()["code"]) == (422, "lines.person_missing")


async def person(of: Drafting) -> str:
    made = Person(fresh("per"), of.organisation, of.location, b"name", b"mail", fresh("x").encode(), datetime.now(UTC))
    async with system_transaction(of.world.system) as connection:
        await people.add(connection, [made])
    return made.id


async def test_five_hundred_numbers_are_read_saved_and_checked_quickly(place: World) -> None:
    drafting = await Drafting.begin(place)
    paste = ", ".join(f"{area}-555-{line:04d}" for area in (303, 408, 212, 312, 512) for line in range(100, 200))
    began = time.process_time()
    answer = await drafting.put_numbers(paste)
    assert time.process_time() - began < 3
    assert (answer.status_code, len(answer.json()["numbers"])) == (200, 500)


async def test_the_five_hundred_and_first_number_is_refused(place: World) -> None:
    drafting = await Drafting.begin(place)
    paste = ", ".join(f"{area}-555-{line:04d}" for area in (303, 408, 212, 312, 512) for line in range(100, 200))
    answer = (await drafting.put_numbers(paste + ", 415-555-0100")).json()
    assert len(answer["numbers"]) == 500
    assert [each["code"] for each in answer["errors"]] == ["too_many"]


async def test_a_huge_paste_is_refused_unread(place: World) -> None:
    drafting = await Drafting.begin(place)
    answer = (await drafting.put_numbers("303-555-0100, " * 8_000)).json()
    assert [each["code"] for each in answer["errors"]] == ["too_large"]


@pytest.mark.parametrize("seconds", [0.0, 30.0])
async def test_a_carrier_that_does_not_answer_leaves_numbers_open_within_two_seconds(place: World, seconds: float) -> None:
    unsure = Unsure(seconds)
    deaf = World(replace(place.parts, portability={"rehearsal": unsure}, foc_windows={}), place.system)
    drafting = await Drafting.begin(deaf)
    began = time.perf_counter()
    answer = await drafting.put_numbers(f"415-555-01{int(seconds):02d}")
    # Far from what the carrier takes, also where the processor is waited for.
    assert time.perf_counter() - began < 12
    assert answer.json()["complete"] is False
    assert "number.unchecked" in await drafting.codes()


async def test_what_was_left_open_is_checked_later(place: World) -> None:
    deaf = World(replace(place.parts, portability={"rehearsal": Unsure(0)}, foc_windows={}), place.system)
    drafting = await Drafting.begin(deaf)
    await drafting.put_numbers("617-555-0101")
    hearing = await place.signed_in(drafting.organisation, Role.CUSTOMER_ADMIN)
    answer = await hearing.post(drafting.path("/numbers/check"))
    assert answer.status_code == 200
    assert answer.json()["complete"] is True


async def test_only_allowed_days_are_offered_and_the_others_say_why(place: World) -> None:
    drafting = await Drafting.begin(place)
    await drafting.patch(**TYPED)
    await drafting.put_numbers("303-555-0100 thru 0109")
    answer = (await drafting.admin.get(drafting.path("/foc-days"))).json()
    assert answer["complete"] and answer["rule"] == "47cfr52.35d"
    allowed = [each["day"] for each in answer["days"] if each["allowed"]]
    refused = {each["reason"] for each in answer["days"] if not each["allowed"]}
    assert allowed and "weekend" in refused and "before_interval" in refused
    assert all(each["reason_told"] for each in answer["days"] if not each["allowed"])
    await drafting.patch(requested_foc=answer["days"][0]["day"])
    assert "foc.not_allowed" in await drafting.codes()
    await drafting.patch(requested_foc=allowed[0])
    assert not {"foc.not_allowed", "foc.missing"} & await drafting.codes()
