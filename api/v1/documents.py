"""Bills and other papers of an order: uploaded, read, and handed out again to those who may see them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import File, Form, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.actions.drafts import papers
from api.actions.drafts.papers import PaperShown
from api.calls import Call, Here
from api.front.routes import Router
from api.refusals.drafts import DRAFT_REFUSALS
from documents.intake import MAX_BYTES, MediaType
from domain.access import Action
from domain.policy.codes import FindingCode
from domain.policy.paper_match.account import masked
from domain.porting.paper import PaperFacts
from words.findings import FINDINGS
from words.sentence import explain
from words.translation import Words
from words.uploads import UPLOADS

router = Router(prefix="/v1", tag="Papers")
# A little more than a file may have, for the parts around it; the file itself is measured by its own check.
UPLOAD_BODY = MAX_BYTES + 100_000
_TROUBLES = {**FINDINGS, **UPLOADS, **DRAFT_REFUSALS}
_ENDINGS: dict[str, str] = {MediaType.PDF: "pdf", MediaType.PNG: "png", MediaType.JPEG: "jpg", MediaType.TEXT: "txt"}
_EXAMPLE = {"multipart/form-data": {"example": {"kind": "bill", "file": "(a PDF or PNG of at most 10 MB)"}}}


class UploadKind(StrEnum):
    BILL = "bill"
    CSR = "csr"
    OTHER = "other"


class TroubleView(BaseModel):
    code: str
    wrong: str
    remedy: str

    @classmethod
    def of(cls, code: str, words: Words) -> "TroubleView":
        told = explain(code, _TROUBLES, words)
        return cls(code=code, wrong=told.wrong, remedy=told.remedy)


class BillView(BaseModel):
    """Proposals, not verdicts: what a machine read. Account numbers are masked."""

    bill_date: date | None
    good_until: date | None = Field(description="The last day on which an order with this bill can be submitted.")
    age: TroubleView | None = Field(description="What is wrong with the bill's date today; null when it is fresh.")
    provider: str
    account_numbers: list[str]
    names: list[str]
    numbers: list[str]
    btns: list[str]
    addresses: list[str]
    hidden_text: bool = Field(description="There is text on it that people cannot see; staff look at it.")

    @classmethod
    def of(cls, shown: PaperShown, facts: PaperFacts, words: Words) -> "BillView":
        return cls(
            bill_date=facts.bill_day,
            good_until=shown.good_until,
            age=TroubleView.of(shown.age, words) if shown.age else None,
            provider=facts.provider.value if facts.provider else "",
            account_numbers=[masked(each.value) for each in facts.accounts],
            names=[each.value for each in facts.all_names],
            numbers=[each.value for each in facts.all_numbers],
            btns=[each.value for each in facts.btns],
            addresses=[each.value for each in facts.addresses],
            hidden_text=facts.hidden_text,
        )


class DocumentView(BaseModel):
    id: str = Field(examples=["doc_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    order_id: str
    kind: str
    state: str = Field(description="received, reading, read, unreadable or refused.")
    trouble: TroubleView | None = Field(description="Why it is unreadable or refused, and what to do.")
    media_type: str
    size: int
    sha256: str
    created_at: datetime
    read_at: datetime | None
    bill: BillView | None = None

    @classmethod
    def of(cls, shown: PaperShown, words: Words) -> "DocumentView":
        document = shown.document
        wrong = document.reason or (FindingCode.BILL_UNREADABLE if document.state in {"unreadable", "refused"} else "")
        return cls(
            id=document.id,
            order_id=document.order_id,
            kind=document.kind,
            state=document.state,
            trouble=TroubleView.of(wrong, words) if wrong else None,
            media_type=document.media_type,
            size=document.size,
            sha256=document.sha256.hex(),
            created_at=document.created_at,
            read_at=document.read_at,
            bill=BillView.of(shown, shown.facts, words) if shown.facts and document.kind == papers.BILL else None,
        )


class DocumentsView(BaseModel):
    items: list[DocumentView]


async def take(call: Call, order_id: str, kind: str, content: bytes) -> DocumentView:
    """Check the content, keep it outside of any transaction, then note it. Raises Refused, Problem NOT_FOUND."""
    async with call.work() as work:
        found = await papers.taker(work, order_id)
    media_type = papers.fit(content, kind, found.book)
    upload = papers.Upload(content, await call.parts.documents.put(found.organisation_id, content))
    async with call.work() as work:
        shown = await papers.receive(work, await papers.taker(work, order_id), kind, media_type, upload)
        return call.keep(DocumentView.of(shown, call.words))


@router.post(
    "/port-orders/{order_id}/documents", allow=Action.DOCUMENT_UPLOAD, status_code=202, response_model=DocumentView,
    summary="Upload a paper", max_body_size=UPLOAD_BODY, openapi_extra={"requestBody": {"content": _EXAMPLE}},
)  # fmt: skip
async def upload_document(
    order_id: str,
    call: Here,
    file: Annotated[UploadFile, File(description="A PDF or PNG of at most 10 MB; a service record may be plain text.")],
    kind: Annotated[UploadKind, Form()] = UploadKind.BILL,
) -> DocumentView:
    """Upload the bill, or another paper. What it is and how large is checked at once; it is then read in the background: ask for the
    document until its state is `read`, `unreadable` or `refused`. The newest bill counts."""
    return await take(call, order_id, kind, await file.read(MAX_BYTES + 1))


@router.get(
    "/port-orders/{order_id}/documents", allow=Action.DOCUMENT_READ, response_model=DocumentsView, summary="List the papers of an order"
)
async def list_documents(order_id: str, call: Here) -> DocumentsView:
    """Every paper of the order, the newest first, signed letters among them."""
    async with call.work() as work:
        return DocumentsView(items=[DocumentView.of(each, call.words) for each in await papers.of_order(work, order_id)])


@router.get("/documents/{document_id}", allow=Action.DOCUMENT_READ, response_model=DocumentView, summary="Read a paper's state")
async def read_document(document_id: str, call: Here) -> DocumentView:
    """How far its reading is, and what was found on a bill: proposals that the checks compare with what was typed."""
    async with call.work() as work:
        return DocumentView.of(await papers.find(work, document_id), call.words)


@router.get(
    "/documents/{document_id}/content", allow=Action.DOCUMENT_READ, response_class=Response, summary="Download a paper",
    response_model=None,
)  # fmt: skip
async def download_document(document_id: str, call: Here) -> Response:
    """The file as it was uploaded or sealed, always as an attachment."""
    async with call.work() as work:
        document = (await papers.find(work, document_id)).document
        work.note(document.organisation_id, document.id)
    content = await call.parts.documents.get(document.organisation_id, document.vault_key)
    return attachment(content, document.media_type, document.id)


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """Never shown in the browser's window as one of our pages (reliability R40)."""
    ending = _ENDINGS.get(media_type, "bin")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(content, media_type=media_type, headers=headers)
