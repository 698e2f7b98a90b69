"""The letter of authorisation: what will be signed, who is asked to sign it, and the signature of the person it names."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

from fastapi import File, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from api.actions.addresses import email_address
from api.actions.drafts.preflight import Blocked
from api.actions.signing import loa, sign_requests
from api.actions.signing.letter import Letter, Signing
from api.actions.signing.sign_requests import Asked, Signer
from api.actions.signing.signing_records import ATTESTATION, DELEGATION
from api.calls import Call, Here
from api.front.bodies import Body, Code, Email, Name
from api.front.limits import MAIL_PER_ADDRESS, require_below
from api.front.problems import Invalid
from api.front.routes import Router
from api.v1.documents import UPLOAD_BODY, DocumentView, attachment, take
from api.v1.draft_views import blocked_answer
from documents.intake import MAX_BYTES
from documents.loa.consent import CURRENT as CONSENT
from documents.loa.evidence import Identified
from documents.loa.legible import legible
from documents.loa.wording import TITLE, particulars, statements
from domain.access import Action
from domain.porting.request import PersonName
from store.paper import authorities
from store.paper.signatures import Signature
from words.catalogue import languages

router = Router(prefix="/v1", tag="Papers")
_AUTHORITY = {"multipart/form-data": {"example": {"file": "(a PDF or PNG of at most 10 MB)"}}}


class SignatureBody(Body):
    """What a signer does, by the letter they were shown."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "first_name": "Rupert",
                    "last_name": "Giles",
                    "title": "Owner",
                    "document_sha256": "0" * 64,
                    "consent_version": CONSENT.version,
                    "consent": True,
                }
            ]
        }
    )

    first_name: Name
    last_name: Name
    title: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f\x7f<>]*$")] = ""
    document_sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(description="Of the letter that was shown.")
    consent_version: Code
    consent: bool = Field(description="Whether the signer agrees to sign electronically, as the consent text says.")
    attested: bool = Field(False, description="Needed where the bill names only a company: see `attestation` of the letter.")
    delegated: bool = Field(
        False,
        description="Sign for the authorized person, with your own name, under the written authority uploaded last; staff look at it.",
    )


class InvitationBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "giles@example.com", "language": "en"}]})

    email: Email = Field(description="Of the authorized person. The link in the mail works once, for this letter only.")
    language: str = Field(
        "", max_length=10, description="In which they are written to; empty for the organization's. The letter is English."
    )


class LabelledView(BaseModel):
    label: str
    value: str


class ConsentView(BaseModel):
    version: str
    sha256: str
    paragraphs: list[str]


class SignatureView(BaseModel):
    revision: int
    signed_at: datetime
    document_id: str = Field(description="The sealed letter, to be downloaded as a document.")
    method: str
    consent_version: str
    authority_id: str = Field(description="The document by which somebody else signed for the authorized person; empty where they did.")

    @classmethod
    def of(cls, signature: Signature) -> "SignatureView":
        return cls(
            revision=signature.revision, signed_at=signature.signed_at, document_id=signature.document_id, method=signature.method,
            consent_version=signature.consent_version, authority_id=signature.authority_id,
        )  # fmt: skip


class LetterToSignView(BaseModel):
    """In English, as it will be signed."""

    order_id: str
    revision: int
    title: str
    issued_on: date
    particulars: list[LabelledView]
    statements: list[str]
    numbers: list[str]
    signer: str
    consent: ConsentView
    attestation: str = Field(description="What the signer attests where the bill names only a company; empty otherwise.")
    delegation: str = Field(description="What somebody else confirms who signs for the person named.")
    authority_id: str = Field(description="The written authority uploaded last; empty where there is none.")
    document_sha256: str = Field(description="Of the PDF; send it with the signature.")
    signature: SignatureView | None = Field(description="The signature that covers the order as it stands.")

    @classmethod
    def of(cls, letter: Letter) -> "LetterToSignView":
        content = letter.content
        return cls(
            order_id=content.order_id,
            revision=content.revision,
            title=TITLE,
            issued_on=content.issued_on,
            particulars=[LabelledView(label=label, value=value) for label, value in particulars(content)],
            statements=[statement.text for statement in statements(content)],
            numbers=list(content.numbers),
            signer=content.signer.full,
            consent=ConsentView(version=CONSENT.version, sha256=CONSENT.sha256, paragraphs=list(CONSENT.paragraphs)),
            attestation=ATTESTATION if letter.company_only else "",
            delegation=DELEGATION,
            authority_id=letter.authority.id if letter.authority else "",
            document_sha256=letter.sha256,
            signature=SignatureView.of(letter.signed) if letter.signed else None,
        )


class SigningInvitationView(BaseModel):
    """A link that was mailed to a signer, and how far they got."""

    id: str
    state: str = Field(description="`open`, `signed`, `declined`, `replaced` by a newer one, `expired`, `changed` or `closed`.")
    mailbox: str = Field(description="The address with most of it hidden.")
    asked_at: datetime
    expires_at: datetime
    opened_at: datetime | None = Field(description="When the signer proved the mailbox by a one-time code.")
    ended_at: datetime | None
    reason: str = Field(description="The signer's, when they declined.")
    language: str = Field(description="Of the mail and of the pages around the letter.")

    @classmethod
    def of(cls, asked: Asked) -> "SigningInvitationView":
        return cls(
            id=asked.id, state=asked.state, mailbox=asked.mailbox, asked_at=asked.asked_at, expires_at=asked.expires_at,
            opened_at=asked.opened_at, ended_at=asked.ended_at, reason=asked.reason, language=asked.language,
        )  # fmt: skip


class SigningInvitationsView(BaseModel):
    items: list[SigningInvitationView]


@router.get(
    "/port-orders/{order_id}/loa", allow=Action.LOA_READ, response_model=LetterToSignView, summary="Read the letter of authorization"
)
async def read_letter(order_id: str, call: Here) -> LetterToSignView | JSONResponse:
    """What will be signed, word for word, with the consent text. 422 with findings while something that it states is missing."""
    try:
        return LetterToSignView.of(await loa.letter(call.parts, call.work, order_id))
    except Blocked as error:
        return blocked_answer(call, error)


@router.get(
    "/port-orders/{order_id}/loa/content", allow=Action.LOA_READ, response_class=Response, response_model=None,
    summary="Download the letter to be signed",
)  # fmt: skip
async def download_letter(order_id: str, call: Here) -> Response:
    """The PDF whose SHA-256 the letter names. The signed and sealed one is a document of the order."""
    try:
        letter = await loa.letter(call.parts, call.work, order_id)
    except Blocked as error:
        return blocked_answer(call, error)
    return attachment(letter.pdf, "application/pdf", f"letter-{order_id}")


@router.post(
    "/port-orders/{order_id}/loa/signature", allow=Action.LOA_SIGN, status_code=201, response_model=SignatureView, summary="Sign the letter"
)
async def sign_letter(order_id: str, asked: SignatureBody, call: Here) -> SignatureView | JSONResponse:
    """Sign as the authorized person named in the letter, who must be the one signed in. The letter is sealed and kept, and the draft is
    ready. A partner and a token cannot sign; somebody else is asked by mail."""
    try:
        signature = await loa.sign(call.parts, call.work, order_id, signing(asked, call))
    except Blocked as error:
        return blocked_answer(call, error)
    return SignatureView.of(signature)


@router.post(
    "/port-orders/{order_id}/loa/invitation", allow=Action.LOA_REQUEST, status_code=202, response_model=SigningInvitationView,
    summary="Ask somebody to sign by mail",
)  # fmt: skip
async def invite_signer(order_id: str, asked: InvitationBody, call: Here) -> SigningInvitationView | JSONResponse:
    """Mail the authorized person a link that works for seven days and lets them read and sign this one letter, and nothing else; a
    one-time code mailed to the same mailbox opens it. Only a change of what the letter covers ends it before."""
    try:
        return await invite(call, order_id, Signer(asked.email, asked.language))
    except Blocked as error:
        return blocked_answer(call, error)


@router.post(
    "/port-orders/{order_id}/loa/invitation/again", allow=Action.LOA_REQUEST, status_code=202, response_model=SigningInvitationView,
    summary="Mail the letter again",
)  # fmt: skip
async def invite_again(order_id: str, call: Here) -> SigningInvitationView | JSONResponse:
    """A fresh link to the mailbox that was asked last; the one before stops working."""
    try:
        return await invite(call, order_id)
    except Blocked as error:
        return blocked_answer(call, error)


@router.get(
    "/port-orders/{order_id}/loa/invitations",
    allow=Action.LOA_READ,
    response_model=SigningInvitationsView,
    summary="List who was asked to sign",
)
async def list_invitations(order_id: str, call: Here) -> SigningInvitationsView:
    """Every link that was mailed for this order, the newest first, with the reason where the signer declined."""
    async with call.work() as work:
        return SigningInvitationsView(items=[SigningInvitationView.of(each) for each in await sign_requests.of_order(work, order_id)])


@router.post(
    "/port-orders/{order_id}/loa/authority", allow=Action.DOCUMENT_UPLOAD, status_code=202, response_model=DocumentView,
    summary="Upload a written authority", max_body_size=UPLOAD_BODY, openapi_extra={"requestBody": {"content": _AUTHORITY}},
)  # fmt: skip
async def upload_authority(
    order_id: str, call: Here, file: Annotated[UploadFile, File(description="A PDF or PNG of at most 10 MB.")]
) -> DocumentView:
    """The paper by which the authorized person lets somebody else sign, such as a power of attorney. A letter signed under it counts only
    when our staff have looked at it."""
    return await take(call, order_id, authorities.KIND, await file.read(MAX_BYTES + 1))


async def invite(call: Call, order_id: str, signer: Signer | None = None) -> SigningInvitationView:
    """signer: None for who was asked last. Raises Blocked, Refused, Invalid, Problem."""
    asked = await _last_asked(call, order_id) if signer is None else _known(signer)
    await require_below(call.parts, (f"sign-mail/{order_id}", MAIL_PER_ADDRESS))
    letter = await loa.letter(call.parts, call.work, order_id)
    async with call.work() as work:
        return call.keep(SigningInvitationView.of(await sign_requests.ask(work, order_id, letter, asked)))


def _known(signer: Signer) -> Signer:
    """Raises Invalid."""
    if signer.language and signer.language not in languages():
        raise Invalid(("/language", "field.choice"))
    return replace(signer, email=email_address(signer.email))


async def _last_asked(call: Call, order_id: str) -> Signer:
    async with call.work() as work:
        return await sign_requests.last_asked(work, order_id)


def signing(asked: SignatureBody, call: Call, identified: Identified = Identified.SESSION) -> Signing:
    """With where it came from, for the evidence."""
    return Signing(
        typed=PersonName(legible(asked.first_name), legible(asked.last_name), legible(asked.title)),
        document_sha256=asked.document_sha256,
        consent_version=asked.consent_version,
        consented=asked.consent,
        attested=asked.attested,
        ip=call.client,
        agent=call.request.headers.get("user-agent", ""),
        identified=identified,
        delegated=asked.delegated,
    )
