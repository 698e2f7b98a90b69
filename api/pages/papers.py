"""The page on which the bill is uploaded, and says what was read from it."""

from starlette.responses import Response

from api.actions import papers
from api.calls import Call, Here
from api.pages.draft_forms import troubled
from api.pages.draft_steps import step_page
from api.pages.forms import Troubled
from api.routes import Router
from api.v1.documents import UPLOAD_BODY, DocumentView, UploadKind, take
from documents.intake import MAX_BYTES
from domain.access import Action

router = Router(page=True)


@router.get("/orders/{order_id}/draft/bill", allow=Action.DRAFT_READ)
async def bill_page(order_id: str, call: Here) -> Response:
    return await _shown(call, order_id, 200, {})


@router.post("/orders/{order_id}/draft/bill", allow=Action.DOCUMENT_UPLOAD, max_body_size=UPLOAD_BODY)
async def bill_uploaded(order_id: str, call: Here) -> Response:
    file = (await call.uploads()).get("file")
    content = await file.read(MAX_BYTES + 1) if file else b""
    try:
        await troubled(call, {"file": ""}, lambda: take(call, order_id, UploadKind.BILL, content))
    except Troubled as trouble:
        return await _shown(call, order_id, 422, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/bill")


async def _shown(call: Call, order_id: str, status: int, errors: dict[str, str]) -> Response:
    async with call.work(Action.DOCUMENT_READ) as work:
        found = [DocumentView.of(each, call.words) for each in await papers.of_order(work, order_id)]
    bills = [each for each in found if each.kind == UploadKind.BILL]
    return await step_page(call, order_id, "bill", status, errors=errors, bills=bills)
