"""Is an ID token what it says? Signed with a key of the provider's by an allowed algorithm, then claim by claim."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError, MissingKeyError
from joserfc.jwk import KeySet

# Signatures by key pairs only: with HS256 the client's secret, or a public key taken for one, would do.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_LONGEST = 16_000
_SKEW, _OLDEST = 60, 600


class IdTokenRefused(Exception):
    """claim: which one is wrong, `signature` for the whole; `key` when there is no such key (yet)."""

    def __init__(self, claim: str) -> None:
        super().__init__(claim)
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Identity:
    """email: empty unless the provider has verified it."""

    subject: str
    email: str


@dataclass(frozen=True, slots=True)
class Expected:
    issuer: str
    client_id: str
    nonce: str
    now: datetime


def read_id_token(token: str, keys: KeySet, expected: Expected) -> Identity:
    """The rules of OpenID Connect Core 3.1.3.7. Raises IdTokenRefused."""
    claims = _signed(token, keys)
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    now, made, ends = expected.now.timestamp(), _number(claims.get("iat")), _number(claims.get("exp"))
    subject, nonce = claims.get("sub"), claims.get("nonce")
    checks = {
        "iss": claims.get("iss") == expected.issuer,
        "aud": expected.client_id in audiences,
        "azp": claims.get("azp", expected.client_id if len(audiences) == 1 else None) == expected.client_id,
        "exp": now < ends + _SKEW,
        "iat": now - _OLDEST <= made <= now + _SKEW,
        "nbf": "nbf" not in claims or 0 <= _number(claims["nbf"]) <= now + _SKEW,
        "nonce": isinstance(nonce, str) and hmac.compare_digest(nonce.encode(), expected.nonce.encode()),
        "sub": isinstance(subject, str) and 0 < len(subject) <= 255,
    }
    for claim, fine in checks.items():
        if not fine:
            raise IdTokenRefused(claim)
    email = claims.get("email")
    verified = claims.get("email_verified") is True and isinstance(email, str)
    return Identity(str(subject), str(email) if verified else "")


def _signed(token: str, keys: KeySet) -> dict[str, Any]:
    if len(token) > _LONGEST or token.count(".") != 2:
        raise IdTokenRefused("signature")
    try:
        read = jwt.decode(token, keys, algorithms=ALGORITHMS)
    except (InvalidKeyIdError, MissingKeyError):
        raise IdTokenRefused("key") from None
    except (JoseError, ValueError, KeyError, TypeError):
        raise IdTokenRefused("signature") from None
    if not isinstance(read.claims, dict):
        raise IdTokenRefused("signature")
    return dict(read.claims)


def _number(value: object) -> float:
    """Of a moment; one long past for anything that is no number."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) else -1.0
