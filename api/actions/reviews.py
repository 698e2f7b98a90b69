"""What cannot be judged by machine goes to a person: the customer asks for it, staff look, and say what they let pass."""

from collections.abc import Sequence

from api.actions import drafts as actions
from api.actions import letters
from api.actions.drafts import DraftInHand
from api.actions.letters import Letter
from api.actions.portability import Said
from api.actions.preflight import findings
from api.actions.work import Work
from api.problems import Refused
from domain.access import Role
from domain.findings import Severity
from domain.ids import order_stream
from domain.policy.preflight import CLEARABLE
from domain.porting.desk import TaskKind
from store import reviews, tasks, users
from store.tasks import NewTask


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


async def let_pass(work: Work, order_id: str, codes: Sequence[str], reason: str) -> int:
    """Let findings about the order's present revision pass; that revision. Raises Refused, Problem NOT_FOUND."""
    if not codes or not CLEARABLE.issuperset(codes):
        raise Refused("review.not_for_staff", status=422, pointer="/codes")
    found, actor = await actions.find(work, order_id), work.principal.actor
    revision = found.request.revision
    await reviews.clear(work.connection, order_id, found.organisation_id, revision, tuple(codes), actor, reason, found.at)
    await tasks.close_kind(work.connection, order_stream(order_id), TaskKind.PAPER_TO_REVIEW, "", found.at, actor)
    await _tell(work, found, "papers_accepted", {"order_id": order_id})
    work.note(found.organisation_id, order_id, codes=",".join(sorted(codes)), reason=reason)
    return revision


async def _tell(work: Work, found: DraftInHand, template: str, data: dict[str, str]) -> None:
    """Every admin of the customer, once a revision."""
    box = await work.box(found.organisation_id)
    for user, post in await users.members(work.connection, found.organisation_id):
        if post.role == Role.CUSTOMER_ADMIN:
            key = f"{found.order_id}/{template}/{found.request.revision}/{user.id}"
            await letters.send(work.connection, box, Letter(template, key, found.at, user.id, order_id=found.order_id, data=data))
