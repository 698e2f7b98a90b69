"""Every route, every role, its twin in another tenant; own, other and absent things (reliability T4).

New routes are in by themselves: the matrix walks the routes, makes what their paths name, and sends the examples of their bodies.
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pytest

from api.app import bare_app, openapi_document
from api.front.routes import RuledRoute, ruled
from api.front.rules import Tenancy
from domain.access import Role
from tests.api.drafting import with_carrier
from tests.api.matrix_objects import ABSENT, MAKERS, NOBODYS, Things, things
from tests.api.world import Browser, World

ROUTES = [(method, route) for route in ruled(bare_app().routes) for method in sorted(route.methods)]
GUARDED = [(method, route) for method, route in ROUTES if not route.rule.public]
NAMED = [(method, route) for method, route in GUARDED if "{" in route.path]
ROLES = (Role.CUSTOMER_ADMIN, Role.VIEWER, Role.PARTNER, Role.INTEGRATOR, Role.SUPPORT, Role.SUPPORT_LEAD, Role.AUDITOR)
TENANTS = (Role.CUSTOMER_ADMIN, Role.VIEWER, Role.PARTNER, Role.INTEGRATOR)
DOCUMENT = openapi_document()
# Between two requests, so that nobody asks too often.
PAUSE = timedelta(milliseconds=600)


def name(case: tuple[str, RuledRoute]) -> str:
    return f"{case[0]} {case[1].path}"


@dataclass(slots=True)
class Matrix:
    """`here` and `there`: two organisations alike. callers: by role, those of `here`."""

    world: World
    here: Things
    there: Things
    callers: dict[Role, Browser]


@pytest.fixture(scope="module")
async def matrix(world: World) -> Matrix:
    world = with_carrier(world)
    here, there = await things(world), await things(world)
    partner, staff = await world.partner_of(here.organisation_id), await world.organisation("staff", name="Portwright")
    callers = {role: await world.signed_in(here.organisation_id, role) for role in (Role.CUSTOMER_ADMIN, Role.VIEWER)}
    callers[Role.PARTNER] = await world.signed_in(partner, Role.PARTNER, acting_for=here.organisation_id)
    callers[Role.INTEGRATOR] = await world.integrator(here.organisation_id)
    for role in (Role.SUPPORT, Role.SUPPORT_LEAD, Role.AUDITOR):
        callers[role] = await world.signed_in(staff, role, acting_for=here.organisation_id)
    return Matrix(world, here, there, callers)


async def ask(browser: Browser, method: str, route: RuledRoute, of: Things | None, bodys: Things) -> httpx.Response:
    """Ask for a thing of `of`, or for one that is not there. bodys: whose things the body names."""
    path = route.path
    for parameter in re.findall(r"{(\w+)}", path):
        path = path.replace(f"{{{parameter}}}", await of.of(parameter, fresh=method != "GET") if of else ABSENT.get(parameter, NOBODYS))
    bodys.world.clock.pass_by(PAUSE)
    more: dict[str, Any] = {"headers": {"If-Match": '"1"'}}
    if method in {"POST", "PUT", "PATCH"} and not route.rule.page:
        more |= body(method, route, bodys)
    if not (route.is_sse_stream and of):
        return await browser.request(method, path, **more)
    try:
        async with asyncio.timeout(0.7):
            return await browser.request(method, path, **more)
    except TimeoutError:  # A stream of an open order goes on: it was let in.
        return httpx.Response(200, headers={"X-Request-Id": "streaming"})


def body(method: str, route: RuledRoute, of: Things) -> dict[str, Any]:
    """The body's example, with the ids of things that are there; a small PDF where a file is asked for."""
    contents = DOCUMENT["paths"][route.path][method.lower()].get("requestBody", {}).get("content", {})
    if "multipart/form-data" in contents:
        return {"files": {"file": ("bill.pdf", b"%PDF-1.4 no more", "application/pdf")}, "data": {"kind": "bill"}}
    content = contents.get("application/json")
    if content is None:
        return {}
    schema = content["schema"]
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    found = content.get("example") or (schema.get("examples") or [{}])[0]
    return {"json": _with_ids(found, of)}


def _with_ids(value: Any, of: Things) -> Any:
    if isinstance(value, dict):
        return {key: of.location_id if key == "location_id" else _with_ids(inner, of) for key, inner in value.items()}
    return [_with_ids(inner, of) for inner in value] if isinstance(value, list) else value


def told(answer: httpx.Response) -> str:
    """The body but for what is each request's own: its id and the token of its forms."""
    own = answer.headers["X-Request-Id"]
    return re.sub(r'name="csrf" value="[^"]*"', "", answer.text.replace(own, "·"))


def may(role: Role, route: RuledRoute) -> bool:
    return route.rule.signed_in or role.value in route.rule.roles


def test_every_named_thing_can_be_made() -> None:
    named = {parameter for _, route in GUARDED for parameter in re.findall(r"{(\w+)}", route.path)}
    assert named <= MAKERS.keys(), "give tests/api/matrix_objects.py a maker"


@pytest.mark.parametrize("case", GUARDED, ids=name)
async def test_nobody_gets_nothing(matrix: Matrix, case: tuple[str, RuledRoute]) -> None:
    method, route = case
    answer = await ask(matrix.world.stranger(), method, route, matrix.here, matrix.here)
    if route.rule.page:
        assert answer.status_code in (303, 401)
        assert answer.headers.get("location", "/sign-in").partition("?")[0] == "/sign-in"
    else:
        assert answer.status_code == 401


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("case", [case for case in GUARDED if case[1].rule.allow], ids=name)
async def test_a_role_may_what_the_table_says_and_no_more(matrix: Matrix, case: tuple[str, RuledRoute], role: Role) -> None:
    method, route = case
    answer = await ask(matrix.callers[role], method, route, matrix.here, matrix.here)
    if may(role, route):
        assert answer.status_code not in (401, 403, 404, 405, 500), answer.text[:500]
    else:
        assert answer.status_code == 403, answer.text[:500]


@pytest.mark.parametrize("role", TENANTS)
@pytest.mark.parametrize("case", NAMED, ids=name)
async def test_anothers_thing_is_as_if_absent(matrix: Matrix, case: tuple[str, RuledRoute], role: Role) -> None:
    method, route = case
    if not may(role, route):
        return
    caller = matrix.callers[role]
    others, absent = await ask(caller, method, route, matrix.there, matrix.here), await ask(caller, method, route, None, matrix.here)
    assert (others.status_code, absent.status_code) == (404, 404), others.text[:500]
    if not route.rule.page:
        assert told(others) == told(absent)
    quiet = {"x-request-id", "date", "content-length", "set-cookie"}
    assert {key: value for key, value in others.headers.items() if key not in quiet} == {
        key: value for key, value in absent.headers.items() if key not in quiet
    }
    assert told(others).replace(matrix.there.organisation_id, "") == told(others)


@pytest.mark.parametrize("role", TENANTS)
@pytest.mark.parametrize("case", [case for case in GUARDED if case[0] == "GET" and "{" not in case[1].path], ids=name)
async def test_a_list_holds_nothing_of_anothers(matrix: Matrix, case: tuple[str, RuledRoute], role: Role) -> None:
    method, route = case
    named = [await matrix.there.of(parameter, fresh=False) for parameter in MAKERS if parameter not in ABSENT]
    answer = await ask(matrix.callers[role], method, route, matrix.here, matrix.here)
    assert [thing for thing in (*named, matrix.there.location_id) if thing in answer.text] == []


@pytest.mark.parametrize("role", TENANTS)
async def test_another_organisation_cannot_be_named(matrix: Matrix, role: Role) -> None:
    caller = matrix.callers[role]
    for named in (matrix.there.organisation_id, NOBODYS):
        answer = await caller.get("/v1/locations", headers={"Portwright-Organisation": named})
        assert answer.status_code == 404


@pytest.mark.parametrize("case", [case for case in ROUTES if case[1].rule.tenancy is Tenancy.LINK and not case[1].rule.allow], ids=name)
async def test_a_link_that_was_never_made_opens_nothing(matrix: Matrix, case: tuple[str, RuledRoute]) -> None:
    method, route = case
    answer = await ask(matrix.world.stranger(), method, route, None, matrix.here)
    assert answer.status_code in (401, 403, 404, 409, 410, 422)


def test_a_staff_role_counts_in_our_own_organisation_only() -> None:
    """Held by `api.authentication.person`, asked of the whole in the next test."""
    assert {Role.SUPPORT, Role.SUPPORT_LEAD, Role.AUDITOR} <= set(ROLES)


async def test_a_customer_with_a_staff_role_is_no_staff(matrix: Matrix) -> None:
    impostor = await matrix.world.signed_in(matrix.here.organisation_id, Role.SUPPORT_LEAD)
    assert (await impostor.get("/v1/locations", headers={"Portwright-Organisation": matrix.there.organisation_id})).status_code == 404
    assert (await impostor.get("/v1/locations")).status_code == 403
