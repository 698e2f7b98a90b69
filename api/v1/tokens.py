"""API tokens."""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from api.actions.settings import api_tokens
from api.calls import Here
from api.front.bodies import Body, Name
from api.front.routes import Router
from domain.access import Action, Scope
from store.access.tokens import ApiToken

router = Router(prefix="/v1", tag="Tokens")


class NewTokenBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Nightly sync", "scopes": ["orders:read"], "days": 90}]})

    name: Name
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope))
    days: int = Field(90, ge=1, le=365, description="Until it expires.")


class TokenView(BaseModel):
    id: str = Field(examples=["tok_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    organisation_id: str
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, one: ApiToken) -> "TokenView":
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class NewTokenView(BaseModel):
    shown: TokenView
    token: str = Field(description="Shown this once, and empty when the same request is answered again. Keep it where your secrets are.")


class TokensView(BaseModel):
    items: list[TokenView]


@router.get("/tokens", allow=Action.TOKEN_READ, response_model=TokensView, summary="List tokens")
async def list_tokens(call: Here) -> TokensView:
    """All tokens of the organisation, without the tokens themselves."""
    async with call.work() as work:
        return TokensView(items=[TokenView.of(one) for one in await api_tokens.list_tokens(work)])


@router.post("/tokens", allow=Action.TOKEN_WRITE, status_code=201, response_model=NewTokenView, summary="Make a token")
async def add_token(asked: NewTokenBody, call: Here) -> NewTokenView:
    """For a program of yours, with the scopes it needs and no more. A token made by mistake is revoked, not recovered."""
    async with call.work() as work:
        made = await api_tokens.add_token(work, asked.name, asked.scopes, timedelta(days=asked.days))
        # What is kept for a repeated request is in plain text, so the token is not in it.
        kept = call.keep(NewTokenView(shown=TokenView.of(made.row), token=""))
    return kept.model_copy(update={"token": made.token})


@router.delete("/tokens/{token_id}", allow=Action.TOKEN_WRITE, status_code=204, summary="Revoke a token")
async def revoke_token(token_id: str, call: Here) -> None:
    """It stops working at once."""
    async with call.work() as work:
        await api_tokens.revoke_token(work, token_id)
