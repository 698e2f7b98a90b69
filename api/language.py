"""In which language is the reader spoken to? Their own setting, else what their browser asks for."""

from starlette.requests import Request

from api.principals import Principal
from words.translation import Words, spoken


def words_for(request: Request, who: Principal | None) -> Words:
    wanted = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "")[:200].split(",")]
    return Words(spoken([who.language] if who and who.language else wanted))
