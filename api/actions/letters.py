"""A mail to be sent, put down in the transaction of what it tells of; the courier sends it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from store.outgoing import deliveries
from store.outgoing.deliveries import Delivery, delivery_id
from vault.envelope import TenantBox


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one recipient: a user, a person of the call plan, or an address.

    template: of `notifications/messages`. key: once sent under it, never again. data: ids, codes, dates; private: what is personal or
    secret (names, codes, links), kept sealed. Together they are the message's fields. language: of an address, where it is known.
    """

    template: str
    key: str
    at: datetime
    user_id: str = ""
    person_id: str = ""
    address: str = ""
    order_id: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    private: dict[str, Any] = field(default_factory=dict)
    language: str = ""


async def send(connection: AsyncConnection, box: TenantBox, letter: Letter) -> None:
    """Enqueue it in the box's organisation. Again under the same key changes nothing."""
    row_id = delivery_id(letter.key)
    address = box.seal("deliveries", "address_sealed", row_id, letter.address.encode()) if letter.address else None
    private = box.seal("deliveries", "data_sealed", row_id, json.dumps(letter.private).encode()) if letter.private else None
    wanted = Delivery(
        organisation_id=box.organisation_id,
        channel="mail",
        message=letter.template,
        message_key=letter.key,
        at=letter.at,
        order_id=letter.order_id,
        user_id=letter.user_id,
        person_id=letter.person_id,
        address_sealed=address,
        data=letter.data,
        data_sealed=private,
        language=letter.language,
    )
    await deliveries.enqueue(connection, [wanted])
