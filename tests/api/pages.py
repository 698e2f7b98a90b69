"""Reading pages as a browser does: the form's token, what is said, where mails' codes and links are."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import httpx
from sqlalchemy import select

from store.database import system_transaction
from store.schema.crossings import deliveries
from tests.api.world import Browser, World


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.csrf = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("name") == "csrf":
            self.csrf = found.get("value") or ""


def token_in(answer: httpx.Response) -> str:
    """The token of the page's forms."""
    fields = _Fields()
    fields.feed(answer.text)
    assert fields.csrf, "no form with a token"
    return fields.csrf


async def send(browser: Browser, page: str, fields: dict[str, str], to: str = "") -> httpx.Response:
    """Open the page, fill its form, send it."""
    token = token_in(await browser.get(page))
    return await browser.post(to or page, data={"csrf": token, **fields})


async def mails(world: World, template: str) -> list[dict[str, Any]]:
    """Every mail of this template that waits, newest last, with all its fields."""
    async with system_transaction(world.system) as connection:
        query = select(deliveries).where(deliveries.c.message == template).order_by(deliveries.c.next_at, deliveries.c.id)
        rows = (await connection.execute(query)).all()
    told = []
    for row in rows:
        box = await world.parts.envelope.box(row.organisation_id)
        private = json.loads(box.open("deliveries", "data_sealed", row.id, row.data_sealed)) if row.data_sealed else {}
        told.append({**row.data, **private, "user_id": row.user_id, "organisation_id": row.organisation_id})
    return told


def said(answer: httpx.Response) -> str:
    """The page's text without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())
