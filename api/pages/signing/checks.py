"""The public page on which anybody can have a sealed letter verified."""

from starlette.responses import Response

from api.actions.signing import letter_checks
from api.calls import Call, Here
from api.front.routes import Router
from api.v1.letter_checks import UPLOAD_BODY, LetterCheckView
from documents.loa.verification import MAX_BYTES

router = Router(page=True)


@router.get("/verify-letter", public=True)
async def verify_page(call: Here) -> Response:
    return await _page(call, None)


@router.post("/verify-letter", public=True, max_body_size=UPLOAD_BODY)
async def letter_verified(call: Here) -> Response:
    file = (await call.uploads()).get("file")
    content = b"" if file is None else await file.read(MAX_BYTES + 1)
    if not content:
        return await _page(call, None, 422, {"file": call.words.gettext("Choose the file of the letter.")})
    verdict = await letter_checks.check(call.parts, call.client, content)
    return await _page(call, LetterCheckView.of(verdict, call.words))


async def _page(call: Call, checked: LetterCheckView | None, status: int = 200, errors: dict[str, str] | None = None) -> Response:
    return await call.page("sign/verify.html", status, checked=checked, typed={}, errors=errors or {})
