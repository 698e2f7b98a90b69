"""The way to everything that can be set: one's own account, and the organisation."""

from dataclasses import dataclass

from starlette.responses import Response

from api.actions.home import organisations
from api.actions.settings import partners
from api.calls import Call, Here
from api.front.bodies import Body, Name
from api.front.routes import Router
from api.pages.forms import Errors, Typed, answered
from api.pages.languages import language_options, require_language
from domain.access import Action
from words.sentence import marked

router = Router(page=True)


@dataclass(frozen=True, slots=True)
class Place:
    """needs: the action without which there is nothing to see; None for one's own things."""

    path: str
    label: str
    about: str
    needs: Action | None = None


OWN = (
    Place("/account", marked("Name, password and language"), marked("How you sign in, and the language of pages and mails.")),
    Place("/account#sessions", marked("Where you are signed in"), marked("End sessions at other browsers.")),
    Place("/settings/notifications", marked("Notifications"), marked("Choose which mails about orders you get.")),
)  # fmt: skip
SHARED = (
    Place("/settings/organization", marked("Name and language"), marked("Of the organization."), Action.ORGANISATION_WRITE),
    Place("/users", marked("Users and roles"), marked("Who signs in here, and what they may do."), Action.USERS_READ),
    Place("/settings/partners", marked("Partners"), marked("Which partners act here, and since when."), Action.PARTNERS_READ),
    Place("/settings/sign-on", marked("Single sign-on"), marked("Sign in with your own identity provider."), Action.SIGN_ON_WRITE),
    Place("/settings/tokens", marked("API tokens"), marked("Let programs of yours work with orders and numbers."), Action.TOKEN_READ),
    Place("/settings/webhooks", marked("Webhooks"), marked("Have events sent to your own systems."), Action.WEBHOOK_READ),
    Place("/terms", marked("Terms"), marked("What was accepted, when and by whom."), Action.TERMS_READ),
)  # fmt: skip


class OrganisationForm(Body):
    name: Name
    language: str


def just_saved(call: Call) -> bool:
    """Whether the page is read because its form was sent."""
    return call.request.query_params.get("saved") == "yes"


@router.get("/settings", signed_in=True)
async def settings_page(call: Here) -> Response:
    here = call.principal.acting_for(Action.ORGANISATION_READ)
    shared = [place for place in SHARED if here and place.needs and call.principal.tenants_for(place.needs) != ()]
    async with call.everywhere() as work:
        code = await partners.own_code(work)
    return await call.page("settings/index.html", own=OWN, shared=shared, code=code)


@router.get("/settings/organization", allow=Action.ORGANISATION_WRITE)
async def organisation_page(call: Here) -> Response:
    async with call.work() as work:
        found = await organisations.read_organisation(work, work.organisation_id)
    typed = {"name": found.name, "language": found.language}
    return await call.page("settings/organization.html", languages=language_options(), typed=typed, fresh=just_saved(call))


@router.post("/settings/organization", allow=Action.ORGANISATION_WRITE)
async def organisation_changed(call: Here) -> Response:
    async def again(typed: Typed, errors: Errors) -> Response:
        return await call.page("settings/organization.html", 422, languages=language_options(), typed=typed, errors=errors, fresh=False)

    return await answered(call, lambda typed: _rename(call, typed), again, "/settings/organization?saved=yes")


async def _rename(call: Call, typed: Typed) -> None:
    asked = OrganisationForm.model_validate(typed)
    require_language(asked.language)
    async with call.work() as work:
        await organisations.rename_organisation(work, work.organisation_id, asked.name, asked.language)
