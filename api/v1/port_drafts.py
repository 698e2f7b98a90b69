"""A port order before it is submitted: started, saved as it is typed, checked, declared, submitted."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from api.actions.drafts import declarations, drafts, preflight, submission
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.preflight import Blocked
from api.actions.work import Work
from api.calls import Call, Here
from api.front.bodies import Body, Code
from api.front.etags import etag, version_seen
from api.front.routes import Router
from api.v1.draft_views import ORDER_ID, DraftView, FindingsView, FindingView, blocked_answer
from domain.access import Action
from domain.address import Address
from domain.numbers.e164 import read_numbers
from domain.porting.request import PersonName, PortScope
from store.drafts import requests

router = Router(prefix="/v1", tag="Drafts of port orders")

Text = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f\x7f<>]*$")]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]+$")]


class NewDraft(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"location_id": "loc_aaaaaaaaaaaaaaaaaaaaaaaaaa", "customer_reference": "MOVE-1"}]}
    )

    location_id: Code = Field(description="Where the numbers will live; the calling plan must be enabled there.")
    customer_reference: Text = Field("", description="Your own name for the order.")


class SignerBody(Body):
    first: Text
    last: Text
    title: Text = ""


class ServiceAddressBody(Body):
    street: Text
    unit: Text = ""
    city: Text
    state: Annotated[str, StringConstraints(max_length=2, to_upper=True)]
    zip_code: Annotated[str, StringConstraints(max_length=10)]


class DraftChanges(Body):
    """Only what is sent is changed. account_number and pin are kept sealed and never shown again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "losing_carrier": "Rehearsal Bell",
                    "account_number": "000412779",
                    "btn": "303-555-0100",
                    "scope": "full",
                    "business": True,
                    "billing_name": "Sunnydale Books LLC",
                    "authorised_person": {"first": "Rupert", "last": "Giles", "title": "Owner"},
                    "service_address": {"street": "1630 Revello Drive", "city": "Denver", "state": "CO", "zip_code": "80202"},
                }
            ]
        }
    )

    location_id: Code | None = None
    customer_reference: Text | None = None
    losing_carrier: Text | None = Field(None, description="Your present carrier, as the bill names it.")
    account_number: Secret | None = None
    pin: Secret | None = Field(None, description="Where your present carrier asks for one.")
    btn: Text | None = Field(None, description="The billing telephone number, as people write it.")
    replacement_btn: Text | None = Field(None, description="In a partial port: the billing number for what stays.")
    scope: PortScope | None = None
    business: bool | None = None
    billing_name: Text | None = None
    authorised_person: SignerBody | None = Field(None, description="Who signs: the person whose name is on the bill.")
    service_address: ServiceAddressBody | None = None
    requested_foc: date | None = Field(None, description="One of the allowed days; null takes it back.")
    main_number: Text | None = Field(None, description="The number of the order that is to become the main number; empty for none.")

    def typed(self) -> dict[str, Any]:
        """The fields sent, as the request holds them."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        typed = {name: value for name, value in sent.items() if value is not None or name == "requested_foc"}
        for name in ("btn", "replacement_btn", "main_number"):
            if name in typed:
                typed[name] = canonical(typed[name])
        if self.authorised_person:
            typed["authorised_person"] = PersonName(**self.authorised_person.model_dump())
        if self.service_address:
            typed["service_address"] = Address(**self.service_address.model_dump())
        return typed


class DeclarationsBody(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"version": "2026.1", "confirmed": ["accurate", "ours", "authorised", "lawful"]}]}
    )

    version: Code
    confirmed: list[Code] = Field(max_length=20, description="The code of each declaration; all are needed.")


class DeclarationView(BaseModel):
    code: str
    text: str


class DeclarationsView(BaseModel):
    version: str
    confirmed: bool
    declarations: list[DeclarationView]


class SubmittedView(BaseModel):
    id: str = Field(examples=[ORDER_ID])
    status: str = Field(examples=["validating"])
    revision: int
    submitted_at: datetime
    set_aside: list[str]


def canonical(typed: str) -> str:
    """A single number in E.164; anything else as it was typed, to be found wanting by the checks."""
    read = read_numbers(typed)
    return read.e164[0] if len(read.e164) == 1 else typed


async def shown(work: Work, call: Call, found: DraftInHand) -> DraftView:
    given = await requests.secrets_kept(work.connection, found.draft)
    notices = [FindingView.of(each, call.words) for each in await preflight.trial_findings(work, found)]
    call.headers["ETag"] = etag(found.draft.version)
    return DraftView.of(found, given, notices)


@router.post("/port-orders", allow=Action.DRAFT_WRITE, status_code=201, response_model=DraftView, summary="Start a draft")
async def start_draft(asked: NewDraft, call: Here) -> DraftView:
    """Begin a port order. Nothing is sent anywhere until it is submitted, and no number is claimed. Refused for a location where the
    calling plan is not enabled; a trial may draft, and `notices` says that it cannot submit."""
    async with call.work() as work:
        found = await drafts.start(work, asked.location_id, asked.customer_reference)
        return call.keep(await shown(work, call, found))


@router.get("/port-orders/{order_id}/draft", allow=Action.DRAFT_READ, response_model=DraftView, summary="Read a draft")
async def read_draft(order_id: str, call: Here) -> DraftView:
    """What was typed so far, with its ETag. Of account number and PIN it says only whether they are there."""
    async with call.work() as work:
        return await shown(work, call, await drafts.find(work, order_id))


@router.patch("/port-orders/{order_id}/draft", allow=Action.DRAFT_WRITE, response_model=DraftView, summary="Save a draft")
async def save_draft(order_id: str, asked: DraftChanges, call: Here) -> DraftView:
    """Save what was typed, as it was typed: whether it fits is told by the findings, so that nothing is lost. A change that the letter of
    authorization covers, or that a carrier compares, raises the revision and voids a signature. An order that waits for a correction is
    saved here too, and then corrected."""
    seen = version_seen(call.request)
    async with call.work() as work:
        return await shown(work, call, await drafts.save(work, order_id, seen, asked.typed()))


@router.delete("/port-orders/{order_id}/draft", allow=Action.DRAFT_WRITE, status_code=204, summary="Give a draft up")
async def discard_draft(order_id: str, call: Here) -> Response:
    """Only what was never submitted; an order is cancelled instead."""
    seen = version_seen(call.request) if "if-match" in call.request.headers else None
    async with call.work() as work:
        await drafts.discard(work, order_id, seen)
    return Response(status_code=204)


@router.get("/port-orders/{order_id}/findings", allow=Action.DRAFT_READ, response_model=FindingsView, summary="Check a draft")
async def read_findings(order_id: str, call: Here) -> FindingsView:
    """Everything that is wrong or to be looked at again, all at once: what submission would say now."""
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    async with call.work() as work:
        found = await drafts.find(work, order_id)
        return FindingsView.seen(found, await preflight.findings(work, found, said), call.words)


@router.get(
    "/port-orders/{order_id}/declarations", allow=Action.DRAFT_READ, response_model=DeclarationsView, summary="Read the declarations"
)
async def read_declarations(order_id: str, call: Here) -> DeclarationsView:
    """What an administrator of the customer declares before the order can be submitted, in its current version."""
    async with call.work() as work:
        return _declarations(await drafts.find(work, order_id), call)


@router.post(
    "/port-orders/{order_id}/declarations", allow=Action.DECLARATIONS_ACCEPT, response_model=DeclarationsView,
    summary="Confirm the declarations",
)  # fmt: skip
async def confirm_declarations(order_id: str, asked: DeclarationsBody, call: Here) -> DeclarationsView:
    """All of them at once, for the order as it stands: a later change of what counts asks for them again."""
    async with call.work() as work:
        found = await declarations.declare(work, order_id, asked.version, asked.confirmed)
        call.headers["ETag"] = etag(found.draft.version)
        return call.keep(_declarations(found, call))


@router.post(
    "/port-orders/{order_id}/submission",
    allow=Action.ORDER_SUBMIT,
    status_code=202,
    response_model=SubmittedView,
    summary="Submit an order",
)
async def submit_draft(order_id: str, call: Here) -> SubmittedView | JSONResponse:
    """Check everything once more, claim the numbers and send the order on its way. Blocked: 422 with all findings, and the draft stays as
    it is; 409 when another open order has a number. Numbers usually move 7 to 10 business days later."""
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    try:
        async with call.work() as work:
            done = await submission.submit(work, order_id, said)
            return call.keep(
                SubmittedView(
                    id=done.order_id,
                    status=done.status,
                    revision=done.revision,
                    submitted_at=done.submitted_at,
                    set_aside=list(done.set_aside),
                )
            )
    except Blocked as error:
        return blocked_answer(call, error)


def _declarations(found: DraftInHand, call: Call) -> DeclarationsView:
    version = found.book.declarations_version
    texts = [DeclarationView(code=each.code, text=call.words.gettext(each.text)) for each in declarations.DECLARATIONS[version]]
    return DeclarationsView(version=version, confirmed=found.request.declarations_version == version, declarations=texts)
