"""Style and script, from the package."""

from pathlib import PurePath

from starlette.responses import Response

from api.calls import Here
from api.front.problems import not_found
from api.front.routes import Router
from api.pages.rendering import static_files

router = Router(page=True)
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@router.get("/static/{name}", public=True)
async def static_file(name: str, call: Here) -> Response:
    content = static_files().get(name)
    if content is None:
        raise not_found()
    kept = "public, max-age=31536000, immutable" if "v" in call.request.query_params else "no-cache"
    return Response(content, media_type=_TYPES[PurePath(name).suffix], headers={"Cache-Control": kept})
