"""Organisations that the caller may act for, and a partner's new customers."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.actions.addresses import email_address
from api.actions.entrance.newcomers import Newcomer
from api.actions.home import organisations
from api.actions.home.organisations import NewCustomer
from api.actions.home.tenants import NewTenant
from api.calls import Here
from api.front.bodies import Body, Email, Name
from api.front.cursors import Cursor, Limit, PageOf
from api.front.routes import Router
from domain.access import Action
from store.tenancy.organisations import Organisation

router = Router(prefix="/v1", tag="Organisations")
Language = Annotated[str, Field(pattern="^[a-z]{2}$", description="Of mails, two letters; English where there is no translation.")]


class FirstAdmin(Body):
    first_name: Name
    last_name: Name
    email: Email


class NewCustomerBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Sunnydale Books",
                    "standing": "paid",
                    "rehearsal": True,
                    "language": "en",
                    "time_zone": "America/Los_Angeles",
                    "first_admin": {"first_name": "Willow", "last_name": "Rosenberg", "email": "willow@example.com"},
                }
            ]
        }
    )

    name: Name
    standing: Literal["trial", "paid"]
    rehearsal: bool = Field(False, description="Carriers, numbers and clock of a rehearsal organisation are not real.")
    language: Language = "en"
    time_zone: Annotated[str, Field(max_length=60, description="Of the first location.")] = "America/New_York"
    first_admin: FirstAdmin

    def asked(self) -> NewCustomer:
        admin = self.first_admin
        tenant = NewTenant(self.name, self.standing, self.rehearsal, self.language, self.time_zone)
        return NewCustomer(tenant, Newcomer(admin.first_name, admin.last_name, email_address(admin.email, "/first_admin/email")))


class OrganisationBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Sunnydale Books & Magic", "language": "en"}]})

    name: Name
    language: Language


class PlanBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"standing": "paid"}]})

    standing: Literal["paid"]


class OrganisationView(BaseModel):
    id: str = Field(examples=["org_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    name: str
    kind: str = Field(description="customer, partner or staff.")
    standing: str = Field(description="trial or paid. A trial cannot port and has at most ten new numbers.")
    rehearsal: bool
    language: str
    created_at: datetime

    @classmethod
    def of(cls, one: Organisation) -> "OrganisationView":
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


@router.get("/organisations", allow=Action.ORGANISATION_READ, response_model=PageOf[OrganisationView], summary="List organisations")
async def list_organisations(call: Here, cursor: Cursor = "", limit: Limit = 25) -> PageOf[OrganisationView]:
    """Every organisation that the caller may act for: their own, a partner's customers, for staff all."""
    (after,) = call.cursors.read("organisations", cursor)
    async with call.work() as work:
        found = await organisations.list_organisations(work, after, limit + 1)
    shown, more = call.cursors.page("organisations", found, limit, lambda one: (one.id,))
    return PageOf(items=[OrganisationView.of(one) for one in shown], next=more)


@router.post(
    "/organisations",
    allow=Action.ORGANISATION_CREATE,
    status_code=201,
    response_model=OrganisationView,
    summary="Open an account for a customer",
)
async def create_customer(asked: NewCustomerBody, call: Here) -> OrganisationView:
    """A partner's new customer. Its first administrator gets a welcome mail with a link that works once, and then chooses a password."""
    async with call.work() as work:
        return call.keep(OrganisationView.of(await organisations.create_customer(work, asked.asked())))


@router.get(
    "/organisations/{organisation_id}", allow=Action.ORGANISATION_READ, response_model=OrganisationView, summary="Read an organisation"
)
async def read_organisation(organisation_id: str, call: Here) -> OrganisationView:
    """Its name, kind and standing."""
    async with call.work() as work:
        return OrganisationView.of(await organisations.read_organisation(work, organisation_id))


@router.put(
    "/organisations/{organisation_id}", allow=Action.ORGANISATION_WRITE, response_model=OrganisationView, summary="Rename an organisation"
)
async def rename_organisation(organisation_id: str, asked: OrganisationBody, call: Here) -> OrganisationView:
    """Name and language of mails to people who chose none."""
    async with call.work() as work:
        return OrganisationView.of(await organisations.rename_organisation(work, organisation_id, asked.name, asked.language))


@router.post(
    "/organisations/{organisation_id}/plan", allow=Action.ORGANISATION_WRITE, response_model=OrganisationView, summary="End the trial"
)
async def leave_trial(organisation_id: str, asked: PlanBody, call: Here) -> OrganisationView:
    """From trial to paid. The numbers stay; porting becomes possible; billing begins."""
    async with call.work() as work:
        return call.keep(OrganisationView.of(await organisations.leave_trial(work, organisation_id)))
