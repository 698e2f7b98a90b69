"""The rehearsal carrier does what it is told, and says which numbers are active."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from carriers.errors import CarrierUnreachable, OrderInvalid, OrderUnknown
from carriers.protocol import PlaysSteps, RehearsalPlay, RehearsalStep, TellsActiveNumbers
from carriers.rehearsal.adapter import RehearsalCarrier, rehearsal_client
from carriers.rehearsal.steps import Step
from domain.porting.notices import NoticeKind

from .in_process import API_KEY, WEBHOOK_SECRET, InProcessCarrier
from .lsrs import MONDAY, lsr, numbers, window


@pytest.fixture
def carrier() -> InProcessCarrier:
    return InProcessCarrier(lambda: MONDAY)


def test_every_step_of_the_carrier_can_be_asked_for(carrier: InProcessCarrier) -> None:
    assert isinstance(carrier.adapter, PlaysSteps)
    assert isinstance(carrier.adapter, TellsActiveNumbers)
    assert {step.value for step in RehearsalStep} == {step.value for step in Step} | {"next", "silence"}


async def test_a_played_step_is_told_as_a_notice(carrier: InProcessCarrier) -> None:
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    foc = MONDAY + timedelta(days=3)
    await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.CONFIRM, foc=foc))
    await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.FAIL, ("PREPAID",), numbers=numbers(1)))
    told = await carrier.heard()
    assert [notice.kind for notice in told] == [NoticeKind.FOC, NoticeKind.NUMBER_FAILED]
    assert (told[0].foc, told[1].numbers, told[1].codes) == (foc, numbers(1), ("prepaid",))


async def test_the_next_planned_step_happens_unless_all_was_forgotten(carrier: InProcessCarrier) -> None:
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.NEXT))
    assert [notice.kind for notice in await carrier.heard()] == [NoticeKind.FOC]
    await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.SILENCE))
    await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.NEXT))
    assert await carrier.heard() == ()


async def test_only_active_numbers_are_told(carrier: InProcessCarrier) -> None:
    receipt = await carrier.adapter.submit_lsr(replace(lsr(), numbers=numbers(3)), window("lsr"))
    assert await carrier.adapter.active_numbers(receipt.carrier_reference) == ()
    await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.ACTIVATE, numbers=numbers(2)))
    assert await carrier.adapter.active_numbers(receipt.carrier_reference) == numbers(2)


async def test_trouble_has_the_names_that_all_carriers_have(carrier: InProcessCarrier) -> None:
    with pytest.raises(OrderUnknown):
        await carrier.adapter.active_numbers("RB-999999")
    with pytest.raises(OrderUnknown):
        await carrier.adapter.play("RB-999999", RehearsalPlay(RehearsalStep.CANCEL))
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    with pytest.raises(OrderInvalid):
        await carrier.adapter.play(receipt.carrier_reference, RehearsalPlay(RehearsalStep.FAIL, numbers=("no number",)))
    silent = rehearsal_client("http://rehearsal.test", API_KEY, httpx.MockTransport(lambda _: httpx.Response(200, json={"active": ["x"]})))
    with pytest.raises(CarrierUnreachable):
        await RehearsalCarrier(silent, WEBHOOK_SECRET, now=lambda: MONDAY).active_numbers("RB-000001")
