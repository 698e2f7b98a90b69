"""The language of a browser at which nobody is signed in. Who is signed in has a setting of their own."""

from starlette.responses import Response

from api.calls import Here
from api.kept_forms import page_of
from api.pages.languages import require_language
from api.routes import Router

router = Router(page=True)


@router.post("/language", public=True)
async def language_switched(call: Here) -> Response:
    language = (await call.form()).get("language", "")
    require_language(language)
    call.cookies.speak(language)
    return call.see_other(page_of(call.request) or "/")
