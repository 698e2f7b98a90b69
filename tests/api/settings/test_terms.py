"""Terms of service are published by version: what somebody accepted can be read again, and a new text asks anew."""

from api.actions.settings.terms_texts import PRESENT, TEXTS, text_hash
from domain.access import Role
from domain.policy.rulebook import RULEBOOKS
from store.database import system_transaction
from store.ids import fresh
from store.paper import signatures
from store.paper.signatures import Acceptance
from tests.api.pages import said
from tests.api.world import World

# A published text is what people have accepted. A change of these hashes is a mistake: add a version.
PUBLISHED = {"2026-11": "aca044aa4b6a6b2e9e5bd427e45bfac852c33732d346263128131fe3819613a1"}


def test_a_published_version_is_never_edited() -> None:
    assert {version: text_hash(version).hex() for version in TEXTS} == PUBLISHED
    assert max(PUBLISHED) == PRESENT


def test_rules_ask_for_terms_that_were_published() -> None:
    assert {book.terms_version for book in RULEBOOKS.values()} <= set(TEXTS)


async def test_who_accepted_an_earlier_version_is_asked_again(world: World) -> None:
    organisation = await world.organisation()
    admin = await world.signed_in(organisation, Role.CUSTOMER_ADMIN)
    earlier = Acceptance(fresh("acc"), organisation, "terms", "2025-01", b"hash", "usr_x", organisation, world.clock())
    async with system_transaction(world.system) as connection:
        await signatures.accept(connection, earlier)
    asked = (await admin.get("/v1/terms")).json()
    assert (asked["version"], asked["accepted"], asked["accepted_version"]) == (PRESENT, False, "2025-01")
    page = said(await admin.get("/terms"))
    assert "Your organization accepted version 2025-01." in page
    assert "Accept the terms" in page
    taken = (await admin.post("/v1/terms/acceptance", json={"version": PRESENT})).json()
    assert (taken["accepted"], taken["accepted_version"], taken["accepted_text"]) == (True, PRESENT, taken["text"])
    assert (await admin.get("/v1/terms")).json() == taken
    assert "Your organization accepted version" not in said(await admin.get("/terms"))
