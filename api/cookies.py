"""Cookies that an answer sets or clears."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from api.authentication import ORGANISATION_COOKIE, session_cookie
from api.csrf import visit_cookie
from api.language import LANGUAGE_COOKIE
from api.parts import ApiParts


@dataclass(slots=True)
class Cookies:
    """visit: a random name for a browser that is not signed in, to which its forms are bound."""

    parts: ApiParts
    visit: str
    _set: dict[str, tuple[str, timedelta | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, parts: ApiParts, request: Request) -> "Cookies":
        name = visit_cookie(parts)
        if known := request.cookies.get(name, ""):
            return cls(parts, known)
        cookies = cls(parts, secrets.token_urlsafe(16))
        if not request.url.path.startswith(("/v1/", "/static/")):
            cookies._set[name] = (cookies.visit, None)
        return cookies

    def sign_in(self, token: str) -> None:
        self._set[session_cookie(self.parts)] = (token, self.parts.settings.session_length)

    def sign_out(self) -> None:
        self._set |= {session_cookie(self.parts): ("", timedelta(0)), ORGANISATION_COOKIE: ("", timedelta(0))}

    def act_for(self, organisation_id: str) -> None:
        """Which of their organisations the person works in; it grants nothing."""
        self._set[ORGANISATION_COOKIE] = (organisation_id, None if organisation_id else timedelta(0))

    def speak(self, language: str) -> None:
        """In which language this browser is spoken to while nobody is signed in."""
        self._set[LANGUAGE_COOKIE] = (language, timedelta(days=365))

    def apply(self, response: Response) -> None:
        for name, (value, age) in self._set.items():
            seconds = None if age is None else int(age.total_seconds())
            response.set_cookie(name, value, max_age=seconds, path="/", secure=self.parts.settings.https, httponly=True, samesite="lax")
