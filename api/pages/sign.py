"""Reading and signing the letter: on a screen of its own, by the person signed in or by whoever holds the mailed link."""

from collections.abc import Mapping

from starlette.responses import Response

from api.actions import loa, sign_links
from api.actions.loa import Letter
from api.actions.preflight import Blocked
from api.calls import Call, Here
from api.pages.draft_forms import troubled
from api.pages.draft_steps import step_page
from api.pages.forms import Troubled
from api.problems import Refused
from api.routes import Router
from api.rules import Tenancy
from api.v1.documents import attachment
from api.v1.loa import LetterView, SignatureBody, invite, signing
from documents.loa.evidence import Identified
from domain.access import Action
from store.signatures import Signature
from words.findings import finding_told

router = Router(page=True)
_NAMES = ("first_name", "last_name", "title", "document_sha256", "consent_version")


@router.get("/orders/{order_id}/draft/letter", allow=Action.DRAFT_READ)
async def letter_page(order_id: str, call: Here) -> Response:
    letter, missing = await _letter(call, order_id)
    return await step_page(call, order_id, "letter", letter=letter, missing=missing)


@router.post("/orders/{order_id}/draft/letter", allow=Action.LOA_REQUEST)
async def signer_invited(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: invite(call, order_id, typed.get("email", "")))
    except Troubled as trouble:
        letter, missing = await _letter(call, order_id)
        return await step_page(call, order_id, "letter", 422, typed=typed, errors=trouble.errors, letter=letter, missing=missing)
    return call.see_other(f"/orders/{order_id}/draft/letter")


@router.get("/orders/{order_id}/draft/sign", allow=Action.LOA_SIGN)
async def own_letter_page(order_id: str, call: Here) -> Response:
    return await _own(call, order_id, 200, {}, {})


@router.post("/orders/{order_id}/draft/sign", allow=Action.LOA_SIGN)
async def own_letter_signed(order_id: str, call: Here) -> Response:
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: loa.sign(call.parts, call.work, order_id, signing(_body(typed), call)))
    except Troubled as trouble:
        return await _own(call, order_id, 422, typed, trouble.errors)
    return call.see_other(f"/orders/{order_id}/draft/review")


@router.get("/sign/{token}", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_page(token: str, call: Here) -> Response:
    return await _mailed(call, token, 200, {}, {})


@router.get("/sign/{token}/letter", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_file(token: str, call: Here) -> Response:
    order_id = await sign_links.order_of(call.parts, token)
    letter = await loa.letter(call.parts, lambda: sign_links.link_work(call.parts, token), order_id)
    return attachment(letter.pdf, "application/pdf", f"letter-{order_id}")


@router.post("/sign/{token}", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_signed(token: str, call: Here) -> Response:
    typed = await call.form()
    signed: list[Signature] = []

    async def sign() -> None:
        order_id = await sign_links.order_of(call.parts, token)
        signed.append(
            await loa.sign(
                call.parts, lambda: sign_links.link_work(call.parts, token), order_id, signing(_body(typed), call, Identified.MAILED_CODE)
            )
        )

    try:
        await troubled(call, typed, sign)
    except Troubled as trouble:
        return await _mailed(call, token, 422, typed, trouble.errors)
    copy = await sign_links.used_up(call.parts, token, signed[0].document_id)
    return await call.page("sign/done.html", copy=copy, declined=False)


@router.post("/sign/{token}/decline", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_declined(token: str, call: Here) -> Response:
    await sign_links.decline(call.parts, token)
    return await call.page("sign/done.html", copy="", declined=True)


@router.get("/sign/{token}/copy", public=True, tenancy=Tenancy.LINK)
async def signed_copy(token: str, call: Here) -> Response:
    document, content = await sign_links.copy(call.parts, token)
    return attachment(content, document.media_type, "signed-letter")


async def _letter(call: Call, order_id: str) -> tuple[LetterView | None, list[str]]:
    """The letter as it stands, or the sentences of what it lacks."""
    try:
        return LetterView.of(await loa.letter(call.parts, lambda: call.work(Action.LOA_READ), order_id)), []
    except Blocked as error:
        return None, [finding_told(each, call.words).whole for each in error.findings]
    except Refused:
        return None, []


async def _own(call: Call, order_id: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    try:
        letter = await loa.letter(call.parts, call.work, order_id)
    except Blocked:
        return call.see_other(f"/orders/{order_id}/draft/letter")
    return await _screen(call, letter, f"/orders/{order_id}/draft/sign", status, typed, errors)


async def _mailed(call: Call, token: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    try:
        order_id = await sign_links.order_of(call.parts, token)
        letter = await loa.letter(call.parts, lambda: sign_links.link_work(call.parts, token), order_id)
    except Blocked:
        raise Refused("link.dead") from None
    return await _screen(call, letter, f"/sign/{token}", status, typed, errors, mailed=True)


async def _screen(
    call: Call, letter: Letter, action: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str], mailed: bool = False
) -> Response:
    pdf = f"{action}/letter" if mailed else f"/v1/port-orders/{letter.content.order_id}/loa/content"
    facts = {"letter": LetterView.of(letter), "action": action, "pdf": pdf, "mailed": mailed}
    return await call.page("sign/letter.html", status, typed=dict(typed), errors=dict(errors), **facts)


def _body(typed: Mapping[str, str]) -> SignatureBody:
    sent: dict[str, object] = {name: typed.get(name, "") for name in _NAMES}
    return SignatureBody.model_validate(sent | {"consent": typed.get("consent") == "yes", "attested": typed.get("attested") == "yes"})
