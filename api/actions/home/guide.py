"""The first steps of an organisation, in the order in which they are taken (rule 37): what is done follows from what is there."""

from dataclasses import dataclass
from enum import StrEnum

from api.actions.work import Work
from store.tenancy import guide
from store.tenancy.guide import FirstSteps


class StepState(StrEnum):
    """NEXT: the one thing to do now. WAITS: cannot be done before a number works."""

    DONE = "done"
    NEXT = "next"
    OPEN = "open"
    WAITS = "waits"
    ASIDE = "aside"


STEPS = ("code", "plan", "main_number", "people", "main_treatment", "unassigned", "port")


@dataclass(frozen=True, slots=True)
class GuideStep:
    name: str
    state: StepState
    path: str


@dataclass(frozen=True, slots=True)
class Guide:
    steps: tuple[GuideStep, ...]
    facts: FirstSteps

    @property
    def open(self) -> bool:
        """Whether anything is left that nobody set aside."""
        return any(step.state in (StepState.NEXT, StepState.OPEN, StepState.WAITS) for step in self.steps)

    @property
    def aside(self) -> bool:
        return any(step.state is StepState.ASIDE for step in self.steps)

    @property
    def done(self) -> int:
        return sum(step.state is StepState.DONE for step in self.steps)


async def read(work: Work) -> Guide:
    facts = await guide.first_steps(work.connection, work.organisation_id, work.principal.user_id)
    return guided(facts)


def guided(facts: FirstSteps) -> Guide:
    """The first step that can be taken is the next one."""
    done, steps, next_found = _done(facts), [], False
    for name in STEPS:
        waits = name == "main_number" and not facts.live_number
        if done[name]:
            state = StepState.DONE
        elif name in facts.set_aside:
            state = StepState.ASIDE
        elif waits:
            state = StepState.WAITS
        else:
            state = StepState.OPEN if next_found else StepState.NEXT
            next_found = True
        steps.append(GuideStep(name, state, _path(name, facts)))
    return Guide(tuple(steps), facts)


async def set_aside(work: Work, step: str) -> None:
    """For the whole organisation, until somebody takes it up again. What is no step changes nothing."""
    if step in STEPS:
        await guide.set_aside(work.connection, work.organisation_id, step, work.at, work.principal.actor)
        work.note(work.organisation_id, work.organisation_id, "guide.set_aside", step=step)


async def take_up(work: Work) -> None:
    await guide.take_up(work.connection, work.organisation_id)
    work.note(work.organisation_id, work.organisation_id, "guide.take_up")


def _done(facts: FirstSteps) -> dict[str, bool]:
    return {
        "code": facts.confirmed,
        "plan": facts.plan_enabled,
        "main_number": facts.main_number or facts.main_coming,
        "people": facts.people > 1 and facts.numbered,
        "main_treatment": facts.main_treated,
        "unassigned": facts.unassigned_treated,
        "port": facts.ported,
    }


def _path(name: str, facts: FirstSteps) -> str:
    main = f"/locations/{facts.place}/main-number" if facts.place else "/calls"
    return {
        "code": "",
        "plan": f"/locations/{facts.place}/plan" if facts.place else "/locations/new",
        "main_number": main,
        "people": "/people/new" if facts.people < 2 else "/people",
        "main_treatment": main,
        "unassigned": "/calls",
        "port": f"/orders/{facts.drafted}/draft" if facts.drafted else "/orders/new",
    }[name]
