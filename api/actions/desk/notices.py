"""What carriers send us: proven, then kept. Nothing else happens here (reliability R11)."""

from collections.abc import Mapping

from api.front.problems import Refused, not_found
from api.parts import ApiParts
from carriers.protocol import WebhookForged
from store.carriers import inbox
from store.database import credential_transaction


async def take_in(parts: ApiParts, carrier: str, headers: Mapping[str, str], body: bytes) -> int:
    """Keep the notices of a delivery whose signature holds; how many it held. Matching and passing on are the relay's.

    Raises Problem NOT_FOUND for a carrier that sends none, Refused for a forgery, before anything is stored.
    """
    adapter = parts.webhooks.get(carrier)
    if adapter is None:
        raise not_found()
    try:
        heard = adapter.read_webhook(headers, body, parts.clock())
    except WebhookForged:
        raise Refused("webhook.forged", status=401) from None
    async with credential_transaction(parts.app) as connection:
        await inbox.store(connection, heard)
    return len(heard)
