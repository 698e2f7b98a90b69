"""Cookies that an answer sets or clears."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from api.front.authentication import ORGANISATION_COOKIE, left_cookie, session_cookie
from api.front.csrf import visit_cookie
from api.front.language import LANGUAGE_COOKIE
from api.parts import ApiParts
from vault.browser_seal import BrowserSeal

TYPED_COOKIE = "portwright-typed"
LEFT_LASTS = timedelta(hours=1)
_TYPED_LASTS = timedelta(minutes=5)
# A browser takes about 4,000 characters, name and attributes among them.
_LONGEST = 3_600


@dataclass(slots=True)
class Cookies:
    """visit: a random name for a browser that is not signed in, to which its forms are bound. sent: what the browser showed."""

    parts: ApiParts
    visit: str
    sent: Mapping[str, str] = field(default_factory=dict)
    _set: dict[str, tuple[str, timedelta | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: ApiParts, request: Request) -> "Cookies":
        name = visit_cookie(parts)
        if known := request.cookies.get(name, ""):
            return cls(parts, known, request.cookies)
        cookies = cls(parts, secrets.token_urlsafe(16), request.cookies)
        if not request.url.path.startswith(("/v1/", "/static/")):
            cookies._set[name] = (cookies.visit, None)
        return cookies

    def sign_in(self, token: str) -> None:
        self._leave()
        self._set[session_cookie(self.parts)] = (token, self.parts.settings.session_length)

    def sign_out(self) -> None:
        self._leave()
        self._set |= {session_cookie(self.parts): ("", timedelta(0)), ORGANISATION_COOKIE: ("", timedelta(0))}

    def act_for(self, organisation_id: str) -> None:
        """Which of their organisations the person works in; it grants nothing."""
        self._set[ORGANISATION_COOKIE] = (organisation_id, None if organisation_id else timedelta(0))

    def speak(self, language: str) -> None:
        """In which language this browser is spoken to while nobody is signed in."""
        self._set[LANGUAGE_COOKIE] = (language, timedelta(days=365))

    def hold(self, path: str, fields: Mapping[str, str]) -> None:
        """Let the browser bring what was typed to the page at `path`, next. More than a cookie takes is not held."""
        sealed = self._seal.seal(fields, f"{self.visit} {path}")
        if fields and len(sealed) <= _LONGEST:
            self._set[TYPED_COOKIE] = (sealed, _TYPED_LASTS)

    def held(self, path: str) -> Mapping[str, str]:
        """What was held for this page, once."""
        sealed = self.sent.get(TYPED_COOKIE, "")
        if sealed:
            self._set.setdefault(TYPED_COOKIE, ("", timedelta(0)))
        return self._seal.open(sealed, f"{self.visit} {path}") if sealed else {}

    @property
    def _seal(self) -> BrowserSeal:
        return BrowserSeal(self.parts.settings.session_secret, "typed")

    def _leave(self) -> None:
        """Remember the session that ends here: it opens nothing, but forms that were filled in under it are known by it."""
        if ended := self.sent.get(session_cookie(self.parts), ""):
            self._set[left_cookie(self.parts)] = (ended, LEFT_LASTS)

    def apply(self, response: Response) -> None:
        for name, (value, age) in self._set.items():
            seconds = None if age is None else int(age.total_seconds())
            response.set_cookie(name, value, max_age=seconds, path="/", secure=self.parts.settings.https, httponly=True, samesite="lax")
