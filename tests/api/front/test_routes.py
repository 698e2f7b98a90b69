"""No route without a rule; the description and the routes are the same thing (reliability R26)."""

import json
import re
from typing import Any

import pytest
from fastapi import FastAPI
from openapi_spec_validator import validate

from api.app import check, create_app, openapi_document, routers
from api.front.routes import Router, RouteWithoutRule, ruled
from api.openapi import operations
from domain.access import ALLOWED, SCOPED, Action, Role
from tests.api.world import World


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi_document()


def test_a_route_that_does_not_say_who_is_no_route() -> None:
    with pytest.raises(RouteWithoutRule):
        Router().get("/open")
    with pytest.raises(RouteWithoutRule):
        Router().get("/open", public=True, allow=Action.ORDER_READ)


def test_an_app_with_a_route_past_the_router_is_not_built() -> None:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)

    @app.get("/past")
    async def past() -> None: ...

    with pytest.raises(RouteWithoutRule):
        check(app)


async def test_description_and_routes_are_the_same(world: World, document: dict[str, Any]) -> None:
    served = {(method, route.path) for route in ruled(create_app(world.parts).routes) for method in route.methods if not route.rule.page}
    described = {(method.upper(), path) for path, item in document["paths"].items() for method in item}
    assert described == served
    assert all(path.startswith("/v1/") for _, path in described)


def test_the_description_is_sound_and_always_the_same(document: dict[str, Any]) -> None:
    validate(document)
    assert json.dumps(document) == json.dumps(openapi_document())


def test_what_is_described_has_names_of_the_field_and_not_of_our_modules(document: dict[str, Any]) -> None:
    """Two models of one name would be told apart by their modules, and every client made from this would carry those names."""
    assert [name for name in document["components"]["schemas"] if "__v1__" in name] == []


def test_every_operation_teaches(document: dict[str, Any]) -> None:
    for operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        assert operation["x-tenant"]
        assert operation["x-roles"]
        if action := operation.get("x-action"):
            scoped = any(Action(action) in actions for actions in SCOPED.values())
            may = [role for role in ALLOWED if Action(action) in ALLOWED[role] and role is not Role.SIGNER]
            assert operation["x-roles"] == [role.value for role in may if scoped or role is not Role.INTEGRATOR]


def test_every_body_has_an_example(document: dict[str, Any]) -> None:
    for operation in operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            schema = content["schema"]
            if "$ref" in schema:
                schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            assert "example" in content or "examples" in content or schema.get("examples"), operation["operationId"]


def test_every_body_refuses_what_it_does_not_know(document: dict[str, Any]) -> None:
    for operation in operations(document):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content and "$ref" in content["schema"]:
            schema = document["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
            assert schema.get("additionalProperties") is False, operation["operationId"]


def test_problems_are_described_as_what_they_are(document: dict[str, Any]) -> None:
    for operation in operations(document):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_pages_change_nothing_by_reading() -> None:
    for router in routers():
        for method, path, handler, rule, _ in router._declared:
            if rule.page and method == "GET":
                assert not re.search(r"(removal|act|sign-out)$", path), handler
