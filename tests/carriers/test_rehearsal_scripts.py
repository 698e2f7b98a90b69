"""Each script of the rehearsal carrier plays what its row of the table says."""

from datetime import date, datetime, timedelta

import pytest

from carriers.errors import CarrierError, CarrierRefused
from carriers.rehearsal import codes, portability, scripts
from carriers.rehearsal.options import RehearsalOptions
from carriers.rehearsal.scripts import Script, play_for
from carriers.rehearsal.steps import Details, Step
from domain.porting.notices import CarrierNotice, NoticeKind
from domain.porting.portability import NotPortable
from domain.porting.rejections import Rejection

from .in_process import API_KEY, InProcessCarrier
from .lsrs import MONDAY, lsr, numbers, window

WEEKS = MONDAY + timedelta(days=40)
FOC = datetime.fromisoformat("2031-03-12T17:30:00+00:00")
K = NoticeKind


async def told(account: str, carrier: InProcessCarrier | None = None) -> tuple[CarrierNotice, ...]:
    """All that is told of an order under a script, with nobody doing anything about it."""
    carrier = carrier or InProcessCarrier(lambda: MONDAY)
    for _ in range(2):
        try:
            await carrier.adapter.submit_lsr(lsr(account_number=account), window("lsr"))
        except CarrierError as error:
            assert error.retryable
        else:
            break
    assert len(carrier.ledger.writes()) == 1
    return await carrier.advance(WEEKS)


def kinds(notices: tuple[CarrierNotice, ...]) -> list[NoticeKind]:
    return [notice.kind for notice in notices]


PLAYED: dict[Script, list[NoticeKind]] = {
    Script.ORDINARY: [K.FOC, K.NUMBER_ACTIVE],
    Script.REJECT: [K.REJECTED],
    Script.ON_DEMAND: [K.FOC],
    Script.UNKNOWN_NOTICE: [K.UNRECOGNISED, K.FOC, K.NUMBER_ACTIVE],
    Script.ACKNOWLEDGE: [K.ACKNOWLEDGED, K.FOC, K.NUMBER_ACTIVE],
    Script.REJECT_THEN_ACCEPT: [K.REJECTED],
    Script.REJECT_ACCOUNT: [K.REJECTED],
    Script.LATE_FOC: [K.FOC, K.NUMBER_ACTIVE],
    Script.SHORT_FOC: [K.FOC, K.NUMBER_ACTIVE],
    Script.MOVE_FOC: [K.FOC, K.FOC, K.NUMBER_ACTIVE],
    Script.WITHDRAW_FOC: [K.FOC, K.FOC_WITHDRAWN, K.FOC, K.NUMBER_ACTIVE],
    Script.PARTIAL: [K.FOC, K.NUMBER_ACTIVE, K.NUMBER_FAILED],
    Script.CONFLICT: [K.FOC, K.CONFLICT],
    Script.SILENT: [],
    Script.SILENT_ACTIVATION: [K.FOC],
    Script.DUPLICATE: [K.FOC, K.NUMBER_ACTIVE],
    Script.REORDER: [K.FOC, K.NUMBER_ACTIVE],
    Script.LOSE_WEBHOOKS: [K.FOC, K.NUMBER_ACTIVE],
    Script.FAIL_AFTER_EFFECT: [K.FOC, K.NUMBER_ACTIVE],
    Script.DROP_ANSWER: [K.FOC, K.NUMBER_ACTIVE],
    Script.SLOW: [K.FOC, K.NUMBER_ACTIVE],
    Script.THROTTLE: [K.FOC, K.NUMBER_ACTIVE],
    Script.REFUSE_CANCEL: [K.FOC, K.NUMBER_ACTIVE],
    Script.SNAPBACK: [K.FOC, K.NUMBER_ACTIVE, K.SNAPPED_BACK],
    Script.STAGGERED: [K.FOC, K.NUMBER_ACTIVE, K.NUMBER_ACTIVE, K.NUMBER_ACTIVE],
    Script.ALL_FAIL: [K.FOC, K.NUMBER_FAILED],
    Script.CARRIER_CANCELS: [K.CANCELLED],
}


def test_every_script_has_one_row_and_is_played_here() -> None:
    assert [row.script for row in scripts.TABLE] == list(dict.fromkeys(row.script for row in scripts.TABLE))
    assert {row.script for row in scripts.TABLE} == set(Script) == PLAYED.keys()
    endings = [row.ending for row in scripts.TABLE if row.ending] + [row.ending for row in portability.TABLE]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize(("script", "expected"), PLAYED.items())
async def test_a_script_plays_what_it_says(script: Script, expected: list[NoticeKind]) -> None:
    notices = await told(script)
    assert kinds(notices) == expected
    assert len({notice.notice_id for notice in notices}) == len(notices)
    assert [notice.happened_at for notice in notices] == sorted(notice.happened_at for notice in notices)


@pytest.mark.parametrize("row", [row for row in scripts.TABLE if row.ending])
def test_the_first_numbers_ending_chooses_a_script_too(row: scripts.ScriptRow) -> None:
    first = int(row.ending)
    assert play_for(numbers(3, first=first)[::-1], "WT-4711").script is row.script
    assert play_for((f"+13035552{row.ending}0",), "").script is Script.ORDINARY


@pytest.mark.parametrize(
    ("account", "script", "code"),
    [
        ("REJECT:PIN_INVALID", Script.REJECT, "PIN_INVALID"),
        ("reject-pin-invalid-0042", Script.REJECT, "PIN_INVALID"),
        (" Late FOC-7", Script.LATE_FOC, ""),
        ("REJECT-THEN-ACCEPT", Script.REJECT_THEN_ACCEPT, ""),
        ("REJECT-ACCOUNT", Script.REJECT_ACCOUNT, ""),
        ("SILENT-ACTIVATION-1", Script.SILENT_ACTIVATION, ""),
        ("SILENTLY", Script.ORDINARY, ""),
        ("", Script.ORDINARY, ""),
    ],
)
def test_an_account_number_names_a_script(account: str, script: Script, code: str) -> None:
    play = play_for(numbers(1), account)
    assert (play.script, play.code) == (script, code)


@pytest.mark.parametrize("code", [*codes.REJECTIONS, "GREMLINS"])
async def test_every_rejection_can_be_played(code: str) -> None:
    (notice,) = await told(f"REJECT:{code}")
    assert notice.codes == (codes.REJECTIONS.get(code, Rejection.UNRECOGNISED),)


def test_each_of_our_codes_has_a_word_of_this_carrier() -> None:
    assert set(codes.REJECTIONS.values()) == set(Rejection) - {Rejection.UNRECOGNISED}
    assert set(codes.PORTABILITY.values()) == set(NotPortable) - {NotPortable.UNRECOGNISED}


async def test_an_ordinary_order_gets_the_day_it_asked_for() -> None:
    foc, active = await told("WT-4711")
    assert foc.happened_at == MONDAY + timedelta(hours=24, minutes=0)
    assert foc.foc == FOC
    assert (active.happened_at, active.numbers) == (FOC, lsr().numbers)


async def test_a_simple_port_is_answered_the_same_day_for_the_next() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    await carrier.adapter.submit_lsr(lsr(numbers=numbers(1), requested_foc=None), window("lsr"))
    foc, active = await carrier.advance(WEEKS)
    assert foc.happened_at == MONDAY + timedelta(hours=4)
    assert active.happened_at == foc.foc == datetime.fromisoformat("2031-03-04T18:30:00+00:00")


async def test_a_day_too_early_becomes_the_earliest() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    await carrier.adapter.submit_lsr(lsr(requested_foc=date(2031, 3, 4)), window("lsr"))
    foc, _ = await carrier.advance(WEEKS)
    assert foc.foc is not None and foc.foc.date() == date(2031, 3, 7)


async def test_a_moved_foc_moves_the_activation() -> None:
    first, moved, active = await told("MOVE-FOC")
    assert (first.foc, moved.foc, active.happened_at) == (FOC, FOC + timedelta(days=2), FOC + timedelta(days=2))


async def test_a_short_notice_foc_ignores_the_wish() -> None:
    foc, _ = await told("SHORT-FOC")
    assert foc.foc is not None and foc.foc - foc.happened_at < timedelta(hours=48)


async def test_a_late_foc_takes_three_business_days() -> None:
    foc, _ = await told("LATE-FOC")
    assert foc.happened_at == MONDAY + timedelta(days=3)


async def test_part_of_the_numbers_move() -> None:
    _, active, failed = await told("PARTIAL")
    assert (active.numbers, failed.numbers, failed.codes) == (lsr().numbers[:2], lsr().numbers[2:], (Rejection.NPAC_FAILURE,))


async def test_a_rejected_order_goes_on_after_a_supplement() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(account_number="REJECT-ACCOUNT"), window("lsr"))
    (rejected,) = await carrier.advance(MONDAY + timedelta(days=2))
    again = lsr(account_number="REJECT-ACCOUNT", revision=2)
    await carrier.adapter.supplement_lsr(receipt.carrier_reference, again, window("sup2"))
    (still,) = await carrier.advance(MONDAY + timedelta(days=4))
    await carrier.adapter.supplement_lsr(receipt.carrier_reference, lsr(revision=3), window("sup3"))
    last = await carrier.advance(WEEKS)
    assert (rejected.lsr_version, still.lsr_version) == (1, 2)
    assert rejected.codes == still.codes == (Rejection.ACCOUNT_NUMBER_MISMATCH,)
    assert [(notice.kind, notice.lsr_version) for notice in last] == [(K.FOC, 3), (K.NUMBER_ACTIVE, 3)]


@pytest.mark.parametrize("account", ["REJECT-THEN-ACCEPT", "CONFLICT", "SILENT"])
async def test_a_supplement_gets_an_order_going_again(account: str) -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(account_number=account), window("lsr"))
    await carrier.advance(MONDAY + timedelta(days=3))
    await carrier.adapter.supplement_lsr(receipt.carrier_reference, lsr(account_number=account, revision=2), window("sup"))
    assert kinds(await carrier.advance(WEEKS)) == [K.FOC, K.NUMBER_ACTIVE]


async def test_a_supplement_moves_the_date_and_cannot_within_a_day_of_it() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    await carrier.advance(MONDAY + timedelta(days=2))
    later = lsr(revision=2, requested_foc=date(2031, 3, 14))
    await carrier.adapter.supplement_lsr(receipt.carrier_reference, later, window("sup2"))
    (foc,) = await carrier.advance(MONDAY + timedelta(days=4))
    assert foc.foc == FOC + timedelta(days=2)
    await carrier.advance(foc.foc - timedelta(hours=23))
    with pytest.raises(CarrierRefused):
        await carrier.adapter.supplement_lsr(receipt.carrier_reference, lsr(revision=3), window("sup3"))
    assert kinds(await carrier.advance(WEEKS)) == [K.NUMBER_ACTIVE]


async def test_a_cancelled_order_does_not_move() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    await carrier.adapter.cancel_lsr(receipt.carrier_reference, window("cancel"))
    assert kinds(await carrier.advance(WEEKS)) == [K.CANCELLED]


async def test_each_refused_cancellation_is_told_anew() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(account_number="REFUSE-CANCEL"), window("lsr"))
    refusals: list[CarrierNotice] = []
    for attempt in range(2):
        await carrier.adapter.cancel_lsr(receipt.carrier_reference, window(f"cancel{attempt}"))
        refusals += await carrier.advance(MONDAY + timedelta(hours=2 + 2 * attempt))
    assert kinds(tuple(refusals)) == [K.CANCEL_REFUSED, K.CANCEL_REFUSED]
    assert refusals[0].notice_id != refusals[1].notice_id
    assert refusals[0].codes == (Rejection.TOO_LATE_TO_CANCEL,)


async def test_within_a_day_of_the_foc_it_is_too_late_to_cancel() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    await carrier.advance(FOC - timedelta(hours=23))
    await carrier.adapter.cancel_lsr(receipt.carrier_reference, window("cancel"))
    assert kinds(await carrier.advance(WEEKS)) == [K.CANCEL_REFUSED, K.NUMBER_ACTIVE]


async def test_activation_on_demand_waits_for_the_foc_and_for_the_word() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(account_number="ON-DEMAND"), window("lsr"))
    await carrier.advance(FOC - timedelta(minutes=1))
    with pytest.raises(CarrierRefused):
        await carrier.adapter.activate(receipt.carrier_reference, lsr().numbers, window("activate"))
    await carrier.advance(FOC + timedelta(hours=1))
    for _ in range(2):
        await carrier.adapter.activate(receipt.carrier_reference, lsr().numbers[:2], window("activate"))
    await carrier.adapter.activate(receipt.carrier_reference, lsr().numbers[:2], window("activate-again"))
    (active,) = await carrier.heard()
    assert active.numbers == lsr().numbers[:2]
    await carrier.adapter.activate(receipt.carrier_reference, (), window("activate-rest"))
    assert [notice.numbers for notice in await carrier.heard()] == [lsr().numbers[2:]]


async def test_mixed_losing_carriers_and_a_missing_pin_are_rejected_without_a_script() -> None:
    for asked, code in (((0, 83), Rejection.SPLIT_REQUIRED), ((82,), Rejection.PIN_MISSING)):
        carrier = InProcessCarrier(lambda: MONDAY)
        mixed = tuple(numbers(1, first=ending)[0] for ending in asked)
        await carrier.adapter.submit_lsr(lsr(numbers=mixed), window("lsr"))
        (rejected,) = await carrier.advance(WEEKS)
        assert rejected.codes == (code,)


async def test_numbers_have_the_portability_of_their_ending() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    endings = [int(row.ending) for row in portability.TABLE]
    verdicts = await carrier.adapter.check_portability(tuple(numbers(1, first=ending)[0] for ending in endings))
    for row, verdict in zip(portability.TABLE, verdicts, strict=True):
        assert verdict.portable == (not row.profile.reason)
        assert verdict.reason == (codes.portability_reason(row.profile.reason) if row.profile.reason else "")
        assert (verdict.needs_pin, verdict.simple, verdict.losing_spid) == (
            row.profile.needs_pin,
            row.profile.simple,
            row.profile.losing_spid,
        )
    assert {verdict.reason for verdict in verdicts} >= {NotPortable.UNRECOGNISED, NotPortable.MANUAL_ONLY}


async def test_any_step_can_be_played_at_any_time() -> None:
    carrier = InProcessCarrier(lambda: MONDAY)
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    for step in Step:
        await carrier.play(receipt.carrier_reference, step, Details(foc=FOC, codes=("OTHER",)))


async def test_the_control_desk_plays_shows_and_counts() -> None:
    carrier = InProcessCarrier(lambda: MONDAY, options=RehearsalOptions(API_KEY))
    receipt = await carrier.adapter.submit_lsr(lsr(), window("lsr"))
    order = f"/rehearsal/orders/{receipt.carrier_reference}"
    assert (await carrier.http.get(order)).json()["planned"][0]["step"] == Step.CONFIRM
    assert (await carrier.http.post(f"{order}/next")).json()["state"] == "confirmed"
    step = {"step": "fail", "numbers": lsr().numbers[:1], "codes": ["SV_UNKNOWN_FAILURE"]}
    assert (await carrier.http.post(f"{order}/steps", json=step)).json()["lines"][lsr().numbers[0]] == "failed"
    assert (await carrier.http.post(f"{order}/silence")).json()["planned"] == []
    assert (await carrier.http.post(f"{order}/next")).json()["played"] is False
    assert (await carrier.http.get("/rehearsal/counts")).json()["counts"]["writes"] == 1
    assert len((await carrier.http.get("/rehearsal/orders")).json()["orders"]) == 1
    assert (await carrier.http.get("/rehearsal/scripts")).json()["orders"]
    assert (await carrier.http.post("/rehearsal/orders/RB-9/next")).status_code == 404
    assert kinds(await carrier.heard()) == [K.FOC, K.NUMBER_FAILED]
