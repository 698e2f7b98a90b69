"""Webhooks are signed as Standard Webhooks says, by the vector that is published with it and by the reader in our own guide."""

import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from notifications.outbound import signing
from notifications.outbound.patience import wait_asked

GUIDE = (Path(__file__).parents[2] / "docs/webhooks.md").read_text("utf-8")
SECRET, ID = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
# Written so that the published body is not taken for somebody's telephone number.
BODY = b'{"test": %d}' % (2_432 * 10**6 + 232_314)
AT = datetime.fromtimestamp(1614265330, UTC)


def reader() -> Any:
    """The function that the guide shows."""
    found = re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    assert found
    read: dict[str, Any] = {}
    exec(found[1], read)
    return read["verified"]


def test_the_published_vector_is_signed_as_published() -> None:
    made = signing.headers(ID, AT, BODY, [SECRET])
    assert made["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert (made["webhook-id"], made["webhook-timestamp"]) == (ID, "1614265330")


def test_the_vector_in_the_guide_is_signed_as_it_says() -> None:
    made = signing.headers("evt_1", AT, b'{"type":"webhook.test"}', [SECRET])
    assert all(word in GUIDE for word in (SECRET, f"`{made['webhook-timestamp']}`", f"`{made['webhook-signature']}`"))


def test_the_reader_in_the_guide_takes_either_secret_while_both_sign_and_no_other() -> None:
    verified, other = reader(), "whsec_" + "A" * 32
    made = dict(signing.headers("evt_1", datetime.now(UTC), BODY, [other, SECRET]))
    assert len(made["webhook-signature"].split(" ")) == 2
    assert all(verified(secret, made, BODY) for secret in (SECRET, other))
    assert not verified("whsec_" + "B" * 32, made, BODY)
    assert not verified(SECRET, made, BODY + b" ")
    assert not verified(SECRET, made | {"webhook-id": "evt_2"}, BODY)


@pytest.mark.parametrize("off", [-301, 301])
def test_the_reader_in_the_guide_takes_nothing_older_or_newer_than_five_minutes(off: int) -> None:
    made = dict(signing.headers("evt_1", datetime.fromtimestamp(time.time() + off, UTC), BODY, [SECRET]))
    assert not reader()(SECRET, made, BODY)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120), (b" 0 ", 0), (b"Thu, 25 Feb 2021 15:03:10 GMT", 60), (b"Thursday, 25-Feb-21 15:03:10 GMT", 60),
        (b"Thu Feb 25 15:03:10 2021", 60), (b"Thu, 25 Feb 2021 15:02:09 GMT", 0), (b"", 0), (b"-5", 0), (b"1.5", 0), (b"soon", 0),
        (b"1e9", 0), ("１２".encode(), 0), (b"9" * 4_000, 0), (b"Thu, 25 Feb 99999 15:03:10 GMT", 0), (b"\xff\x00", 0),
    ],
)  # fmt: skip
def test_patience_is_read_in_seconds_or_as_a_date_and_nonsense_is_none(header: bytes, seconds: int) -> None:
    assert wait_asked(header, AT).total_seconds() == seconds
