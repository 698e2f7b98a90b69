"""Signing in through an organisation's own provider (reliability R34): the way there and back, and everything that may be wrong on it."""

import secrets
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwk

from api.actions.entrance.passwords import hashed
from api.sign_on.identity_providers import Fetches, Providers
from domain.access import Role
from notifications.outbound.fetching import GuardedFetch
from notifications.outbound.guard import Guard
from runtime.provider_fetch import ProviderFetch
from tests.api.pages import said, send
from tests.api.provider import CLIENT, SECRET, Network, TestProvider, on_this_machine
from tests.api.world import Browser, World
from tests.notifications.outbound import Names

PASSWORD = "seven candles in a window"


@dataclass
class House:
    """An organisation whose provider is set up, with an administrator and the address of a member."""

    world: World
    network: Any
    provider: TestProvider
    organisation: str
    slug: str
    admin: Browser
    member: str
    email: str

    def fields(self, **more: str) -> dict[str, str]:
        known = {"slug": self.slug, "issuer": self.provider.issuer, "client_id": CLIENT, "client_secret": SECRET, "domains": ""}
        return known | {"demanded": "nobody", "enabled": "yes"} | more

    async def goes(self, browser: Browser) -> str:
        """To the provider's page."""
        answer = await browser.get(f"/sign-in/with/{self.slug}/begin")
        assert answer.status_code == 303, said(answer)
        return answer.headers["location"]

    async def comes_back(self, browser: Browser, **more: str) -> httpx.Response:
        """From there with a code; `more` stands in place of what is right."""
        code, state = self.provider.code_for(await self.goes(browser))
        return await browser.get(f"/sign-in/with/{self.slug}/done", params={"code": code, "state": state} | more)


def with_providers(world: World, network: Fetches) -> World:
    made = world.with_clock()
    made.parts = replace(made.parts, providers=Providers(network, made.parts.clock))
    return made


async def house(world: World, network: Fetches, provider: TestProvider) -> House:
    organisation, email = await world.organisation(), f"{secrets.token_hex(6)}@books.example.com"
    admin = await world.signed_in(organisation, Role.CUSTOMER_ADMIN)
    member = await world.user(organisation, Role.VIEWER, email, await hashed(PASSWORD))
    provider.email = email
    made = House(world, network, provider, organisation, f"books-{secrets.token_hex(4)}", admin, member, email)
    answer = await send(admin, "/settings/sign-on", made.fields())
    assert answer.status_code == 303, said(answer)
    return made


@pytest.fixture
async def books(world: World) -> House:
    network = Network()
    world = with_providers(world, network)
    provider = TestProvider(f"https://login-{secrets.token_hex(4)}.example.com", world.clock)
    network.providers[provider.issuer.removeprefix("https://")] = provider
    return await house(world, network, provider)


async def test_a_member_comes_in_with_a_new_session_bound_to_the_organisation(books: House) -> None:
    other = await books.world.organisation()
    browser = books.world.stranger()
    await browser.get("/sign-in")
    where = await books.goes(browser)
    assert where.startswith(f"{books.provider.issuer}/authorize?")
    answer = await books.comes_back(browser)
    assert (answer.status_code, answer.headers.get("location")) == (303, "/"), said(answer)
    assert books.provider.authorizations[-1].startswith("Basic ")
    assert SECRET not in str(books.provider.asked)
    me = (await browser.get("/v1/me")).json()
    assert me["user_id"] == books.member
    assert [(post["organisation_id"], post["role"]) for post in me["posts"]] == [(books.organisation, "viewer")]
    assert other not in str(me)


async def test_a_provider_vouches_for_its_own_organisation_only(books: House) -> None:
    from store.database import system_transaction
    from store.tenancy import users
    from store.tenancy.users import Membership

    elsewhere = await books.world.organisation()
    async with system_transaction(books.world.system) as connection:
        await users.join(connection, Membership(books.member, elsewhere, Role.CUSTOMER_ADMIN, books.world.clock()))
    browser = books.world.stranger()
    await books.comes_back(browser)
    assert [post["organisation_id"] for post in (await browser.get("/v1/me")).json()["posts"]] == [books.organisation]
    changed = await send(browser, "/password", {"old": PASSWORD, "new": "eight candles in a window", "again": "eight candles in a window"})
    assert changed.status_code == 422
    by_password = await books.world.browser(books.member)
    assert len((await by_password.get("/v1/me")).json()["posts"]) == 2


WRONG: dict[str, Callable[[House], dict[str, Any]]] = {
    "nonce": lambda _: {"claims": {"nonce": "another"}},
    "no nonce": lambda _: {"claims": {"nonce": None}},
    "issuer": lambda _: {"claims": {"iss": "https://else.example.com"}},
    "audience": lambda _: {"claims": {"aud": "another-client"}},
    "several audiences without azp": lambda _: {"claims": {"aud": [CLIENT, "another-client"]}},
    "another azp": lambda _: {"claims": {"azp": "another-client"}},
    "expired": lambda house: {"claims": {"exp": int(house.world.clock().timestamp()) - 120}},
    "made long ago": lambda house: {"claims": {"iat": int(house.world.clock().timestamp()) - 3_600}},
    "made in the future": lambda house: {"claims": {"iat": int(house.world.clock().timestamp()) + 3_600}},
    "no subject": lambda _: {"claims": {"sub": ""}},
    "alg none": lambda _: {"alg": "none"},
    "HS256 with the client's secret": lambda _: {"alg": "HS256", "signer": jwk.OctKey.import_key(SECRET * 3)},
    "HS256 with the public key": lambda house: {
        "alg": "HS256",
        "signer": jwk.OctKey.import_key(house.provider.key.as_bytes(private=False)[:64].hex()),
    },
    "a key that nobody has named": lambda _: {"kid": "another"},
    "no key named": lambda _: {"kid": ""},
    "a foreign key of the same name": lambda _: {"signer": jwk.RSAKey.generate_key(2048, {"kid": "first"})},
    "unverified address": lambda _: {"claims": {"email_verified": False}},
    "address verified by a word": lambda _: {"claims": {"email_verified": "true"}},
    "no address": lambda _: {"claims": {"email": None}},
    "unknown person": lambda _: {"email": "nobody@books.example.com"},
}


@pytest.mark.parametrize("what", WRONG)
async def test_what_is_not_as_it_must_be_lets_nobody_in(books: House, what: str) -> None:
    for name, value in WRONG[what](books).items():
        setattr(books.provider, name, value)
    browser = books.world.stranger()
    answer = await books.comes_back(browser)
    assert answer.status_code == 422, said(answer)
    assert (await browser.get("/v1/me")).status_code == 401


async def test_a_state_that_was_not_given_here_is_worth_nothing(books: House) -> None:
    browser = books.world.stranger()
    assert (await books.comes_back(browser, state="invented")).status_code == 422
    assert (await books.comes_back(browser, error="access_denied")).status_code == 422
    assert (await books.comes_back(browser, iss="https://else.example.com")).status_code == 422
    code, state = books.provider.code_for(await books.goes(browser))
    done = f"/sign-in/with/{books.slug}/done"
    # Another browser with the address that this one came back by.
    assert (await books.world.stranger().get(done, params={"code": code, "state": state})).status_code == 422
    code, state = books.provider.code_for(await books.goes(browser))
    books.world.clock.pass_by(timedelta(minutes=11))
    assert (await browser.get(done, params={"code": code, "state": state})).status_code == 422


async def test_a_code_comes_back_once(books: House) -> None:
    browser = books.world.stranger()
    code, state = books.provider.code_for(await books.goes(browser))
    done = f"/sign-in/with/{books.slug}/done"
    assert (await browser.get(done, params={"code": code, "state": state})).status_code == 303
    assert (await browser.get(done, params={"code": code, "state": state})).status_code == 422
    assert len(books.provider.asked) == 1


async def test_one_organisations_answer_is_not_taken_at_anothers_door(books: House) -> None:
    other_provider = TestProvider(f"https://evil-{secrets.token_hex(4)}.example.com", books.world.clock)
    books.network.providers[other_provider.issuer.removeprefix("https://")] = other_provider
    other = await house(books.world, books.network, other_provider)
    other_provider.email = books.email
    browser = books.world.stranger()
    # Its own provider vouches for somebody who is no member there.
    assert (await other.comes_back(browser)).status_code == 422
    # What was begun at one door comes back at the other.
    code, state = books.provider.code_for(await books.goes(browser))
    assert (await browser.get(f"/sign-in/with/{other.slug}/done", params={"code": code, "state": state})).status_code == 422
    assert books.provider.asked == []
    assert (await browser.get("/v1/me")).status_code == 401


async def test_after_the_first_time_the_subject_counts_and_not_the_address(books: House) -> None:
    assert (await books.comes_back(books.world.stranger())).status_code == 303
    books.provider.email = "renamed@elsewhere.example.com"
    assert (await books.comes_back(books.world.stranger())).status_code == 303
    books.provider.email, books.provider.subject = books.email, "sub-2"
    refused = await books.comes_back(books.world.stranger())
    assert refused.status_code == 422
    assert "another identity" in said(refused)


async def test_keys_that_change_are_fetched_again_and_not_at_every_wish(books: House) -> None:
    assert (await books.comes_back(books.world.stranger())).status_code == 303
    books.provider.key = jwk.RSAKey.generate_key(2048, {"kid": "second", "use": "sig"})
    before = len(books.network.fetched)
    for _ in range(3):
        await books.comes_back(books.world.stranger())
    assert [url for url in books.network.fetched[before:] if url.endswith("/keys")] == []
    books.world.clock.pass_by(timedelta(minutes=11))
    books.provider.key = jwk.ECKey.generate_key("P-256", {"kid": "first", "use": "sig"})
    books.provider.alg = "ES256"
    assert (await books.comes_back(books.world.stranger())).status_code == 303


async def test_a_key_of_a_new_name_is_asked_for_once_in_half_a_minute(books: House) -> None:
    def keys_fetched() -> int:
        return len([url for url in books.network.fetched if url.endswith("/keys")])

    async def with_key(kid: str) -> int:
        books.provider.key, books.provider.kid = jwk.RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}), kid
        return (await books.comes_back(books.world.stranger())).status_code

    assert (await books.comes_back(books.world.stranger())).status_code == 303
    assert (await with_key("second"), keys_fetched()) == (422, 1)
    books.world.clock.pass_by(timedelta(seconds=31))
    assert (await with_key("second"), keys_fetched()) == (303, 2)
    assert (await with_key("third"), keys_fetched()) == (422, 2)


@pytest.mark.parametrize("allowed", [True, False])
async def test_a_provider_on_this_machine_is_asked_where_it_is_allowed_and_nowhere_else(world: World, allowed: bool) -> None:
    guard = Guard(Names([("127.0.0.1",)]), this_machine=allowed)
    fetch = ProviderFetch(GuardedFetch(guard, ssl.create_default_context()))
    world = with_providers(world, fetch)
    provider = TestProvider("", world.clock)
    async with on_this_machine(provider) as listener:
        if allowed:
            made = await house(world, fetch, provider)
            browser = world.stranger()
            assert (await made.comes_back(browser)).status_code == 303
            assert (await browser.get("/v1/me")).json()["user_id"] == made.member
            assert [head.split(" ", 2)[1] for head in listener.heads[-2:]] == ["/token", "/keys"]
        else:
            admin = await world.signed_in(await world.organisation(), Role.CUSTOMER_ADMIN)
            fields = {"slug": "books-here", "issuer": provider.issuer, "client_id": CLIENT, "client_secret": SECRET, "demanded": "nobody"}
            answer = await send(admin, "/settings/sign-on", fields)
            assert (answer.status_code, 'id="issuer-error"' in answer.text, listener.connections) == (422, True, 0)


async def test_it_is_demanded_only_after_somebody_came_that_way(books: House) -> None:
    refused = await send(books.admin, "/settings/sign-on", books.fields(demanded="members"))
    assert refused.status_code == 422
    assert f'value="{books.slug}"' in refused.text
    assert SECRET not in refused.text
    assert (await books.comes_back(books.world.stranger())).status_code == 303
    by_password = await books.world.browser(books.member)
    assert (await by_password.get("/v1/locations")).status_code == 200
    assert (await send(books.admin, "/settings/sign-on", books.fields(demanded="everybody", client_secret=""))).status_code == 303
    assert (await by_password.get("/v1/locations")).status_code == 403
    answer = await send(books.world.stranger(), "/sign-in", {"email": books.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert "own provider" in said(answer)
    browser = books.world.stranger()
    assert (await books.comes_back(browser)).status_code == 303
    assert (await browser.get("/v1/locations")).status_code == 200


async def test_a_provider_that_is_taken_away_ends_what_it_vouched_for(books: House) -> None:
    browser = books.world.stranger()
    await books.comes_back(browser)
    assert (await browser.get("/v1/locations")).status_code == 200
    assert (await send(books.admin, "/settings/sign-on", {}, to="/settings/sign-on/removal")).status_code == 303
    assert (await browser.get("/v1/locations")).status_code == 403
    assert (await browser.get(f"/sign-in/with/{books.slug}")).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "A b"), ("issuer", "http://login.example.com"), ("issuer", "https://nobody.example.com"), ("domains", "not a domain"),
        ("domains", "gmail.com"), ("client_id", ""), ("demanded", "sometimes"),
    ],
)  # fmt: skip
async def test_what_cannot_be_set_is_refused_and_kept_to_be_mended(books: House, field: str, value: str) -> None:
    answer = await send(books.admin, "/settings/sign-on", books.fields(**{field: value}))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


async def test_a_provider_that_calls_itself_otherwise_is_none(books: House) -> None:
    other = TestProvider("https://other.example.com", books.world.clock, said={"issuer": "https://OTHER.example.com"})
    inner = TestProvider("https://inner.example.com", books.world.clock, said={"token_endpoint": "http://10.0.0.1/token"})
    books.network.providers |= {"other.example.com": other, "inner.example.com": inner}
    for issuer in (other.issuer, inner.issuer):
        assert (await send(books.admin, "/settings/sign-on", books.fields(issuer=issuer))).status_code == 422


async def test_a_door_is_found_by_an_address_of_the_domain_whoever_has_it(books: House) -> None:
    domain = f"{secrets.token_hex(6)}.example.org"
    owner = await books.world.user(books.organisation, Role.CUSTOMER_ADMIN, f"giles@{domain}")
    assert (await send(await books.world.browser(owner), "/settings/sign-on", books.fields(domains=domain))).status_code == 303
    stranger = books.world.stranger()
    for address in (f"giles@{domain}", f"nobody@{domain.upper()}"):
        answer = await send(stranger, "/sign-in/with", {"email": address})
        assert f'href="/sign-in/with/{books.slug}/begin"' in answer.text
    assert "begin" not in (await send(stranger, "/sign-in/with", {"email": "giles@example.net"})).text
    # A member with an address elsewhere is not let in.
    refused = await books.comes_back(stranger)
    assert refused.status_code == 422
