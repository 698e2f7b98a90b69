"""A customer's browser, as far as a sample order needs one: signs in at the door and uses the JSON API with its session."""

import asyncio
import re
from typing import Any

import httpx

_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
_FOR_THE_NEXT_TIME = (409, 429, 503)


class VisitRefused(Exception):
    """The door said no. Holds the status and the problem's title, never what was sent."""


class Visitor:
    """http: with the console's address as its base."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._token = ""

    async def sign_in(self, email: str, password: str) -> None:
        await self._read_token("/sign-in")
        answer = await self._http.post("/sign-in", data={"csrf": self._token, "email": email, "password": password})
        if answer.status_code != 303:
            raise VisitRefused(f"sign-in answered {answer.status_code}")
        await self._read_token("/")

    async def ask(self, method: str, path: str, *, key: str = "", seen: str = "", **more: Any) -> Any:
        """The answer's JSON, None where there is none. key: Idempotency-Key. seen: the ETag that a change is based on."""
        answer = await self.send(method, path, key=key, seen=seen, **more)
        return answer.json() if answer.content else None

    async def send(self, method: str, path: str, *, key: str = "", seen: str = "", **more: Any) -> httpx.Response:
        """Asked again for a while where the door says that this helps. Raises VisitRefused."""
        headers = {"X-CSRF-Token": self._token} | ({"Idempotency-Key": key} if key else {}) | ({"If-Match": seen} if seen else {})
        for patience in range(20):
            answer = await self._http.request(method, path, headers=headers, **more)
            if answer.status_code not in _FOR_THE_NEXT_TIME:
                break
            await asyncio.sleep(0.1 * (patience + 1))
        if answer.is_success:
            return answer
        raise VisitRefused(f"{method} {path.split('?', maxsplit=1)[0]} answered {answer.status_code}: {_title(answer)}")

    async def _read_token(self, path: str) -> None:
        page = await self._http.get(path)
        found = _TOKEN.search(page.text)
        if page.status_code != 200 or found is None:
            raise VisitRefused(f"{path} answered {page.status_code}")
        self._token = found[1]


def _title(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return ""
    codes = [each.get("code", each.get("pointer", "")) for each in problem.get("errors", [])]
    return " ".join(filter(None, [str(problem.get("title", "")), ", ".join(map(str, codes))]))
