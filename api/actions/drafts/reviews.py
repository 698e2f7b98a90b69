"""What cannot be judged by machine goes to a person: the customer asks for it, staff look, and say what they let pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from api.actions import letters
from api.actions.drafts import drafts as actions
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.portability import Said
from api.actions.drafts.preflight import findings
from api.actions.letters import Letter
from api.actions.work import Work, text_of
from api.front.problems import Refused
from domain.access import Role
from domain.findings import Severity
from domain.ids import order_stream
from domain.policy.preflight import CLEARABLE
from domain.porting.desk import TaskKind
from store.desk import reviews, tasks
from store.desk.reviews import PASSED, Review
from store.desk.tasks import NewTask
from store.tenancy import users
from vault.envelope import TenantBox

_TABLE, _REASON = "reviews", "reason_sealed"


@dataclass(frozen=True, slots=True)
class Judged:
    """outcome: passed or refused. reason: as staff wrote it."""

    code: str
    outcome: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """waiting: codes that staff have yet to look at. said: what they said last of each code, oldest first."""

    waiting: tuple[str, ...]
    said: tuple[Judged, ...]

    @property
    def refused(self) -> tuple[Judged, ...]:
        return tuple(each for each in self.said if each.outcome != PASSED)

    @property
    def passed(self) -> tuple[Judged, ...]:
        return tuple(each for each in self.said if each.outcome == PASSED)


async def ask(work: Work, order_id: str, said: Said) -> tuple[DraftInHand, tuple[str, ...]]:
    """Put on the desk what of the draft only a person can judge; the finding codes.

    Raises Refused `review.nothing` when no finding is of that kind, Problem NOT_FOUND.
    """
    found = actions.editable(await actions.locked(work, order_id))
    seen = await findings(work, found, said)
    codes = tuple(sorted({finding.code for finding in seen if finding.severity is Severity.BLOCKED and finding.code in CLEARABLE}))
    if not codes:
        raise Refused("review.nothing", status=409)
    key = f"revision/{found.request.revision}"
    task = NewTask(found.organisation_id, order_id, order_stream(order_id), TaskKind.PAPER_TO_REVIEW, found.at, key, codes)
    await tasks.open_tasks(work.connection, [task])
    await _tell(work, found, "order_waits_for_staff", {"order_id": order_id})
    work.note(found.organisation_id, order_id, codes=",".join(codes))
    return found, codes


async def judge(work: Work, order_id: str, codes: Sequence[str], reason: str, outcome: str = PASSED) -> int:
    """Let findings about the order's present revision and papers pass, or refuse them; that revision. Raises Refused, Problem NOT_FOUND.

    The customer is told either way, of a refusal with its reason.
    """
    if not codes or not CLEARABLE.issuperset(codes):
        raise Refused("review.not_for_staff", status=422, pointer="/codes")
    found, actor = await actions.locked(work, order_id), work.principal.actor
    revision, box = found.request.revision, await work.box(found.organisation_id)
    said: list[Review] = []
    for code in dict.fromkeys(codes):
        sealed = box.seal(_TABLE, _REASON, reviews.row_id(order_id, revision, code), reason.encode())
        said.append(Review(order_id, found.organisation_id, revision, code, outcome, actor, sealed, found.at))
    await reviews.note(work.connection, said)
    await tasks.close_kind(work.connection, order_stream(order_id), TaskKind.PAPER_TO_REVIEW, "", found.at, actor)
    if outcome == PASSED:
        await _tell(work, found, "papers_accepted", {"order_id": order_id})
    else:
        key = f"papers_refused/{found.at.isoformat()}"
        await _tell(work, found, "papers_refused", {"order_id": order_id, "codes": sorted(codes)}, {"reason": reason}, key)
    work.note(found.organisation_id, order_id, codes=",".join(sorted(codes)), outcome=outcome, reason=reason)
    return revision


async def standing(work: Work, found: DraftInHand) -> Standing:
    """What became of the papers in the hands of staff."""
    open_tasks = [each for each in await tasks.of_order(work.connection, found.order_id) if each.closed_at is None]
    waiting = {code for each in open_tasks if each.kind == TaskKind.PAPER_TO_REVIEW for code in each.codes}
    said, box = await reviews.standing(work.connection, found.order_id, found.request.revision), await work.box(found.organisation_id)
    return Standing(tuple(sorted(waiting)), tuple(_judged(box, each) for each in said))


def _judged(box: TenantBox, said: Review) -> Judged:
    return Judged(said.code, said.outcome, text_of(box, _TABLE, _REASON, said.row_id, said.reason_sealed), said.at)


async def _tell(
    work: Work, found: DraftInHand, template: str, data: dict[str, object], private: dict[str, object] | None = None, key: str = ""
) -> None:
    """Every admin of the customer, once a revision, or once for each key."""
    box, key = await work.box(found.organisation_id), key or f"{template}/{found.request.revision}"
    for user, post in await users.members(work.connection, found.organisation_id):
        if post.role == Role.CUSTOMER_ADMIN:
            once, told = f"{found.order_id}/{key}/{user.id}", private or {}
            letter = Letter(template, once, found.at, user.id, order_id=found.order_id, data=data, private=told)
            await letters.send(work.connection, box, letter)
