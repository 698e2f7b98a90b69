import base64

import pytest

from tests.vault.rows import MASTER_1, MASTER_2
from vault.keys import KeyProblem, KeyRing, UnknownKey


def test_the_first_key_is_the_current_one() -> None:
    ring = KeyRing.parse(f" {MASTER_2} , {MASTER_1} ")
    assert (ring.current, tuple(ring.keys)) == ("k2", ("k2", "k1"))
    ring.self_test()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no key"),
        (" , ", "no key"),
        (f"{MASTER_1},{MASTER_1}", "twice"),
        (":" + MASTER_1[3:], "key id"),
        ("k 1:" + MASTER_1[3:], "key id"),
        (MASTER_1[3:], "no id"),
        ("k1:!!!", "not base64"),
        ("k1:" + base64.b64encode(bytes(range(31))).decode(), "31 bytes"),
        ("k1:" + base64.b64encode(bytes(32)).decode(), "no random key"),
    ],
)
def test_a_wrong_key_is_named_and_never_shown(text: str, said: str) -> None:
    with pytest.raises(KeyProblem, match=said) as told:
        KeyRing.parse(text)
    assert MASTER_1[3:] not in str(told.value)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(UnknownKey, match="k9"):
        KeyRing.parse(MASTER_1).key("k9")


def test_a_ring_prints_without_its_keys() -> None:
    ring = KeyRing.parse(MASTER_1)
    assert repr(ring.keys["k1"]) not in repr(ring)


def test_each_purpose_has_keys_of_its_own() -> None:
    ring = KeyRing.parse(MASTER_1)
    assert len({ring.keys["k1"], ring.derived("a").keys["k1"], ring.derived("b").keys["k1"]}) == 3
    assert ring.derived("a") == ring.derived("a")
