"""From settings to a receiver of one's own: added, tested, and told of an order by the whole of Portwright."""

import queue
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import expect
from standardwebhooks.webhooks import Webhook

from tests.browser.conftest import Opens
from tests.browser.customers import customer
from tests.browser.site import Site

Heard = queue.Queue[tuple[dict[str, str], bytes]]


@contextmanager
def receiver() -> Iterator[tuple[str, Heard]]:
    """An address on this machine, and what was posted there."""
    heard: Heard = queue.Queue()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            heard.put(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}/t0ken", heard
    finally:
        server.shutdown()
        server.server_close()


def test_a_system_of_ones_own_hears_of_an_order(site: Site, window: Opens):
    who = customer(site)
    visit = who.signs_in(window())
    page = visit.open("/settings")
    page.get_by_role("link", name="Webhooks").click()
    visit.sound()
    page.get_by_role("link", name="Add an endpoint").click()
    page.get_by_label("Address").fill("https://10.0.0.1/t0ken")
    page.get_by_role("button", name="Add the endpoint").click()
    expect(page.get_by_role("alert")).to_contain_text("no IP address")
    expect(page.get_by_label("Address")).to_have_value("https://10.0.0.1/t0ken")
    visit.sound()
    with receiver() as (address, heard):
        page.get_by_label("Address").fill(address)
        page.get_by_role("button", name="Add the endpoint").click()
        secret = page.get_by_role("textbox", name="Secret").input_value()
        visit.sound()
        page.get_by_role("button", name="Send a test event").click()
        headers, body = heard.get(timeout=20)
        assert Webhook(secret).verify(body, headers)["type"] == "webhook.test"
        page.get_by_role("link", name="Delivered").click()
        expect(page.get_by_role("row").filter(has_text="webhook.test")).to_contain_text("Delivered")
        order_id = who.submitted()
        told: dict[str, Any] = Webhook(secret).verify(*reversed(heard.get(timeout=30)))
        assert (told["type"], told["data"]["order_id"], told["data"]["numbers"]) == ("port_order.submitted", order_id, list(who.numbers()))
        page.get_by_role("link", name="All", exact=True).click()
        visit.sound()
        page.get_by_role("link", name="port_order.submitted").first.click()
        expect(page.get_by_role("cell", name=re.compile("HTTP status 204"))).to_be_visible()
        visit.sound()
