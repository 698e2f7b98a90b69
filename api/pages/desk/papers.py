"""Papers as our staff judge them: the pages with what was found on them, what no machine can decide, and what they say of it."""

from collections.abc import Iterable, Mapping

from starlette.responses import Response

from api.actions.drafts import drafts, paper_facts, papers, preflight, reviews
from api.actions.drafts.reviews import Standing
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.forms import troubled
from api.pages.drafts.paper_sheets import on_page
from api.pages.drafts.steps import DraftShown, judged
from api.pages.forms import Troubled
from api.pages.zones import reader_zone
from api.v1.desk import Review
from domain.access import Action
from domain.findings import Severity
from domain.policy.preflight import CLEARABLE
from store.desk.reviews import PASSED
from store.tenancy import organisations
from words.findings import FINDINGS, finding_told
from words.sentence import Explanation, explain
from words.translation import Words

router = Router(page=True)


@router.get("/desk/orders/{order_id}/papers", allow=Action.DESK_REVIEW)
async def papers_to_judge(order_id: str, call: Here) -> Response:
    return await _shown(call, order_id)


@router.post("/desk/orders/{order_id}/papers", allow=Action.DESK_REVIEW)
async def papers_judged(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: _judge(call, order_id, typed))
    except Troubled as trouble:
        return await _shown(call, order_id, 422, typed, trouble.errors)
    return call.see_other(f"/desk/orders/{order_id}/papers")


async def _judge(call: Call, order_id: str, typed: Mapping[str, str]) -> None:
    codes = [code for code in typed.get("codes", "").split(",") if code]
    asked = Review.model_validate({"codes": codes, "reason": typed.get("reason", ""), "outcome": typed.get("outcome", PASSED)})
    async with call.work() as work:
        await reviews.judge(work, order_id, asked.codes, asked.reason, asked.outcome)


async def _shown(
    call: Call, order_id: str, status: int = 200, typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None
) -> Response:
    async with call.work() as work:
        found = await drafts.find(work, order_id)
        everything = await papers.of_draft(work, found)
        study = await preflight.study_of(work, found)
        pages = await paper_facts.pages_of(work, list(paper_facts.counting(everything).values()))
        standing = await reviews.standing(work, found)
        customer = await organisations.find(work.connection, found.organisation_id)
    draft = judged(call, study, await preflight.heard(call.parts, call.work, study.look))
    seen = paper_facts.compared(draft.found, draft.known, everything)
    return await call.page(
        "desk/papers.html",
        status,
        order_id=order_id,
        draft=draft,
        customer=customer.name if customer else "",
        papers=[on_page(each, pages[each.document.id], seen, call.words) for each in seen.papers.values()],
        open_codes=_to_judge(draft, standing, call.words),
        said=[(each, explain(each.code, FINDINGS, call.words)) for each in standing.said],
        standing=standing,
        zone=await reader_zone(call),
        typed=typed or {},
        errors=errors or {},
    )


def _to_judge(draft: DraftShown, standing: Standing, words: Words) -> Iterable[Explanation]:
    """What a look can settle: of the findings as they stand, and of the tasks that wait."""
    passed = {each.code for each in standing.passed}
    stands = (each for each in draft.findings if each.code in CLEARABLE and each.severity is not Severity.FINE)
    waiting = {code: explain(code, FINDINGS, words) for code in standing.waiting if code in CLEARABLE - passed}
    return list((waiting | {each.code: finding_told(each, words) for each in stands}).values())
