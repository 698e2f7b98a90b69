"""Terms of service."""

from pydantic import BaseModel, ConfigDict, Field

from api.actions.settings import terms
from api.actions.settings.terms import Terms
from api.actions.settings.terms_texts import PRESENT
from api.calls import Here
from api.front.bodies import Body, Code
from api.front.routes import Router
from domain.access import Action

router = Router(prefix="/v1", tag="Terms")


class AcceptanceBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"version": PRESENT}]})

    version: Code = Field(description="Of the text that was read.")


class TermsView(BaseModel):
    version: str
    text: list[str]
    accepted: bool = Field(description="By an administrator of the organisation, for this version.")
    accepted_version: str = Field(description="The latest that was accepted, empty where none was. May be an earlier one.")
    accepted_text: list[str] = Field(description="Of that version, word for word.")
    may_accept: bool = Field(description="False for a partner: the customer must sign in and accept.")

    @classmethod
    def of(cls, one: Terms) -> "TermsView":
        return cls(
            version=one.version,
            text=list(one.text),
            accepted=one.accepted,
            accepted_version=one.accepted_version,
            accepted_text=list(one.accepted_text),
            may_accept=one.may_accept,
        )


@router.get("/terms", allow=Action.TERMS_READ, response_model=TermsView, summary="Read the terms")
async def read_terms(call: Here) -> TermsView:
    """The current version, and whether the organisation has accepted it."""
    async with call.work() as work:
        return TermsView.of(await terms.read_terms(work))


@router.post("/terms/acceptance", allow=Action.TERMS_ACCEPT, response_model=TermsView, summary="Accept the terms")
async def accept_terms(asked: AcceptanceBody, call: Here) -> TermsView:
    """Only an administrator of the customer can. Nothing is billed before."""
    async with call.work() as work:
        return call.keep(TermsView.of(await terms.accept_terms(work, asked.version)))
