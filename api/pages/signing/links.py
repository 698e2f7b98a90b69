"""The pages of a mailed link: prove the mailbox, read the letter, sign or decline it. Reading a page signs and sends nothing."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager

from starlette.responses import Response

from api.actions.drafts import papers
from api.actions.drafts.preflight import Blocked
from api.actions.signing import loa, sign_codes, sign_links, sign_requests
from api.actions.signing.sign_links import Holder, LinkSeen, LinkState, LinkWork
from api.calls import Call, Here
from api.front.language import LANGUAGE_COOKIE
from api.front.problems import Refused
from api.front.routes import Router
from api.front.rules import Tenancy
from api.pages.drafts.forms import troubled
from api.pages.forms import Troubled
from api.pages.signing.letter import body_of, letter_screen, uploaded
from api.v1.documents import UPLOAD_BODY, attachment
from api.v1.loa import signing
from documents.loa.evidence import Identified
from store.paper import authorities
from store.paper.signatures import Signature
from words.translation import Words

router = Router(page=True)
LONGEST_REASON = 300


@router.get("/sign/{token}", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_page(token: str, call: Here) -> Response:
    return await _shown(call, token, 200, {}, {})


@router.post("/sign/{token}/code", public=True, tenancy=Tenancy.LINK)
async def code_mailed(token: str, call: Here) -> Response:
    _speak(call, await sign_links.language_of(call.parts, _holder(call, token)))
    try:
        await troubled(call, {}, lambda: sign_codes.mail(call.parts, _holder(call, token)))
    except Troubled as trouble:
        return await _shown(call, token, 422, {}, trouble.errors)
    return await _shown(call, token, 200, {}, {}, mailed_now=True)


@router.post("/sign/{token}/proof", public=True, tenancy=Tenancy.LINK)
async def mailbox_proven(token: str, call: Here) -> Response:
    _speak(call, await sign_links.language_of(call.parts, _holder(call, token)))
    typed = await call.form()
    try:
        await troubled(call, typed, lambda: sign_codes.prove(call.parts, _holder(call, token), typed.get("code", "")[:20]))
    except Troubled as trouble:
        return await _shown(call, token, 422, {}, trouble.errors)
    return call.see_other(f"/sign/{token}")


@router.get("/sign/{token}/letter", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_file(token: str, call: Here) -> Response:
    order_id = await sign_links.order_of(call.parts, _holder(call, token))
    letter = await loa.letter(call.parts, _opener(call, token), order_id)
    return attachment(letter.pdf, "application/pdf", f"letter-{order_id}")


@router.post("/sign/{token}", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_signed(token: str, call: Here) -> Response:
    _speak(call, await sign_links.language_of(call.parts, _holder(call, token)))
    typed, holder = await call.form(), _holder(call, token)
    signed: list[Signature] = []

    async def sign() -> None:
        order_id, said = await sign_links.order_of(call.parts, holder), signing(body_of(typed), call, Identified.MAILED_CODE)
        signed.append(await loa.sign(call.parts, _opener(call, token), order_id, said))

    try:
        await troubled(call, typed, sign)
    except Troubled as trouble:
        return await _shown(call, token, 422, typed, trouble.errors)
    copy = await sign_links.used_up(call.parts, holder, signed[0].document_id)
    return await call.page("sign/done.html", copy=copy, declined=False, delegated=signed[0].authority_id != "")


@router.post("/sign/{token}/authority", public=True, tenancy=Tenancy.LINK, max_body_size=UPLOAD_BODY)
async def authority_brought(token: str, call: Here) -> Response:
    _speak(call, await sign_links.language_of(call.parts, _holder(call, token)))
    content = await uploaded(call)
    try:
        await troubled(call, {"file": ""}, lambda: _take(call, token, content))
    except Troubled as trouble:
        return await _shown(call, token, 422, {}, trouble.errors)
    return call.see_other(f"/sign/{token}")


@router.post("/sign/{token}/decline", public=True, tenancy=Tenancy.LINK)
async def mailed_letter_declined(token: str, call: Here) -> Response:
    _speak(call, await sign_links.language_of(call.parts, _holder(call, token)))
    typed, holder = await call.form(), _holder(call, token)
    try:
        await troubled(call, typed, lambda: sign_requests.decline(call.parts, holder, typed.get("reason", "")[:LONGEST_REASON]))
    except Troubled as trouble:
        return await _shown(call, token, 422, typed, trouble.errors)
    return await call.page("sign/done.html", copy="", declined=True, delegated=False)


@router.get("/sign/{token}/copy", public=True, tenancy=Tenancy.LINK)
async def signed_copy(token: str, call: Here) -> Response:
    document, content = await sign_links.copy(call.parts, token)
    return attachment(content, document.media_type, "signed-letter")


async def _take(call: Call, token: str, content: bytes) -> None:
    """The written authority of a signer who has no account."""
    opened = _opener(call, token)
    async with opened() as work:
        order_id = work.asked.order_id
        found = await papers.taker(work, order_id)
    media_type = papers.fit(content, authorities.KIND, found.book)
    upload = papers.Upload(content, await call.parts.documents.put(found.organisation_id, content))
    async with opened() as work:
        await papers.receive(work, await papers.taker(work, order_id), authorities.KIND, media_type, upload)


async def _shown(
    call: Call, token: str, status: int, typed: Mapping[str, str], errors: Mapping[str, str], *, mailed_now: bool = False
) -> Response:
    """The page that the link leads to as it stands."""
    seen = await sign_links.look(call.parts, _holder(call, token))
    _speak(call, seen.language)
    if seen.state is LinkState.OPEN:
        facts = {"seen": seen, "action": f"/sign/{token}", "typed": {}, "errors": dict(errors), "mailed_now": mailed_now}
        return await call.page("sign/prove.html", status, **facts)
    if seen.state is not LinkState.PROVEN:
        return await _ended(call, seen)
    try:
        order_id = await sign_links.order_of(call.parts, _holder(call, token))
        letter = await loa.letter(call.parts, _opener(call, token), order_id)
    except (Blocked, Refused):
        # It changed between two looks.
        return await _ended(call, LinkSeen(LinkState.CHANGED, seen.order_id))
    return await letter_screen(call, letter, f"/sign/{token}", status, typed, errors, mailed=True)


async def _ended(call: Call, seen: LinkSeen) -> Response:
    return await call.page("sign/ended.html", 404 if seen.state is LinkState.UNKNOWN else 410, state=seen.state.value)


def _speak(call: Call, language: str) -> None:
    """The language that the signer was written to in, unless this browser chose another."""
    if language and LANGUAGE_COOKIE not in call.request.cookies:
        call.words = call.request.state.words = Words(language)


def _holder(call: Call, token: str) -> Holder:
    return Holder(token, call.cookies.visit)


def _opener(call: Call, token: str) -> Callable[[], AbstractAsyncContextManager[LinkWork]]:
    return lambda: sign_links.link_work(call.parts, _holder(call, token))
