"""An identity provider of the tests, in process: it signs what it is told to, rightly or wrongly."""

import asyncio
import base64
import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwk, jwt

from api.sign_on.identity_providers import ProviderTrouble
from tests.api.world import Clock
from tests.notifications.outbound import Listener, listening

CLIENT, SECRET = "portwright-tests", "s3cret & more"


@dataclass
class TestProvider:
    """claims: put over the right ones. alg, key: with what the ID token is signed; none for `alg: none`."""

    __test__ = False

    issuer: str
    clock: Clock
    key: Any = field(default_factory=lambda: jwk.RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    signer: Any = None
    kid: str = "first"
    alg: str = "RS256"
    claims: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    subject: str = "sub-1"
    email: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def code_for(self, authorization_url: str) -> tuple[str, str]:
        """The person agrees: a code, and the state to bring back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(authorization_url).query).items()}
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self._codes)}"
        self._codes[code] = query
        return code, query["state"]

    def answer(self, path: str, form: Mapping[str, str] | None, authorization: str) -> object:
        match path:
            case "/.well-known/openid-configuration":
                places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
                return {"issuer": self.issuer, **{name: f"{self.issuer}/{place}" for name, place in places.items()}} | self.said
            case "/keys":
                return {"keys": [self.key.as_dict(private=False)]}
            case "/token":
                assert form is not None
                return {"id_token": self._token(dict(form), authorization), "access_token": "unused", "token_type": "Bearer"}
        raise ProviderTrouble("404")

    def _token(self, form: dict[str, str], authorization: str) -> str:
        self.asked.append(form)
        self.authorizations.append(authorization)
        query = self._codes.pop(form["code"], None)
        if query is None:
            raise ProviderTrouble("400")
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == query["code_challenge"]
        assert form["redirect_uri"] == query["redirect_uri"]
        now = int(self.clock().timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "iat": now, "exp": now + 300, "nonce": query["nonce"]}
        claims |= {"email": self.email, "email_verified": True} | self.claims
        return self._signed({name: value for name, value in claims.items() if value is not None})

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.alg == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."
        signer = self.signer or self.key
        return jwt.encode({"alg": self.alg, "kid": self.kid}, claims, signer, algorithms=[self.alg])


@asynccontextmanager
async def on_this_machine(provider: TestProvider) -> AsyncIterator[Listener]:
    """The provider as a server on a free port, which is its issuer from now on."""

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        method, path, _rest = listener.heads[-1].split(" ", 2)
        form = {name: values[0] for name, values in parse_qs(listener.bodies[-1].decode()).items()} if method == "POST" else None
        authorization = listener.header("authorization") if "authorization:" in listener.heads[-1].lower() else ""
        body = json.dumps(provider.answer(path, form, authorization)).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()

    async with listening(talk) as listener:
        provider.issuer = f"http://localhost:{listener.port}"
        yield listener


class Network:
    """A Fetches to the providers of a test."""

    def __init__(self, *providers: TestProvider) -> None:
        self.providers = {urlsplit(one.issuer).netloc: one for one in providers}
        self.fetched: list[str] = []

    def allows(self, url: str) -> bool:
        return url.startswith("https://")

    async def fetch(self, url: str, form: Mapping[str, str] | None = None, authorization: str = "") -> bytes:
        self.fetched.append(url)
        place = urlsplit(url)
        if place.netloc not in self.providers or not self.allows(url):
            raise ProviderTrouble("nobody there")
        return json.dumps(self.providers[place.netloc].answer(place.path, form, authorization)).encode()
