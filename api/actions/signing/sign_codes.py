"""The six digits that prove a signer's mailbox: mailed when asked for, few of them, each good for a few tries and minutes."""

import hmac
from datetime import timedelta

from api.actions import letters
from api.actions.letters import Letter as Mail
from api.actions.signing import sign_links
from api.actions.signing.sign_links import Holder, LinkWork
from api.actions.work import text_of
from api.front.limits import MAIL_PER_ADDRESS, require_below
from api.front.problems import Refused
from api.front.tokens import new_code, token_hash
from api.parts import ApiParts
from store.paper import signature_requests

LASTS = timedelta(minutes=15)
TRIES = 5
# With TRIES each, a guesser has 50 of a million.
CODES_PER_LINK = 10


async def mail(parts: ApiParts, holder: Holder) -> None:
    """Mail a new code to the mailbox that the link was mailed to; an earlier one works no more. Raises Refused, Problem TOO_MANY."""
    async with sign_links.link_work(parts, holder, proven=False) as work:
        request_id = work.asked.id
    await require_below(parts, (f"sign-code/{request_id}", MAIL_PER_ADDRESS))
    async with sign_links.link_work(parts, holder, proven=False) as work:
        code, until = new_code(), work.at + LASTS
        count = await signature_requests.mail_code(work.connection, request_id, _hash(parts, request_id, code), until, CODES_PER_LINK)
        if count is None:
            raise Refused("sign_code.no_more")
        await _send(work, code, count)


async def prove(parts: ApiParts, holder: Holder, typed: str) -> None:
    """The letter opens in this browser from here on. Raises Refused `code.failed`."""
    right = False
    async with sign_links.link_work(parts, holder, proven=False) as work:
        request_id = work.asked.id
        kept = await signature_requests.try_code(work.connection, request_id, work.at, TRIES)
        right = kept is not None and hmac.compare_digest(kept, _hash(parts, request_id, "".join(typed.split())))
        if right:
            await signature_requests.prove(work.connection, request_id, sign_links.browser_hash(parts, request_id, holder.browser), work.at)
            work.note(work.asked.organisation_id, request_id, "loa.prove_mailbox")
    # Raised only now: the try must be counted, so its transaction commits.
    if not right:
        raise Refused("code.failed", status=422, pointer="/code")


async def _send(work: LinkWork, code: str, count: int) -> None:
    asked, box = work.asked, await work.box(work.asked.organisation_id)
    address = text_of(box, "signature_requests", "email_sealed", asked.id, asked.email_sealed)
    data = {"order_id": asked.order_id, "valid_minutes": int(LASTS.total_seconds() // 60)}
    sent = Mail(
        "sign_code", f"sign-code/{asked.id}/{count}", work.at, address=address, order_id=asked.order_id, data=data, language=asked.language
    )
    sent.private["code"] = code
    await letters.send(work.connection, box, sent)


def _hash(parts: ApiParts, request_id: str, code: str) -> bytes:
    return token_hash(parts.settings.session_secret, f"sign-code/{request_id}", code)
