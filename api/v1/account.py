"""The caller's own account."""

from pydantic import BaseModel, ConfigDict, Field

from api.calls import Here
from api.routes import Router

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


@router.get("/me", signed_in=True, before_password=True, response_model=MeView, summary="Who am I")
async def read_me(call: Here) -> MeView:
    """Who the credential stands for, and in which organisations it has which role. Use it to see that a token works."""
    who = call.principal
    posts = [PostView(organisation_id=post.organisation_id, role=post.role) for post in who.posts]
    return MeView(user_id=who.user_id, token_id=who.token_id, scopes=list(who.scopes), posts=posts)
