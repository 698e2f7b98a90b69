"""Organisations' identity providers: what they say of themselves, their keys, and a code exchanged for an ID token (OpenID Connect).

Everything is fetched through a guard that is handed in: an organisation names the address, so it may lead anywhere.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import quote

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_SAID_LASTS, _KEYS_LAST, _KEYS_AT_LEAST = timedelta(hours=1), timedelta(minutes=10), timedelta(seconds=30)
_MOST = 500


class ProviderTrouble(Exception):
    """The provider does not answer, or not as it must. Says what, and nothing of what was sent."""


class Fetches(Protocol):
    """Asks addresses that somebody else names: https only, no redirects, little time, few bytes, no private networks."""

    def allows(self, url: str) -> bool:
        """What can be seen from the text."""
        ...

    async def fetch(self, url: str, form: Mapping[str, str] | None = None, authorization: str = "") -> bytes:
        """The body of a 200: of a GET, or of a POST of the form. Raises ProviderTrouble for anything else."""
        ...


@dataclass(frozen=True, slots=True)
class Provider:
    """basic: the client's secret goes into the header. names_itself: answers always carry `iss` (RFC 9207)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    basic: bool
    names_itself: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """A code, and what proves that it was given to us."""

    code: str
    redirect_uri: str
    verifier: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(slots=True)
class Providers:
    """What providers said, remembered for a while. clock: real time."""

    fetches: Fetches
    clock: Callable[[], datetime]
    _said: dict[str, tuple[datetime, Provider]] = field(default_factory=dict, repr=False)
    _keys: dict[str, tuple[datetime, KeySet]] = field(default_factory=dict, repr=False)

    async def discover(self, issuer: str) -> Provider:
        """Raises ProviderTrouble, also when it calls itself otherwise or names an address that may not be asked."""
        known, now = self._said.get(issuer), self.clock()
        if known and known[0] <= now < known[0] + _SAID_LASTS:
            return known[1]
        said = _object(await self.fetches.fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
        found = self._read(issuer, said)
        _keep(self._said, issuer, (now, found))
        return found

    async def keys(self, provider: Provider, *, newer: bool = False) -> KeySet:
        """newer: a key was missing; asked again, but not at every wish of who sends tokens. Raises ProviderTrouble."""
        known, now = self._keys.get(provider.jwks_uri), self.clock()
        if known and known[0] <= now < known[0] + (_KEYS_AT_LEAST if newer else _KEYS_LAST):
            return known[1]
        said = _object(await self.fetches.fetch(provider.jwks_uri))
        found = _public_keys(said)
        _keep(self._keys, provider.jwks_uri, (now, found))
        return found

    async def exchange(self, provider: Provider, asked: Exchange) -> str:
        """The ID token, not yet verified. Raises ProviderTrouble."""
        form = {
            "grant_type": "authorization_code",
            "code": asked.code,
            "redirect_uri": asked.redirect_uri,
            "code_verifier": asked.verifier,
        }
        authorization = ""
        if provider.basic:
            # Both parts are form-encoded first (RFC 6749, 2.3.1).
            pair = f"{quote(asked.client_id, safe='')}:{quote(asked.client_secret, safe='')}"
            authorization = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": asked.client_id, "client_secret": asked.client_secret}
        token = _object(await self.fetches.fetch(provider.token_endpoint, form, authorization)).get("id_token")
        if not isinstance(token, str):
            raise ProviderTrouble("no ID token")
        return token

    def _read(self, issuer: str, said: Mapping[str, Any]) -> Provider:
        ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        places = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if said.get("issuer") != issuer:
            raise ProviderTrouble("calls itself otherwise")
        if not all(isinstance(place, str) and self.fetches.allows(place) for place in places):
            raise ProviderTrouble("names an address that may not be asked")
        basic = not isinstance(ways, list) or "client_secret_basic" in ways or "client_secret_post" not in ways
        named = said.get("authorization_response_iss_parameter_supported") is True
        door, exchange, keys = map(str, places)
        return Provider(issuer, door, exchange, keys, basic, named)


def _keep(kept: dict[str, Any], name: str, value: Any) -> None:
    if len(kept) >= _MOST:
        kept.clear()
    kept[name] = value


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        raise ProviderTrouble("no JSON") from None
    if not isinstance(said, dict):
        raise ProviderTrouble("no JSON object")
    return said


def _public_keys(said: Mapping[str, Any]) -> KeySet:
    """Keys for signatures only: a shared secret among them must never verify anything."""
    listed = said.get("keys")
    chosen = [
        {name: value for name, value in key.items() if name not in {"key_ops", "d", "p", "q", "dp", "dq", "qi", "oth"}}
        for key in (listed if isinstance(listed, list) else [])[:50]
        if isinstance(key, dict) and key.get("kty") in {"RSA", "EC"} and key.get("use", "sig") == "sig"
    ]
    try:
        return KeySet.import_key_set({"keys": chosen})
    except (JoseError, ValueError, KeyError, TypeError):
        raise ProviderTrouble("unreadable keys") from None
