"""Which mails somebody gets: chosen by themselves for each membership, or ended by the link in a mail (rule 40)."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.actions.work import Work
from api.front.problems import Refused
from api.parts import ApiParts
from store.access.principals import act_for
from store.database import credential_transaction
from store.outgoing import unwanted_mails
from store.tenancy import organisations, users
from vault.link_seal import LinkSeal
from words.mails import OPTIONAL_MAILS


@dataclass(frozen=True, slots=True)
class Choices:
    """unwanted: messages that are off. Those not listed are sent."""

    organisation_id: str
    organisation: str
    unwanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody gets no more, and the language they are spoken to in."""

    message: str
    language: str


async def list_choices(work: Work) -> tuple[Choices, ...]:
    """For each organisation that the caller is a member of."""
    mine = await _memberships(work)
    off = await unwanted_mails.switched_off(work.connection, work.principal.user_id)
    await act_for(work.connection, mine)
    return tuple([await _of(work, one, off) for one in mine])


async def choose(work: Work, wanted: Mapping[str, frozenset[str]]) -> None:
    """wanted: by organisation of the caller's, all optional messages that they want. Others' organisations are left alone."""
    for one in await _memberships(work):
        unwanted = [message for message in OPTIONAL_MAILS if message not in wanted.get(one, frozenset())]
        await unwanted_mails.choose(work.connection, work.principal.user_id, one, tuple(OPTIONAL_MAILS), unwanted, work.at)


def leaving(parts: ApiParts) -> LinkSeal:
    """Seals and reads the links that mails carry."""
    return LinkSeal(parts.settings.session_secret, "unsubscribe")


async def look_at_leaving(parts: ApiParts, token: str) -> Left:
    """Without leaving: programs that look at mail open links too. Raises Refused `mail.link`."""
    user_id, _, message = _read(parts, token)
    async with credential_transaction(parts.app, principal=user_id) as connection:
        user = await users.find(connection, user_id)
    if user is None:
        raise Refused("mail.link", status=410)
    return Left(message, user.language)


async def leave(parts: ApiParts, token: str) -> Left:
    """That person gets mails of that kind no more, and nothing else changes. Said again, nothing happens. Raises Refused `mail.link`."""
    left, (user_id, organisation_id, message) = await look_at_leaving(parts, token), _read(parts, token)
    async with credential_transaction(parts.app, principal=user_id) as connection:
        await unwanted_mails.unsubscribe(connection, user_id, organisation_id, message, parts.clock())
    return left


def _read(parts: ApiParts, token: str) -> tuple[str, str, str]:
    match leaving(parts).read(token):
        case (user_id, organisation_id, message) if message in OPTIONAL_MAILS:
            return user_id, organisation_id, message
        case _:
            raise Refused("mail.link", status=410)


async def _memberships(work: Work) -> list[str]:
    standings = await users.standings(work.connection, work.principal.user_id)
    allowed = {post.organisation_id for post in work.principal.posts}
    return sorted({one.through for one in standings if one.through in allowed})


async def _of(work: Work, organisation_id: str, off: frozenset[tuple[str, str]]) -> Choices:
    found = await organisations.find(work.connection, organisation_id)
    unwanted = frozenset(message for where, message in off if where == organisation_id)
    return Choices(organisation_id, found.name if found else "", unwanted)
