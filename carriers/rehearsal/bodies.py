"""What the rehearsal carrier takes over HTTP. Unknown fields are refused."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .steps import Step

Number = Annotated[str, Field(pattern=r"^\+1\d{10}$")]
Numbers = Annotated[tuple[Number, ...], Field(min_length=1, max_length=500)]
Text = Annotated[str, Field(max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ServiceAddress(Body):
    street: Name
    unit: Text = ""
    city: Name
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    zip_code: Annotated[str, Field(pattern=r"^\d{5}(-\d{4})?$")]


class WriteBody(Body):
    """client_reference: a text to search for later, where no idempotency key is sent."""

    client_reference: Text = ""


class LsrBody(WriteBody):
    """revision: the customer's own count. The carrier counts LSR and supplements itself, from 1: that is the version it answers."""

    pon: Name
    revision: Annotated[int, Field(ge=0)]
    customer_reference: Name
    numbers: Numbers
    btn: Number
    replacement_btn: Literal[""] | Number = ""
    business: bool
    partial: bool
    end_user_name: Name
    authorised_person: Name
    account_number: Text
    pin: Text = ""
    service_address: ServiceAddress
    losing_carrier: Text
    losing_spid: Text = ""
    requested_foc: date | None = None
    time_zone: Name


class ActivationBody(WriteBody):
    """numbers: those to move, or none for all that still wait."""

    numbers: Annotated[tuple[Number, ...], Field(max_length=500)] = ()


class PortabilityBody(Body):
    numbers: Numbers


class WindowsBody(Body):
    numbers: Numbers
    at: datetime
    time_zone: Name = "America/New_York"


class ClockBody(Body):
    offset_seconds: Annotated[int, Field(ge=0, le=10 * 366 * 86_400)]


class StepBody(Body):
    """A step to play now. Codes go with rejections and failures, a FOC with `confirm`, numbers with steps about single numbers."""

    step: Step
    codes: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    foc: datetime | None = None
    numbers: Annotated[tuple[Number, ...], Field(max_length=500)] = ()
