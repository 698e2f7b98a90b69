"""How long does a page of orders take with 100,000 stored, against a bare endpoint with the same query and the same answer?

Both are uvicorn processes on loopback over one PostgreSQL, asked by turns over connections that stay open. Ours is the product's API
process with all that a request costs: token, rate limits, row-level security, words, problem answers. The bare one has no transaction,
no tenant and no counter (see `bare_list`). The reader's customer has a hundredth of all orders.
"""

import asyncio
import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import servers
from benchmarks.figures import Figure, at_most, percentile
from benchmarks.stored_orders import ORDERS, list_query, store_orders
from runtime.machine.ports import LOOPBACK, free_port
from runtime.machine.secrets_file import ensure_secrets
from runtime.settings import Settings, env_name
from tests.stack import scratch_folder, wait_until

READS, WARM_UP, LIMIT, MOST_RATIO = 600, 50, 25, 3
_PATH = f"/v1/port-orders?limit={LIMIT}"


@contextmanager
def _serving(argv: tuple[str, ...], environment: Mapping[str, str], port: int) -> Iterator[http.client.HTTPConnection]:
    process = subprocess.Popen((sys.executable, *argv), env={**os.environ, **environ_of(environment)})
    connection = http.client.HTTPConnection(LOOPBACK, port)
    try:
        wait_until(lambda: _answers(connection), f"an answer of {argv[-1]}", within=120)
        yield connection
    finally:
        connection.close()
        process.terminate()
        process.wait(timeout=20)


def environ_of(environment: Mapping[str, str]) -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[1]), **environment}


def _answers(connection: http.client.HTTPConnection) -> bool:
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        connection.close()
        return False
    return True


def _read(connection: http.client.HTTPConnection, token: str = "") -> tuple[float, Any]:
    """Seconds until the whole answer was there, and the answer."""
    began = time.perf_counter()
    connection.request("GET", _PATH, headers={"Authorization": f"Bearer {token}"} if token else {})
    response = connection.getresponse()
    body = response.read()
    took = time.perf_counter() - began
    assert response.status == 200, f"{response.status}: {body.decode()[:300]}"
    return took, json.loads(body)


def _settings(folder: Path, urls: Mapping[str, str]) -> Settings:
    database = {env_name(f"database_{role}_url"): url for role, url in urls.items()}
    own = {env_name("environment"): "development", env_name("data_dir"): str(folder), env_name("temporal_address"): f"{LOOPBACK}:1"}
    return Settings.from_env({**ensure_secrets(folder), **database, **own, env_name("api_port"): str(free_port())})


def figures() -> list[Figure]:
    with servers.database() as urls, scratch_folder("portwright-bench-") as folder:
        settings = _settings(folder, urls)
        reader = asyncio.run(store_orders(dict(urls), settings.session_secret.get_secret_value()))
        tokens = cycle(reader.tokens)
        with _serving(("-m", "runtime.cli", "api"), settings.to_env(), settings.api_port) as ours:
            page = _read(ours, next(tokens))[1]
            query = asyncio.run(list_query(urls["system"], reader.organisation_id, LIMIT)) | {"next": page["next"]}
            told = {name: text for name, text in page["items"][0].items() if name.endswith("_told")}
            url, port = urls["system"].replace("+psycopg", ""), free_port()
            environment = {"DATABASE_URL": url, "QUERY": json.dumps(query), "WORDS": json.dumps(told)}
            argv = (
                "-m",
                "uvicorn",
                "--host",
                LOOPBACK,
                "--port",
                str(port),
                "--log-level",
                "warning",
                "--no-access-log",
                "benchmarks.bare_list:app",
            )
            with _serving(argv, environment, port) as bare:
                assert _read(bare)[1] == page, "the two answers differ"
                pairs = [(_read(ours, next(tokens))[0], _read(bare)[0]) for _ in range(WARM_UP + READS)][WARM_UP:]
    return _found([mine for mine, _ in pairs], [theirs for _, theirs in pairs])


def _found(mine: list[float], theirs: list[float]) -> list[Figure]:
    shown = [f"{1000 * median(each):.1f} / {1000 * percentile(each, 0.95):.1f} ms" for each in (mine, theirs)]
    ratio = percentile(mine, 0.95) / percentile(theirs, 0.95)
    return [
        Figure(f"a page of {LIMIT} orders, {ORDERS:,} stored, median / p95", shown[0]),
        Figure("the same by a bare endpoint, median / p95", shown[1]),
        at_most("p95 of ours against bare", ratio, MOST_RATIO, f"{ratio:.2f} (medians {median(mine) / median(theirs):.2f})"),
    ]
