import copy
import pickle

import pytest

from vault.secrets import Secret


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret("4417-2208")
    assert "4417" not in f"{secret} {secret!r} {[secret]}"
    assert secret.reveal() == "4417-2208"


@pytest.mark.parametrize(
    ("text", "shown", "mask"), [("1234", 0, "••••"), ("1234", 4, "••••4"), ("12", 4, "••••"), ("123456789012", 4, "••••9012")]
)
def test_a_mask_shows_at_most_a_third(text: str, shown: int, mask: str) -> None:
    assert Secret(text).mask(shown) == mask


@pytest.mark.parametrize(("other", "same"), [("1234", True), ("1235", False), ("123", False), ("12345", False), ("", False)])
def test_secrets_are_compared_whole(other: str, same: bool) -> None:
    assert Secret("1234").matches(Secret(other)) is same
    assert (Secret("1234") == Secret(other)) is same


def test_a_secret_does_not_travel() -> None:
    for send in (pickle.dumps, copy.copy, hash):
        with pytest.raises(TypeError):
            send(Secret("1234"))
