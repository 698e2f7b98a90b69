"""What the losing carrier refuses, and how it is put right."""

from dataclasses import replace
from datetime import timedelta

from domain.address import Address
from domain.porting import facts as f
from domain.porting.carrier_order import PortState
from domain.porting.commands import CorrectPort, MoveFoc
from domain.porting.notices import CarrierNotice, NoticeKind, notice_id
from tests.workflows.stage import Stage
from tests.workflows.story import Story, submit


async def rejected(story: Story) -> None:
    await story.until(PortState.SUBMITTED)
    await story.until_carrier_acts()
    await story.until(PortState.REJECTED)


async def moved(story: Story) -> None:
    await story.pass_until(await story.agreed() + timedelta(hours=1))
    await story.until(PortState.COMPLETED)


def foc_notice(story: Story, reference: str, version: int) -> CarrierNotice:
    foc = story.now + timedelta(days=9)
    key = notice_id("rehearsal", reference, NoticeKind.FOC, numbers=(), foc=foc, codes=(), version=version)
    return CarrierNotice(key, "rehearsal", reference, NoticeKind.FOC, story.now, foc=foc, lsr_version=version)


async def test_a_corrected_order_goes_on_by_a_supplement(stage: Stage):
    story = await submit(stage, stage.numbers(3), account_number="REJECT-THEN-ACCEPT")
    await rejected(story)
    assert (await story.status(), (await story.row()).rejection_codes) == ("needs_input", ["address_mismatch"])
    revision = await story.change(service_address=Address("2 Rabbit Hole Road", "Denver", "CO", "80202"))
    await story.ask(CorrectPort(revision))
    await moved(story)
    assert (await story.kinds())[:5] == ["lsr_submitted", "lsr_rejected", "correction_accepted", "lsr_supplemented", "foc_received"]
    sent = [fact for fact in await story.log() if isinstance(fact, f.LsrSubmitted | f.LsrSupplemented)]
    assert [(fact.revision, fact.lsr_version) for fact in sent] == [(1, 1), (2, 2)]
    assert story.writes() == {sent[0].request_key: 1, sent[1].request_key: 1}
    assert (await story.mails())["order_rejected"] == 1


async def test_answers_to_an_older_version_are_overtaken(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="REJECT-THEN-ACCEPT")
    await rejected(story)
    await story.ask(CorrectPort(await story.change()))
    await story.until(PortState.SUBMITTED)
    await story.hear([foc_notice(story, await story.reference(), version=1)])
    assert (await story.state(), (await story.kinds())[-1]) == (PortState.SUBMITTED, "notice_set_aside")
    assert await story.open_tasks() == []
    await moved(story)


async def test_a_correction_is_reminded_of_until_staff_decide(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="REJECT:ACCOUNT_NUMBER_MISMATCH")
    await rejected(story)
    since = next(entry.at for entry in await story.entries() if isinstance(entry.fact, f.LsrRejected))
    await story.pass_days(31)
    told = [(entry.fact.kind, round((entry.at - since) / timedelta(days=1), 2)) for entry in (await story.entries())[2:]]
    assert told == [*[("correction_reminded", days) for days in (3, 10, 20, 27)], ("silence_noticed", 30)]
    assert ((await story.mails())["correction_reminder"], await story.open_tasks()) == (4, ["silence"])
    await story.ask(CorrectPort(await story.change(account_number="ORDINARY")))
    await moved(story)
    assert await story.open_tasks() == []


async def test_a_refusal_that_is_not_the_customers_to_put_right_lies_with_support(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="REJECT:WHAT-IS-THIS")
    await rejected(story)
    row = await story.row()
    assert (await story.status(), row.ball, row.waiting_for) == ("needs_input", "staff", "staff")
    assert await story.open_tasks() == ["rejected"]
    await story.pass_days(31)
    assert (await story.kinds())[2:] == []
    assert "correction_reminder" not in await story.mails()
    await story.ask(CorrectPort(await story.change(account_number="ORDINARY")))
    await moved(story)
    assert await story.open_tasks() == []


async def test_a_refused_supplement_leaves_the_foc_standing(stage: Stage):
    story = await submit(stage, stage.numbers(2))
    foc = await story.agreed()
    await story.pass_until(foc - timedelta(hours=20))
    await story.ask(MoveFoc((foc + timedelta(days=7)).date()), actor="usr_staff")
    await story.until(PortState.FOC_CONFIRMED)
    assert await story.open_tasks() == ["supplement_refused"]
    await story.pass_until(foc + timedelta(hours=1))
    await story.until(PortState.COMPLETED)
    assert "supplement_refused" in await story.kinds()


async def test_an_order_refused_at_once_is_corrected_and_sent_again_under_another_key(stage: Stage):
    story = await submit(stage, stage.numbers(2), service_address=Address("1 Rabbit Hole Road", "Denver", "CO", "8020"))
    await story.until(PortState.REJECTED)
    [refusal] = [fact for fact in await story.log() if isinstance(fact, f.LsrRejected)]
    assert all(code.startswith("field:") for code in refusal.codes) and refusal.codes
    await story.ask(CorrectPort(await story.change(service_address=Address("1 Rabbit Hole Road", "Denver", "CO", "80202"))))
    await moved(story)
    assert [key.rsplit("/", 1)[0] for key in story.writes()] == [f"{story.order_id}/1/submit"]
    assert (await story.mails())["order_submitted"] == 1


async def test_a_second_rejection_is_told_again(stage: Stage):
    story = await submit(stage, stage.numbers(2), account_number="REJECT:PASSCODE_PIN_INVALID")
    await rejected(story)
    await story.ask(CorrectPort(await story.change(account_number="REJECT:PREPAID")))
    await story.until(PortState.SUBMITTED)
    await rejected(story)
    assert (await story.mails())["order_rejected"] == 2
    reference = await story.reference()
    repeated = replace(foc_notice(story, reference, 1), kind=NoticeKind.REJECTED, codes=("pin_mismatch",), foc=None)
    await story.hear([repeated])
    assert (await story.mails())["order_rejected"] == 2
