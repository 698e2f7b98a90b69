"""In which language is the reader spoken to? Their own setting, else what this browser chose, else what it asks for."""

from starlette.requests import Request

from api.front.principals import Principal
from words.translation import Words, spoken

LANGUAGE_COOKIE = "portwright-language"


def words_for(request: Request, who: Principal | None) -> Words:
    if who and who.language:
        return Words(spoken([who.language]))
    asked = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "")[:200].split(",")]
    return Words(spoken([request.cookies.get(LANGUAGE_COOKIE, ""), *asked]))
