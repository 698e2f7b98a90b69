"""Firefox as it is installed, over WebDriver BiDi (W3C). Playwright drives builds of its own only, and asks more than an ESR knows."""

import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.stack import wait_until

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_ENTER = "\ue007"


class Firefox:
    """One tab. told: what pages wrote to the console that they should not."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._ids, self.told = socket, count(1), list[str]()
        self._send("session.new", capabilities={})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._tab = self._send("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, url: str) -> None:
        self._send("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """A text, a number or a truth."""
        found = self._send("script.evaluate", expression=expression, target={"context": self._tab}, awaitPromise=True)
        assert found["type"] == "success", found
        return found["result"].get("value")

    def wide(self, pixels: int) -> None:
        self._send("browsingContext.setViewport", context=self._tab, viewport={"width": pixels, "height": 800})

    def keep(self, cookies: Mapping[str, str], host: str) -> None:
        for name, value in cookies.items():
            cookie = {"name": name, "value": {"type": "string", "value": value}, "domain": host, "path": "/"}
            self._send("storage.setCookie", cookie=cookie)

    def click(self, css: str) -> None:
        point = {"type": "pointerMove", "x": 0, "y": 0, "origin": {"type": "element", "element": self._node(css)}}
        steps = [point, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "mouse", "actions": steps})

    def type(self, css: str, words: str, *, send: bool = False) -> None:
        """Into a field that is clicked first. send: Enter at the end."""
        self.click(css)
        keys = [{"type": way, "value": key} for key in words + _ENTER * send for way in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": keys})

    def until(self, true: str) -> None:
        """Wait for an expression, also across a change of page."""
        wait_until(lambda: bool(self._send("script.evaluate", expression=true, target={"context": self._tab}, awaitPromise=True)
                                .get("result", {}).get("value")), true)  # fmt: skip

    def _node(self, css: str) -> dict[str, Any]:
        self.evaluate(f"document.querySelector({json.dumps(css)}).scrollIntoView({{block: 'center', behavior: 'instant'}})")
        found = self._send("browsingContext.locateNodes", context=self._tab, locator={"type": "css", "value": css})["nodes"]
        return {"sharedId": found[0]["sharedId"]}

    def _act(self, source: Mapping[str, Any]) -> None:
        self._send("input.performActions", context=self._tab, actions=[source])

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        asked = next(self._ids)
        self._socket.send(json.dumps({"id": asked, "method": method, "params": parameters}))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv(timeout=60))
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] in {"error", "warn"}:
                self.told.append(answer["params"]["text"])
            if answer.get("id") == asked:
                assert answer["type"] == "success", answer
                return dict(answer["result"])


@contextmanager
def firefox(binary: str, folder: Path) -> Iterator[Firefox]:
    """With a profile of its own, ended afterwards."""
    log = folder / "firefox.log"
    argv = (binary, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0")
    with log.open("wb") as into:
        process = subprocess.Popen(argv, stdout=into, stderr=into, env=os.environ | {"HOME": str(folder)}, start_new_session=True)
    try:
        wait_until(lambda: bool(_LISTENING.search(log.read_text())), "Firefox", within=60)
        address = _LISTENING.search(log.read_text())
        assert address
        with connect(f"{address[1]}/session", max_size=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.wait(timeout=20)
