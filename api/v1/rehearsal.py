"""Rehearsals: the clock that goes ahead when told, and a carrier that plays what it is told."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from api.actions.rehearsal import rehearsal
from api.actions.rehearsal.rehearsal import ClockSeen
from api.calls import Here
from api.front.bodies import Body
from api.front.problems import Invalid
from api.front.routes import Router
from carriers.protocol import RehearsalPlay, RehearsalStep
from domain.access import Action

router = Router(prefix="/v1/rehearsal", tag="Rehearsal")


class ClockView(BaseModel):
    organisation_id: str
    business_now: datetime = Field(description="What time it is for the organisation.")
    offset_seconds: int = Field(description="How far its clock is ahead of real time.")
    next_wait: datetime | None = Field(description="The next moment that an order or the carrier waits for.")

    @classmethod
    def of(cls, seen: ClockSeen) -> "ClockView":
        offset = int(seen.offset.total_seconds())
        return cls(organisation_id=seen.organisation_id, business_now=seen.business_now, offset_seconds=offset, next_wait=seen.next_wait)


class Jump(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"by_seconds": 3600}, {"to": "next"}, {"to": "2031-04-02T17:30:00Z"}]})

    to: Literal["next"] | AwareDatetime | None = None
    by_seconds: int = Field(0, ge=0, le=366 * 86_400)


class Play(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"step": "next"}, {"step": "reject", "codes": ["PASSCODE_PIN_INVALID"]}]})

    step: RehearsalStep
    n: int = Field(1, ge=1, le=500, description="Which carrier order.")
    codes: list[str] = Field([], max_length=20)
    foc: AwareDatetime | None = None
    numbers: list[str] = Field([], max_length=500, description="E.164; none for all that still wait.")

    @model_validator(mode="after")
    def _foc_goes_with_confirm(self) -> "Play":
        if (self.foc is not None) is not (self.step is RehearsalStep.CONFIRM):
            raise ValueError("foc goes with confirm")
        return self

    def wanted(self) -> RehearsalPlay:
        return RehearsalPlay(self.step, tuple(self.codes), self.foc, tuple(self.numbers))


class PlayedView(BaseModel):
    order_id: str
    step: RehearsalStep


@router.get("/clock", allow=Action.REHEARSAL_PLAY, response_model=ClockView, summary="Read the rehearsal clock")
async def read_clock(call: Here) -> ClockView:
    """What time it is for a rehearsal organisation, and when something happens next. Other organisations have no such clock: 404."""
    async with call.work() as work:
        return ClockView.of(await rehearsal.clock(work))


@router.post("/clock", allow=Action.CLOCK_JUMP, response_model=ClockView, summary="Set the rehearsal clock ahead")
async def set_clock_ahead(asked: Jump, call: Here) -> ClockView:
    """Jump ahead: to the next moment that anything waits for, to a moment, or by so many seconds. A clock never goes back.

    What is due at the rehearsal carrier has happened when this answers; its webhooks follow.
    """
    if (asked.to is None) is (asked.by_seconds == 0):
        raise Invalid(("/to", "clock.one_way"))
    async with call.work() as work:
        if asked.by_seconds:
            seen = await rehearsal.jump_by(work, timedelta(seconds=asked.by_seconds))
        else:
            seen = await rehearsal.jump(work, asked.to if isinstance(asked.to, datetime) else None)
        return call.keep(ClockView.of(seen))


@router.post("/orders/{order_id}/play", allow=Action.REHEARSAL_PLAY, response_model=PlayedView, summary="Play a carrier's step")
async def play(order_id: str, asked: Play, call: Here) -> PlayedView:
    """Have the rehearsal carrier do something with an order now: reject it, confirm a date, activate numbers, fall silent.

    `next` lets happen what it has planned next. What it tells arrives by webhook or watch, like any carrier's.
    """
    async with call.work() as work:
        await rehearsal.play(work, order_id, asked.n, asked.wanted())
        return call.keep(PlayedView(order_id=order_id, step=asked.step))
