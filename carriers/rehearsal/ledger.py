"""What the rehearsal carrier has taken in and told: an SQLite file of its own that outlives a kill.

Account numbers and PINs are kept as keyed hashes only. Times: `*_at` text is ISO 8601 in UTC; `due` and `next_try` are Unix seconds.
"""

import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS salt (salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS clocks (customer_reference TEXT PRIMARY KEY, offset_seconds INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS orders (
    reference TEXT PRIMARY KEY, customer_reference TEXT NOT NULL, pon TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
    script TEXT NOT NULL, code TEXT NOT NULL, by_account INTEGER NOT NULL, time_zone TEXT NOT NULL, requested_foc TEXT, foc TEXT,
    has_pin INTEGER NOT NULL, supplements INTEGER NOT NULL, received_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS lines (
    reference TEXT NOT NULL REFERENCES orders, number TEXT NOT NULL, state TEXT NOT NULL, changed_at TEXT NOT NULL,
    PRIMARY KEY (reference, number)
);
CREATE TABLE IF NOT EXISTS writes (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, request_key TEXT NOT NULL, reference TEXT NOT NULL, version INTEGER NOT NULL,
    body_hash TEXT NOT NULL, account_hash TEXT NOT NULL, pin_hash TEXT NOT NULL, effect_at TEXT NOT NULL, business_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS writes_by_key ON writes (request_key);
CREATE TABLE IF NOT EXISTS answers (request_key TEXT PRIMARY KEY, kind TEXT NOT NULL, body_hash TEXT NOT NULL, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS troubles (request_key TEXT PRIMARY KEY, trouble TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS happenings (
    id INTEGER PRIMARY KEY, reference TEXT NOT NULL REFERENCES orders, customer_reference TEXT NOT NULL, step TEXT NOT NULL,
    due REAL NOT NULL, details TEXT NOT NULL, fate TEXT
);
CREATE INDEX IF NOT EXISTS happenings_open ON happenings (due) WHERE fate IS NULL;
CREATE TABLE IF NOT EXISTS notices (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, type TEXT NOT NULL, told TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS notices_by_order ON notices (reference);
CREATE TABLE IF NOT EXISTS webhooks (
    id INTEGER PRIMARY KEY, message_id TEXT NOT NULL, reference TEXT NOT NULL, body TEXT NOT NULL, next_try REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, fate TEXT
);
CREATE INDEX IF NOT EXISTS webhooks_open ON webhooks (next_try) WHERE fate IS NULL;
"""
COUNTED = ("orders", "lines", "writes", "notices", "webhooks")

Row = Mapping[str, Any]


class Ledger:
    """One connection, used from one thread. Every commit is on disk before it returns."""

    def __init__(self, path: Path | None = None) -> None:
        """Open or make the file; without a path the ledger lives in memory."""
        self._base = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=30, check_same_thread=False)
        self._base.row_factory = sqlite3.Row
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        self._base.execute("PRAGMA foreign_keys = ON")
        self._base.executescript(SCHEMA)
        self._salt = self._keep_salt()

    def _keep_salt(self) -> bytes:
        with self.transaction():
            if not self.rows("SELECT 1 FROM salt"):
                self.run("INSERT INTO salt VALUES (?)", secrets.token_bytes(32))
        return bytes(self.rows("SELECT salt FROM salt")[0]["salt"])

    def close(self) -> None:
        self._base.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing of it. May be nested: the outermost commits."""
        if self._base.in_transaction:
            yield
            return
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def run(self, sql: str, *values: object) -> int:
        """Run one statement; the id of the row it added, if it added one."""
        return self._base.execute(sql, values).lastrowid or 0

    def rows(self, sql: str, *values: object) -> list[Row]:
        return [dict(row) for row in self._base.execute(sql, values)]

    def add(self, table: str, **values: object) -> int:
        """Insert one row; dictionaries and lists go in as JSON."""
        plain = [json.dumps(value) if isinstance(value, dict | list) else value for value in values.values()]
        marks = ", ".join("?" * len(plain))
        return self.run(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", *plain)

    def hash(self, secret: str) -> str:
        """Tells equal from different without keeping the text. The empty text stays empty."""
        return hmac.new(self._salt, secret.encode(), hashlib.sha256).hexdigest() if secret else ""

    def counts(self) -> dict[str, int]:
        """Rows per table, and how many business requests took effect more than once."""
        rows = {table: int(self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]) for table in COUNTED}
        return rows | {"doubles": len(self.doubles())}

    def writes(self) -> list[Row]:
        return self.rows("SELECT * FROM writes ORDER BY seq")

    def doubles(self) -> list[Row]:
        """Business requests that took effect more than once, with how often."""
        return self.rows("SELECT kind, request_key, count(*) AS times FROM writes GROUP BY kind, request_key HAVING times > 1")
