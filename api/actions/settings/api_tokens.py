"""API tokens: shown once, kept as hashes, narrowed by scopes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.actions.settings.security_notices import tell_administrators
from api.actions.work import Work
from api.front.problems import Invalid, not_found
from api.front.tokens import new_api_token, token_hash
from domain.access import Scope
from domain.security import SecurityEvent
from store.access import tokens
from store.access.tokens import ApiToken
from store.ids import fresh


@dataclass(frozen=True, slots=True)
class NewToken:
    """token is shown this once and kept nowhere."""

    row: ApiToken
    token: str


async def add_token(work: Work, name: str, scopes: Sequence[Scope], lasts: timedelta) -> NewToken:
    if not scopes or len(set(scopes)) != len(scopes):
        raise Invalid(("/scopes", "token.scope"))
    token = new_api_token()
    kept = token_hash(work.parts.settings.session_secret, "api token", token)
    chosen = [scope.value for scope in scopes]
    row = ApiToken(fresh("tok"), work.organisation_id, work.principal.user_id, name, kept, chosen, work.at, work.at + lasts)
    await tokens.add(work.connection, row)
    work.note(row.organisation_id, row.id)
    await tell_administrators(work, row.organisation_id, SecurityEvent.TOKEN_MADE, name)
    return NewToken(row, token)


async def list_tokens(work: Work) -> tuple[ApiToken, ...]:
    return await tokens.listed(work.connection, work.organisation_id)


async def revoke_token(work: Work, token_id: str) -> None:
    """It stops working at once. Raises Problem NOT_FOUND."""
    if not await tokens.revoke(work.connection, token_id, work.organisation_id, work.at):
        raise not_found()
    work.note(work.organisation_id, token_id, "token.revoke")


def working(row: ApiToken, at: datetime) -> bool:
    return row.revoked_at is None and row.expires_at > at
