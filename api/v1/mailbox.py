"""The mailbox of rehearsal organisations."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from api.actions.rehearsal import mailbox
from api.actions.rehearsal.mailbox import Letter
from api.calls import Here
from api.front.cursors import PageOf
from api.front.routes import Router
from domain.access import Action

router = Router(prefix="/v1", tag="Rehearsal")


class LetterHead(BaseModel):
    id: str = Field(examples=["dlv_aaaaaaaaaaaaaaaaaaaaaaaaaa"])
    channel: str
    message: str = Field(description="Which message it is.", examples=["port_foc_confirmed"])
    order_id: str
    at: datetime = Field(description="When what it tells happened, in the organisation's own time.")
    sent_at: datetime | None
    state: str = Field(description="waiting, sent or dead.")
    recipient: str
    subject: str

    @classmethod
    def of(cls, one: Letter) -> Self:
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class MessageView(LetterHead):
    text: str
    html: str


@router.get("/mailbox", allow=Action.MAILBOX_READ, response_model=PageOf[LetterHead], summary="List messages sent")
async def list_letters(call: Here, order_id: str = "") -> PageOf[LetterHead]:
    """The newest hundred messages of a rehearsal organisation, whole: codes and links work. Real organisations have no mailbox: 404."""
    async with call.work() as work:
        found = await mailbox.letters(work, order_id)
    return PageOf(items=[LetterHead.of(one) for one in found])


@router.get("/mailbox/{delivery_id}", allow=Action.MAILBOX_READ, response_model=MessageView, summary="Read a message sent")
async def read_letter(delivery_id: str, call: Here) -> MessageView:
    """One message as it went out: recipient, subject, text and HTML."""
    async with call.work() as work:
        return MessageView.of(await mailbox.letter(work, delivery_id))
