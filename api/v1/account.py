"""The caller's own account: who am I, where am I signed in."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.actions.entrance import sessions
from api.calls import Here
from api.front.routes import Router

router = Router(prefix="/v1", tag="Account")


class PostView(BaseModel):
    organisation_id: str = Field(examples=["org_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    role: str = Field(description="What the caller is there: a role of the table of roles.", examples=["customer_admin"])


class MeView(BaseModel):
    model_config = ConfigDict(title="Me")

    user_id: str = Field(examples=["usr_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    token_id: str = Field("", description="Filled when a token asks.")
    scopes: list[str] = Field([], description="What the token may do.")
    posts: list[PostView] = Field(description="Every organisation that the caller may act for.")


class SessionView(BaseModel):
    id: str = Field(description="Names the session and opens nothing.", examples=["ses_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    created_at: datetime
    used_at: datetime = Field(description="To the minute.")
    idle_expires_at: datetime
    agent: str = Field(description="Family and system of the browser that signed in; empty when not known.", examples=["Firefox/Windows"])
    here: bool = Field(description="Whether it is the session that asks.")


class SessionsView(BaseModel):
    items: list[SessionView]


@router.get("/me", signed_in=True, before_password=True, response_model=MeView, summary="Who am I")
async def read_me(call: Here) -> MeView:
    """Who the credential stands for, and in which organisations it has which role. Use it to see that a token works."""
    who = call.principal
    posts = [PostView(organisation_id=post.organisation_id, role=post.role) for post in who.posts]
    return MeView(user_id=who.user_id, token_id=who.token_id, scopes=list(who.scopes), posts=posts)


@router.get("/sessions", signed_in=True, response_model=SessionsView, summary="Where am I signed in")
async def list_sessions(call: Here) -> SessionsView:
    """The caller's sessions at browsers that still work, newest first."""
    async with call.own_work() as work:
        found = await sessions.list_sessions(work)
    return SessionsView(items=[SessionView(**{name: getattr(one, name) for name in SessionView.model_fields}) for one in found])


@router.delete("/sessions/{session_id}", signed_in=True, status_code=204, summary="Sign out somewhere")
async def revoke_session(session_id: str, call: Here) -> None:
    """End one session at once. The browser that holds it has to sign in again."""
    async with call.own_work() as work:
        await sessions.revoke_session(work, session_id)
