"""The PSTN support desk."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from api.actions.desk import desk_tasks
from api.actions.drafts import reviews
from api.calls import Here
from api.front.bodies import Body
from api.front.cursors import Cursor, Limit, PageOf
from api.front.routes import Router
from domain.access import Action
from domain.porting.desk import TaskKind
from store.desk import reviews as reviewed
from store.desk.tasks import StaffTask
from words.desk import task_about
from words.timeline import task_told
from words.translation import Words

router = Router(prefix="/v1/desk", tag="Support desk")


class TaskView(BaseModel):
    id: str = Field(examples=["tsk_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    order_id: str
    stream: str = Field(description="What it is about: the order or one of its carrier orders.")
    kind: str = Field(examples=["conflict"])
    told: str
    codes: list[str]
    about: list[str] = Field(description="What the codes say, in the reader's language.")
    opened_at: datetime
    due_at: datetime = Field(description="By when somebody should have looked at it.")
    closed_at: datetime | None
    closed_by: str

    @classmethod
    def of(cls, task: StaffTask, words: Words) -> Self:
        told = task_told(TaskKind(task.kind), words) if task.kind in set(TaskKind) else task.kind
        plain = {name: getattr(task, name) for name in cls.model_fields if name not in {"told", "about"}}
        return cls(**plain, told=told, about=list(task_about(task.kind, task.codes, words)))


class CloseTask(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "The carrier answered by telephone."}]})

    reason: str = Field(min_length=3, max_length=1000)


class ReviewOutcome(StrEnum):
    PASSED = reviewed.PASSED
    REFUSED = reviewed.REFUSED


class Review(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"codes": ["signer.company_only"], "reason": "The register names the signer as its director."}]}
    )

    codes: list[str] = Field(min_length=1, max_length=30)
    outcome: ReviewOutcome = ReviewOutcome.PASSED
    reason: str = Field(min_length=3, max_length=1000, description="Kept; of a refusal it is told to the customer.")


class ReviewedView(BaseModel):
    order_id: str
    revision: int = Field(description="What was said holds for this revision only, and for the papers that are there now.")
    codes: list[str]
    outcome: ReviewOutcome


@router.get("/tasks", allow=Action.TASK_READ, response_model=PageOf[TaskView], summary="List tasks")
async def list_tasks(
    call: Here,
    kind: Annotated[tuple[TaskKind, ...], Query(max_length=20)] = (),
    cursor: Cursor = "",
    limit: Limit = 50,
) -> PageOf[TaskView]:
    """What waits for support, the soonest due first."""
    after = call.cursors.read("tasks", cursor, width=2)
    async with call.work() as work:
        found = await desk_tasks.listed(work, kind, after, limit + 1)
    shown, more = call.cursors.page("tasks", found, limit, lambda task: (task.due_at.isoformat(), task.id))
    return PageOf(items=[TaskView.of(task, call.words) for task in shown], next=more)


@router.post("/tasks/{task_id}/close", allow=Action.TASK_WRITE, response_model=TaskView, summary="Close a task")
async def close_task(task_id: str, asked: CloseTask, call: Here) -> TaskView:
    """Take a task off the desk when what it is about is settled; the reason is kept. Most tasks close by themselves."""
    async with call.work() as work:
        return call.keep(TaskView.of(await desk_tasks.close(work, task_id, asked.reason), call.words))


@router.post("/orders/{order_id}/reviews", allow=Action.DESK_REVIEW, response_model=ReviewedView, summary="Judge findings")
async def judge_findings(order_id: str, asked: Review, call: Here) -> ReviewedView:
    """After looking at the paper, let pass what only a person can judge, such as a bill without date or that no machine reads, or one
    that names a company where an officer signed; or refuse it, with a reason that the customer is told. It holds for the order's present
    revision and papers; the newest word on a finding counts."""
    async with call.work() as work:
        revision = await reviews.judge(work, order_id, asked.codes, asked.reason, asked.outcome)
        return call.keep(ReviewedView(order_id=order_id, revision=revision, codes=asked.codes, outcome=asked.outcome))
