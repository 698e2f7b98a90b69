"""The least that could answer a list of orders: FastAPI, one psycopg connection, one statement, the rows as they are.

`uvicorn` runs it as `benchmarks.bare_list:app`; DATABASE_URL, QUERY (JSON: sql, parameters, next) and WORDS (JSON) say what it asks.
"""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from typing import Any

import psycopg
from fastapi import FastAPI
from psycopg.rows import dict_row
from pydantic import BaseModel

QUERY: dict[str, Any] = json.loads(os.environ.get("QUERY", "{}"))
WORDS: dict[str, str] = json.loads(os.environ.get("WORDS", "{}"))


class Order(BaseModel):
    id: str
    organisation_id: str
    location_id: str | None
    customer_reference: str
    status: str
    status_told: str
    ball: str
    ball_told: str
    waiting_for: str
    waiting_for_told: str
    wait_until: datetime | None
    losing_carrier: str
    number_count: int
    requested_foc: date | None
    foc: datetime | None
    rejection_codes: list[str]
    created_at: datetime
    submitted_at: datetime | None
    closed_at: datetime | None


class Page(BaseModel):
    items: list[Order]
    next: str | None


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with await psycopg.AsyncConnection.connect(os.environ["DATABASE_URL"], row_factory=dict_row, autocommit=True) as connection:
        app.state.connection = connection
        yield


app = FastAPI(lifespan=_lifespan)


@app.get("/v1/port-orders")
async def list_port_orders() -> Page:
    cursor = await app.state.connection.execute(QUERY["sql"], QUERY["parameters"])
    rows = (await cursor.fetchall())[:-1]
    return Page(items=[Order(**row, **WORDS) for row in rows], next=QUERY["next"])
