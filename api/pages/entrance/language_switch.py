"""The language of a browser at which nobody is signed in. Who is signed in has a setting of their own."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Query
from starlette.responses import Response

from api.calls import Here
from api.front.kept_forms import carried, own_page, page_of
from api.front.routes import Router
from api.pages.languages import require_language

router = Router(page=True)


@router.post("/language", public=True)
async def language_switched(call: Here, page: Annotated[str, Query(max_length=2000)] = "") -> Response:
    """page: on which the form stands whose fields are sent along; they are there again."""
    typed = await call.form()
    language = typed.get("language", "")
    require_language(language)
    call.cookies.speak(language)
    back = own_page(call.request, page) or page_of(call.request) or "/"
    call.cookies.hold(urlsplit(back).path, carried(typed))
    return call.see_other(back)
