"""An organisation's own identity provider: read, set, taken away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import IntegrityError

from api.actions.entrance.sign_on import providers_of
from api.actions.settings.security_notices import tell_administrators
from api.actions.work import Work, text_of
from api.front.problems import Invalid, Refused
from api.sign_on.identity_providers import ProviderTrouble
from domain.access import Role
from domain.security import SecurityEvent
from store.access import sign_on
from store.access.sign_on import SignOn
from store.tenancy import users

_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])", re.ASCII)
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII)
DEMANDS = ("nobody", "members", "everybody")


@dataclass(frozen=True, slots=True)
class Wished:
    """client_secret: empty keeps the one that is there."""

    slug: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: Sequence[str]
    demanded: str
    enabled: bool


async def read(work: Work) -> tuple[SignOn | None, int]:
    """What is set, and how many people have come that way."""
    return await sign_on.find(work.connection, work.organisation_id), await sign_on.identities(work.connection, work.organisation_id)


async def save(work: Work, wished: Wished) -> None:
    """Raises Invalid, Refused `sign_on.try_first`. The provider is asked whether it is there."""
    before, people = await read(work)
    domains = list(dict.fromkeys(one.strip().lower() for one in wished.domains if one.strip()))
    _require_fit(wished, domains, new=before is None)
    await _require_own(work, domains)
    try:
        await providers_of(work.parts).discover(wished.issuer)
    except ProviderTrouble:
        raise Invalid(("/issuer", "sign_on.issuer")) from None
    another = before is None or before.issuer != wished.issuer
    if wished.demanded != "nobody" and (another or not people or not wished.enabled):
        raise Refused("sign_on.try_first", status=422, pointer="/demanded")
    if another:
        await sign_on.forget_identities(work.connection, work.organisation_id)
    await _put(work, wished, domains, before)
    work.note(work.organisation_id, work.organisation_id, issuer=wished.issuer, demanded=wished.demanded, enabled=str(wished.enabled))
    await tell_administrators(work, work.organisation_id, SecurityEvent.SIGN_ON_CHANGED)


async def remove(work: Work) -> None:
    """Everybody signs in with a password again; sessions that the provider vouched for reach nothing from the next request on.

    Nothing happens where there is none.
    """
    if await sign_on.remove(work.connection, work.organisation_id):
        work.note(work.organisation_id, work.organisation_id, "sign_on.remove")
        await tell_administrators(work, work.organisation_id, SecurityEvent.SIGN_ON_REMOVED)


def _require_fit(wished: Wished, domains: Sequence[str], *, new: bool) -> None:
    wrong = {
        ("/slug", "sign_on.slug"): not _SLUG.fullmatch(wished.slug),
        ("/issuer", "sign_on.issuer"): not 0 < len(wished.issuer) <= 500 or not wished.issuer.isascii() or "?" in wished.issuer,
        ("/client_id", "field.empty"): not 0 < len(wished.client_id) <= 300,
        ("/client_secret", "field.empty"): new and not wished.client_secret,
        ("/domains", "sign_on.domain"): len(domains) > 20 or not all(_DOMAIN.fullmatch(one) for one in domains),
        ("/demanded", "field.choice"): wished.demanded not in DEMANDS,
    }
    if found := [where for where, is_wrong in wrong.items() if is_wrong]:
        raise Invalid(*found)


async def _require_own(work: Work, domains: Sequence[str]) -> None:
    """A domain can be named by an organisation with an administrator who has confirmed an address there, and by no other."""
    if not domains:
        return
    own = set()
    for user, held in await users.members(work.connection, work.organisation_id):
        if held.role == Role.CUSTOMER_ADMIN and user.validated_at is not None:
            box = await work.box(user.home_id)
            own.add(text_of(box, "users", "email_sealed", user.id, user.email_sealed).rpartition("@")[2].lower())
    if not own.issuperset(domains):
        raise Invalid(("/domains", "sign_on.domain_foreign"))


async def _put(work: Work, wished: Wished, domains: list[str], before: SignOn | None) -> None:
    home = work.organisation_id
    sealed = before.secret_sealed if before else b""
    if wished.client_secret:
        sealed = (await work.box(home)).seal("sign_on", "secret_sealed", home, wished.client_secret.encode())
    row = SignOn(home, wished.slug, wished.issuer, wished.client_id, sealed, domains, wished.demanded, wished.enabled, work.at)
    try:
        await sign_on.put(work.connection, row)
    except IntegrityError:
        raise Invalid(("/slug", "sign_on.slug_taken")) from None
