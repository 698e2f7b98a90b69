"""The page on which bill and customer service record are uploaded, looked at beside what was typed, and taken from."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.drafts import drafts, paper_facts, papers, preflight, reviews
from api.actions.drafts.paper_facts import Taken
from api.calls import Call, Here
from api.front.routes import Router
from api.pages.drafts.forms import troubled
from api.pages.drafts.paper_sheets import on_page
from api.pages.drafts.steps import judged, step_page
from api.pages.drafts.versions import seen_version
from api.pages.forms import Troubled
from api.v1.documents import UPLOAD_BODY, DocumentView, UploadKind
from api.v1.documents import take as keep_upload
from api.v1.paper_facts import TakenBody, take
from api.v1.paper_views import ForecastView
from documents.intake import MAX_BYTES
from domain.access import Action
from domain.policy.paper_match.comparison import PaperField
from words.findings import FINDINGS
from words.papers import PAPER_FIELDS
from words.sentence import explain

router = Router(page=True)
COUNTING = (UploadKind.BILL, UploadKind.CSR)


@router.get("/orders/{order_id}/draft/bill", allow=Action.DRAFT_READ)
async def bill_page(order_id: str, call: Here, taken: str = "") -> Response:
    return await _shown(call, order_id, 200, {}, taken)


@router.post("/orders/{order_id}/draft/bill", allow=Action.DOCUMENT_UPLOAD, max_body_size=UPLOAD_BODY)
async def bill_uploaded(order_id: str, call: Here) -> Response:
    file, typed = (await call.uploads()).get("file"), await call.form()
    content = await file.read(MAX_BYTES + 1) if file else b""
    kind = UploadKind.CSR if typed.get("kind") == UploadKind.CSR else UploadKind.BILL
    try:
        await troubled(call, {"file": ""}, lambda: keep_upload(call, order_id, kind, content))
    except Troubled as trouble:
        return await _shown(call, order_id, 422, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/bill")


@router.post("/orders/{order_id}/draft/bill/take", allow=Action.DRAFT_WRITE)
async def value_taken(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        taken = await troubled(call, typed, lambda: _take(call, order_id, typed))
    except Troubled as trouble:
        return await _shown(call, order_id, 422, {"": " ".join(trouble.errors.values())})
    return call.see_other(f"/orders/{order_id}/draft/bill?taken={taken}")


async def _take(call: Call, order_id: str, typed: Mapping[str, str]) -> PaperField:
    named = {name: typed.get(name, "") for name in ("document_id", "field")}
    asked: Taken = TakenBody.model_validate({**named, "facts": typed.get("facts", "").split(",")}).asked()
    await take(call, order_id, seen_version(typed), asked)
    return asked.field


async def _shown(call: Call, order_id: str, status: int, errors: dict[str, str], taken: str = "") -> Response:
    async with call.work(Action.DOCUMENT_READ) as work:
        found = await drafts.find(work, order_id)
        # Before what is found about them: a paper shown as read, and as not read yet in a finding, would stay so.
        everything = [each for each in await papers.of_draft(work, found) if each.document.kind in COUNTING]
        study = await preflight.study_of(work, found)
        pages = await paper_facts.pages_of(work, list(paper_facts.counting(everything).values()))
        standing = await reviews.standing(work, found)
    draft = judged(call, study, await preflight.heard(call.parts, call.work, study.look))
    seen = paper_facts.compared(draft.found, draft.known, everything)
    counting = [seen.papers[kind] for kind in COUNTING if kind in seen.papers]
    on_pages = [on_page(each, pages[each.document.id], seen, call.words) for each in counting]
    return await step_page(
        call,
        order_id,
        "bill",
        status,
        errors=errors,
        draft=draft,
        papers=on_pages,
        earlier=[DocumentView.of(each, call.words) for each in everything if each not in counting],
        forecast=ForecastView.of(seen.forecast),
        standing=standing,
        refused=[explain(each.code, FINDINGS, call.words) for each in standing.refused],
        taken=PAPER_FIELDS.get(taken, ""),
    )
