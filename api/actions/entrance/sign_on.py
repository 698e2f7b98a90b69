"""Signing in through an organisation's own provider: Authorization Code with PKCE, bound to the browser that began (reliability R34).

A provider vouches for its own organisation only: the person must be a member there, and the session reaches no further.
"""

import base64
import hmac
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from sqlalchemy.ext.asyncio import AsyncConnection

from api.actions.entrance.sessions import Visitor, open_session
from api.front.problems import Refused, not_found
from api.front.tokens import new_token, token_hash
from api.parts import ApiParts
from api.sign_on.id_tokens import Expected, Identity, IdTokenRefused, read_id_token
from api.sign_on.identity_providers import Exchange, Provider, Providers, ProviderTrouble
from store import audit
from store.access import sign_on as rows
from store.access.principals import act_for
from store.access.sign_on import Attempt, SignOn
from store.audit import Deed
from store.database import credential_transaction, tenant_transaction
from store.ids import fresh
from store.tenancy import organisations, users

ON_THE_WAY = timedelta(minutes=10)
_LONGEST_CODE = 4_000


@dataclass(frozen=True, slots=True)
class Door:
    """An organisation's own way in. provider: the host that vouches."""

    slug: str
    organisation: str
    provider: str


@dataclass(frozen=True, slots=True)
class Return:
    """What came back from the provider by way of the browser. visit: which browser."""

    slug: str
    visit: str
    state: str = field(repr=False)
    code: str = field(repr=False)
    issuer: str
    error: str


@dataclass(frozen=True, slots=True)
class Entered:
    """token: of the new session. back: the page that was asked for before; empty for none."""

    token: str = field(repr=False)
    back: str


async def doors_for(parts: ApiParts, email: str) -> tuple[Door, ...]:
    """Ways in for addresses of this domain, whether anybody has this address or not."""
    domain = email.rpartition("@")[2].lower()
    async with credential_transaction(parts.app, rows.domain_key(domain)) as connection:
        found = await rows.by_domain(connection, domain)
        return tuple([await _door(connection, each) for each in found])


async def door(parts: ApiParts, slug: str) -> Door:
    """Raises Problem NOT_FOUND."""
    async with credential_transaction(parts.app, rows.slug_key(slug)) as connection:
        return await _door(connection, await _there(connection, slug))


async def begin(parts: ApiParts, slug: str, visit: str, back: str) -> str:
    """Where the browser goes to be vouched for. Raises Problem NOT_FOUND, Refused `sign_on.provider`."""
    async with credential_transaction(parts.app, rows.slug_key(slug)) as connection:
        row = await _there(connection, slug)
    provider, state = await _discovered(parts, row), new_token()
    until = parts.clock() + ON_THE_WAY
    attempt = Attempt(_hashed(parts, "state", state), row.organisation_id, _hashed(parts, "visit", visit), row.issuer, back, until)
    async with tenant_transaction(parts.app, (row.organisation_id,)) as connection:
        await rows.begin(connection, attempt)
    challenge = _challenge(_verifier(parts, state))
    asked = {
        "response_type": "code",
        "client_id": row.client_id,
        "redirect_uri": redirect_uri(parts, slug),
        "scope": "openid email",
        "state": state,
        "nonce": _nonce(parts, state),
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    joint = "&" if urlsplit(provider.authorization_endpoint).query else "?"
    return f"{provider.authorization_endpoint}{joint}{urlencode(asked)}"


async def finish(parts: ApiParts, came: Return, visitor: Visitor) -> Entered:
    """Raises Refused: `sign_on.failed` for whatever is not as it must be, `sign_on.provider`, `sign_on.unknown_person`, and the like."""
    attempt, row = await _attempt(parts, came)
    provider = await _discovered(parts, row)
    if came.error or not 0 < len(came.code) <= _LONGEST_CODE or came.issuer not in _names(provider):
        raise Refused("sign_on.failed", status=422)
    identity = await _vouched(parts, row, provider, came)
    async with tenant_transaction(parts.app, (row.organisation_id,)) as connection:
        user_id = await _person(parts, connection, row, identity)
        deed = Deed(fresh("aud"), parts.clock(), user_id, row.organisation_id, "sign_on.enter", user_id)
        await audit.append(connection, row.organisation_id, [deed])
    async with credential_transaction(parts.app, principal=user_id) as connection:
        return Entered(await open_session(parts, connection, user_id, visitor, row.organisation_id), attempt.back)


def redirect_uri(parts: ApiParts, slug: str) -> str:
    """An organisation's own, so that one provider's answer is never taken for another's (RFC 9700, 4.4)."""
    return f"{parts.settings.base_url}/sign-in/with/{slug}/done"


def providers_of(parts: ApiParts) -> Providers:
    """Raises Refused `sign_on.provider` where there are none."""
    if parts.providers is None:
        raise Refused("sign_on.provider", status=422)
    return parts.providers


async def _there(connection: AsyncConnection, slug: str) -> SignOn:
    row = await rows.by_slug(connection, slug)
    if row is None:
        raise not_found()
    return row


async def _door(connection: AsyncConnection, row: SignOn) -> Door:
    await act_for(connection, (row.organisation_id,))
    found = await organisations.find(connection, row.organisation_id)
    return Door(row.slug, found.name if found else "", urlsplit(row.issuer).netloc)


async def _discovered(parts: ApiParts, row: SignOn) -> Provider:
    try:
        return await providers_of(parts).discover(row.issuer)
    except ProviderTrouble:
        raise Refused("sign_on.provider", status=422) from None


async def _attempt(parts: ApiParts, came: Return) -> tuple[Attempt, SignOn]:
    """What this browser began at this organisation's door, used up by being asked for."""
    state_hash = _hashed(parts, "state", came.state[:200])
    async with credential_transaction(parts.app, state_hash) as connection:
        attempt = await rows.use(connection, state_hash, parts.clock())
    if attempt is None or not hmac.compare_digest(attempt.visit_hash, _hashed(parts, "visit", came.visit)):
        raise Refused("sign_on.failed", status=422)
    async with credential_transaction(parts.app, rows.slug_key(came.slug)) as connection:
        row = await rows.by_slug(connection, came.slug)
    if row is None or (row.organisation_id, row.issuer) != (attempt.organisation_id, attempt.issuer):
        raise Refused("sign_on.failed", status=422)
    return attempt, row


def _names(provider: Provider) -> tuple[str, ...]:
    """What the answer may call its issuer; nothing only where the provider does not promise to say it (RFC 9207)."""
    return (provider.issuer,) if provider.names_itself else (provider.issuer, "")


async def _vouched(parts: ApiParts, row: SignOn, provider: Provider, came: Return) -> Identity:
    box, providers = await parts.envelope.box(row.organisation_id), providers_of(parts)
    secret = box.open("sign_on", "secret_sealed", row.organisation_id, row.secret_sealed).decode()
    asked = Exchange(came.code, redirect_uri(parts, row.slug), _verifier(parts, came.state), row.client_id, secret)
    expected = Expected(row.issuer, row.client_id, _nonce(parts, came.state), parts.clock())
    try:
        token = await providers.exchange(provider, asked)
        try:
            return read_id_token(token, await providers.keys(provider), expected)
        except IdTokenRefused as error:
            if error.claim != "key":
                raise
        return read_id_token(token, await providers.keys(provider, newer=True), expected)
    except ProviderTrouble:
        raise Refused("sign_on.provider", status=422) from None
    except IdTokenRefused:
        raise Refused("sign_on.failed", status=422) from None


async def _person(parts: ApiParts, connection: AsyncConnection, row: SignOn, identity: Identity) -> str:
    """The member whom the provider means: known by its subject, or at first by the address that it has verified. Nobody is made."""
    subject = parts.blind.of("sign_on.subject", f"{row.issuer} {identity.subject}".encode().hex())
    if known := await rows.linked(connection, row.organisation_id, subject):
        return known
    if not identity.email:
        raise Refused("sign_on.unverified", status=422)
    domain = identity.email.rpartition("@")[2].lower()
    blind = parts.blind.of("users.email", identity.email)
    members = await users.members(connection, row.organisation_id)
    found = next((user for user, _ in members if hmac.compare_digest(user.email_blind, blind)), None)
    if found is None or (row.domains and domain not in row.domains):
        raise Refused("sign_on.unknown_person", status=422)
    if not await rows.link(connection, row.organisation_id, subject, found.id, parts.clock()):
        raise Refused("sign_on.other_identity", status=422)
    return found.id


def _hashed(parts: ApiParts, purpose: str, value: str) -> bytes:
    return token_hash(parts.settings.session_secret, f"sign-on {purpose}", value)


def _nonce(parts: ApiParts, state: str) -> str:
    """Follows from the state and our secret, so that it need not be kept."""
    return _hashed(parts, "nonce", state).hex()


def _verifier(parts: ApiParts, state: str) -> str:
    """Likewise; 43 characters as RFC 7636 wants them."""
    return base64.urlsafe_b64encode(_hashed(parts, "verifier", state)).decode().rstrip("=")


def _challenge(verifier: str) -> str:
    """PKCE's S256."""
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
