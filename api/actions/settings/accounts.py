"""One's own account: what one is called, in which language one is spoken to, and in which zone one is told moments."""

from dataclasses import dataclass

from api.actions.work import Work, text_of
from store.tenancy import users


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    email: str
    language: str
    time_zone: str
    has_password: bool


async def read_account(work: Work) -> Account:
    user = await users.find(work.connection, work.principal.user_id)
    assert user is not None
    box = await work.box(user.home_id)
    name = text_of(box, "users", "name_sealed", user.id, user.name_sealed)
    email = text_of(box, "users", "email_sealed", user.id, user.email_sealed)
    return Account(name, email, user.language, user.time_zone, bool(user.password_hash))


async def rename_account(work: Work, name: str) -> None:
    user = await users.find(work.connection, work.principal.user_id)
    assert user is not None
    box = await work.box(user.home_id)
    await users.rename(work.connection, user.id, box.seal("users", "name_sealed", user.id, name.encode()))


async def choose_language(work: Work, language: str) -> None:
    """Of pages from the next one on, and of mails."""
    await users.speak(work.connection, work.principal.user_id, language)


async def choose_zone(work: Work, time_zone: str) -> None:
    """For moments that belong to no location; empty for that of the organisation."""
    await users.live_in(work.connection, work.principal.user_id, time_zone)
