"""The mailbox of a rehearsal organisation: every message as it was sent. Elsewhere there is none."""

import json
from dataclasses import dataclass
from datetime import datetime

from api.actions.rehearsal.rehearsal import require_rehearsal
from api.actions.work import Work
from api.front.problems import not_found
from store.outgoing import deliveries
from store.outgoing.deliveries import Kept
from vault.envelope import TenantBox

MOST = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """A message; recipient, subject and text are empty until it is sent. state: waiting, sent or dead."""

    id: str
    channel: str
    message: str
    order_id: str
    at: datetime
    sent_at: datetime | None
    state: str
    recipient: str = ""
    subject: str = ""
    text: str = ""
    html: str = ""


async def letters(work: Work, order_id: str = "") -> tuple[Letter, ...]:
    """The newest hundred; of one order if it is named. Raises Problem NOT_FOUND outside rehearsal."""
    organisation_id = work.organisation_id
    await require_rehearsal(work, organisation_id)
    box = await work.box(organisation_id)
    return tuple(_opened(kept, box) for kept in await deliveries.listed(work.connection, organisation_id, MOST, order_id))


async def letter(work: Work, delivery_id: str) -> Letter:
    """Raises Problem NOT_FOUND."""
    organisation_id = work.organisation_id
    await require_rehearsal(work, organisation_id)
    kept = await deliveries.find(work.connection, delivery_id, organisation_id)
    if kept is None:
        raise not_found()
    return _opened(kept, await work.box(organisation_id))


def _opened(kept: Kept, box: TenantBox) -> Letter:
    sent = {} if kept.copy_sealed is None else json.loads(box.open("deliveries", "copy_sealed", kept.id, kept.copy_sealed))
    words = {name: str(sent.get(name, "")) for name in ("subject", "text", "html")}
    return Letter(
        kept.id, kept.channel, kept.message, kept.order_id, kept.at, kept.sent_at, kept.state, recipient=str(sent.get("to", "")), **words
    )
