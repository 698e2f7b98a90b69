"""What was read from a paper, fact by fact with its place; how it compares with the draft; and taking its values."""

from typing import Annotated

from fastapi import Path
from pydantic import ConfigDict, Field
from starlette.responses import Response

from api.actions.drafts import drafts, paper_facts, papers, preflight
from api.actions.drafts.paper_facts import Taken
from api.calls import Call, Here
from api.front.bodies import Body, Code
from api.front.etags import version_seen
from api.front.routes import Router
from api.v1.draft_numbers import checked
from api.v1.draft_views import DraftView
from api.v1.paper_views import ComparisonsView, FactsView
from api.v1.port_drafts import shown
from domain.access import Action
from domain.policy.paper_match.comparison import PaperField

router = Router(prefix="/v1", tag="Papers")
PICTURE = {
    # Our own pixels, made in a child: no part of the file that was uploaded.
    "Content-Disposition": "inline",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


class TakenBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"document_id": "doc_aaaaaaaaaaaaaaaaaaaaaaaaaa", "field": "billing_name", "facts": ["billing_name.1"]}]
        }
    )

    document_id: Code = Field(description="The paper that the value stands on.")
    field: PaperField = Field(description="The field of the draft that it is put into.")
    facts: list[Code] = Field(min_length=1, max_length=500, description="Names of facts: one, or for `numbers` any count, which are added.")

    def asked(self) -> Taken:
        return Taken(self.document_id, self.field, tuple(self.facts))


@router.get("/documents/{document_id}/facts", allow=Action.DOCUMENT_READ, response_model=FactsView, summary="Read what a paper says")
async def read_facts(document_id: str, call: Here) -> FactsView:
    """Each fact that was found on a bill or customer service record, with its page and place, and the pages that there are pictures of.
    Empty while the paper is being read. Facts are proposals: the comparison says how they go with the draft."""
    async with call.work() as work:
        found = await papers.find(work, document_id)
        pages = await paper_facts.pages_of(work, [found])
        return FactsView.of(found, pages[document_id], call.words)


@router.get(
    "/documents/{document_id}/pages/{page}", allow=Action.DOCUMENT_READ, response_class=Response, summary="Look at a page of a paper",
    response_model=None,
)  # fmt: skip
async def read_page(document_id: str, page: Annotated[int, Path(ge=1, le=1000)], call: Here) -> Response:
    """A picture of the page, as PNG: pixels drawn by us, never a part of the file itself. Absent for pages that nothing was found on,
    and for files that could not be drawn."""
    async with call.work() as work:
        found = await paper_facts.page(work, document_id, page)
        if call.is_staff:
            work.note(found.organisation_id, document_id, page=str(page))
    content = await call.parts.documents.get(found.organisation_id, found.vault_key)
    return Response(content, media_type="image/png", headers=PICTURE)


@router.get(
    "/port-orders/{order_id}/comparisons", allow=Action.DRAFT_READ, response_model=ComparisonsView, summary="Compare papers with a draft"
)
async def read_comparisons(order_id: str, call: Here) -> ComparisonsView:
    """Every field of the draft beside what the newest bill and customer service record say of it, the agreeing ones too; and until when
    the papers are good. What does not agree is among the findings as well."""
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        found = await drafts.find(work, order_id)
        known = await preflight.known(work, found, said)
        return ComparisonsView.of(found, paper_facts.compared(found, known, await papers.of_order(work, order_id)), call.words)


@router.post("/port-orders/{order_id}/taken", allow=Action.DRAFT_WRITE, response_model=DraftView, summary="Take a paper's value")
async def take_value(order_id: str, asked: TakenBody, call: Here) -> DraftView:
    """Put what a paper says into a field of the draft; numbers are added to those there. Needs If-Match, as any other save, and voids
    a signature as any other change that the letter covers."""
    return await take(call, order_id, version_seen(call.request), asked.asked())


async def take(call: Call, order_id: str, seen: int, asked: Taken) -> DraftView:
    """Take, then let the carriers check numbers that came in. Raises Refused, Problem STALE, NOT_FOUND."""
    async with call.work() as work:
        view = call.keep(await shown(work, call, await paper_facts.put_in(work, order_id, seen, asked)))
    if asked.field is PaperField.NUMBERS:
        await checked(call, order_id, everything=False)
    return view
