"""The doors put together. Nothing is read from the environment and nothing opened here."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

import api.pages
import api.v1
from api.front.middleware import Edge
from api.front.problem_answers import answer_problems, edge_answer
from api.front.routes import Router, ruled
from api.openapi import DESCRIPTION, TITLE, describe
from api.parts import ApiParts


def create_app(parts: ApiParts) -> FastAPI:
    """The app with every route of `api/v1` and `api/pages`. Raises RouteWithoutRule for a route that does not say who may use it."""
    return serving(bare_app(), parts)


def serving(app: FastAPI, parts: ApiParts) -> FastAPI:
    """The bare app, with what its handlers work with."""
    app.state.parts = parts
    app.add_middleware(Edge, settings=parts.settings, answer=edge_answer)
    return app


def bare_app() -> FastAPI:
    """The routes alone, enough to be described."""
    app = FastAPI(
        title=TITLE, description=DESCRIPTION, version="1", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    for router in routers():
        router.build(app.router)
    answer_problems(app)
    check(app)
    return app


def openapi_document() -> dict[str, Any]:
    """The description of the JSON door, without database, keys or settings."""
    return describe(bare_app())


def check(app: FastAPI) -> None:
    """Raises RouteWithoutRule."""
    for _ in ruled(app.routes):
        pass


def routers() -> Iterator[Router]:
    """Every module-level `router` of the two doors: a new file needs no list to be in."""
    for package in (api.v1, api.pages):
        for module in sorted(found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")):
            router = getattr(importlib.import_module(module), "router", None)
            if isinstance(router, Router):
                yield router
