"""Reading and signing the letter on a screen of its own, by the person who is signed in; and asking the signer by mail."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions.drafts import preflight
from api.actions.drafts.portability import Said
from api.actions.drafts.preflight import Blocked
from api.actions.signing import loa, sign_requests
from api.actions.signing.letter import Letter
from api.actions.signing.loa import ToDraw
from api.actions.signing.sign_requests import Signer
from api.calls import Call, Here
from api.front.problems import Refused
from api.front.routes import Router
from api.pages.drafts.forms import troubled
from api.pages.drafts.steps import judged, step_page
from api.pages.forms import Troubled
from api.pages.languages import language_options
from api.v1.documents import UPLOAD_BODY, take
from api.v1.loa import LetterToSignView, SignatureBody, invite, signing
from documents.intake import MAX_BYTES
from domain.access import Action
from store.paper import authorities
from words.findings import finding_told
from words.sentence import Explanation

router = Router(page=True)
_NAMES = ("first_name", "last_name", "title", "document_sha256", "consent_version")
_TICKS = ("consent", "attested", "delegated")


@router.get("/orders/{order_id}/draft/letter", allow=Action.DRAFT_READ)
async def letter_page(order_id: str, call: Here) -> Response:
    return await _step(call, order_id, 200, {}, {})


@router.post("/orders/{order_id}/draft/letter", allow=Action.LOA_REQUEST)
async def signer_invited(order_id: str, call: Here) -> Response:
    """To the address that was typed, or with `again` to the one that was asked last."""
    typed = await call.form()
    signer = None if typed.get("again") == "yes" else Signer(typed.get("email", ""), typed.get("language", ""))
    try:
        await troubled(call, typed, lambda: invite(call, order_id, signer))
    except Troubled as trouble:
        return await _step(call, order_id, 422, typed, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/letter")


@router.get("/orders/{order_id}/draft/sign", allow=Action.LOA_SIGN)
async def own_letter_page(order_id: str, call: Here) -> Response:
    return await _own(call, order_id, 200, {}, {})


@router.post("/orders/{order_id}/draft/sign", allow=Action.LOA_SIGN)
async def own_letter_signed(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: loa.sign(call.parts, call.work, order_id, signing(body_of(typed), call)))
    except Troubled as trouble:
        return await _own(call, order_id, 422, typed, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/review")


@router.post("/orders/{order_id}/draft/authority", allow=Action.DOCUMENT_UPLOAD, max_body_size=UPLOAD_BODY)
async def authority_uploaded(order_id: str, call: Here) -> Response:
    content = await uploaded(call)
    try:
        await troubled(call, {"file": ""}, lambda: take(call, order_id, authorities.KIND, content))
    except Troubled as trouble:
        return await _own(call, order_id, 422, {}, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/sign")


async def letter_screen(
    call: Call, letter: Letter, action: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str], *, mailed: bool
) -> Response:
    """The letter with nothing else on the page (47 CFR 64.1130(b)). action: where the signature is sent."""
    order_id = letter.content.order_id
    pdf = f"{action}/letter" if mailed else f"/v1/port-orders/{order_id}/loa/content"
    upload = f"{action}/authority" if mailed else f"/orders/{order_id}/draft/authority"
    facts = {"letter": LetterToSignView.of(letter), "action": action, "pdf": pdf, "upload": upload, "mailed": mailed}
    return await call.page("sign/letter.html", status, typed=dict(typed), errors=dict(errors), **facts)


def body_of(typed: Mapping[str, str]) -> SignatureBody:
    """Raises ValidationError."""
    sent: dict[str, object] = {name: typed.get(name, "") for name in _NAMES}
    return SignatureBody.model_validate(sent | {name: typed.get(name) == "yes" for name in _TICKS})


async def uploaded(call: Call) -> bytes:
    """The form's file, a byte more than is taken at most; empty where none was chosen."""
    file = (await call.uploads()).get("file")
    return b"" if file is None else await file.read(MAX_BYTES + 1)


async def _step(call: Call, order_id: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    async with call.work() as work:
        seen = await loa.to_draw(work, order_id)
        asked = await sign_requests.of_draft(work, seen.study.found)
    said, own = await preflight.heard(call.parts, call.work, seen.study.look), seen.organisation
    letter, missing = await _letter(call, seen, said)
    draft = judged(call, seen.study, said)
    return await step_page(
        call, order_id, "letter", status, draft=draft, typed=typed, errors=errors, letter=letter, missing=missing, asked=asked,
        zone=seen.study.look.zone, spoken=language_options(), usual=asked[0].language if asked else own.language if own else "",
    )  # fmt: skip


async def _letter(call: Call, seen: ToDraw, said: Said) -> tuple[LetterToSignView | None, list[Explanation]]:
    """The letter as it stands, or what it lacks."""
    try:
        return LetterToSignView.of(await loa.drawn_up(call.parts, seen, said)), []
    except Blocked as error:
        return None, [finding_told(each, call.words) for each in error.findings]
    except Refused:
        return None, []


async def _own(call: Call, order_id: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    try:
        letter = await loa.letter(call.parts, lambda: call.work(Action.LOA_READ), order_id)
    except Blocked:
        return call.see_other(f"/orders/{order_id}/draft/letter")
    return await letter_screen(call, letter, f"/orders/{order_id}/draft/sign", status, typed, errors, mailed=False)
