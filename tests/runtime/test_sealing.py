"""The seal by its settings, and letters verified at a terminal: offline, by the settings' roots or by others that are named."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from documents.loa.keys import TimeStampServer
from runtime.sealing import NoSeal, sealing, trust
from runtime.settings import Settings
from tests.documents import tampering
from tests.documents.sealed import rehearsal, sealed_letter
from tests.documents.seals import PASSWORD, issued
from tests.runtime.test_cli import portwright
from tests.runtime.test_settings import sound

NOW = datetime.now(UTC)


def settings(folder: Path, **changed: str) -> Settings:
    made = issued(NOW)
    for name, content in (("seal.p12", made.container), ("seal.pem", made.pem), ("key.pem", made.key), ("roots.pem", made.root)):
        (folder / name).write_bytes(content)
    given = {
        "SEAL_FILE": str(folder / "seal.p12"),
        "SEAL_PASSWORD": PASSWORD,
        "SEAL_ROOTS_FILE": str(folder / "roots.pem"),
        "TIME_STAMP_ROOTS_FILE": str(folder / "roots.pem"),
    }
    return Settings.from_env(sound() | {f"PORTWRIGHT_{name}": value for name, value in (given | changed).items()})


def test_a_real_seal_comes_from_its_files(tmp_path: Path) -> None:
    keys, trusted = sealing(settings(tmp_path), NOW)
    assert keys.time_stamps == TimeStampServer("http://stamps.acme.test")
    assert len(keys.chain) == 1
    assert trusted.seal_roots == (issued_root(tmp_path),)
    pem = {"SEAL_FILE": str(tmp_path / "seal.pem"), "SEAL_KEY_FILE": str(tmp_path / "key.pem")}
    assert sealing(settings(tmp_path, **pem), NOW)[0].chain != ()


def issued_root(folder: Path) -> bytes:
    return (folder / "roots.pem").read_bytes()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SEAL_FILE": "/nowhere/seal.p12"}, "PORTWRIGHT_SEAL_FILE: No such file"),
        ({"SEAL_PASSWORD": "another"}, "PORTWRIGHT_SEAL_FILE: the seal cannot be opened"),
        ({"SEAL_ROOTS_FILE": "/nowhere/roots.pem"}, "PORTWRIGHT_SEAL_ROOTS_FILE: No such file"),
    ],
)
def test_a_seal_that_cannot_be_used_stops_the_start_and_names_its_setting(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    with pytest.raises(NoSeal, match=said) as stopped:
        sealing(settings(tmp_path, **changed), NOW)
    assert PASSWORD not in str(stopped.value)


def test_a_seal_that_has_run_out_stops_the_start_and_letters_are_verified_still(tmp_path: Path) -> None:
    later = NOW + timedelta(days=400)
    with pytest.raises(NoSeal, match="renew"):
        sealing(settings(tmp_path), later)
    assert trust(settings(tmp_path), later).seal_roots


def test_a_letter_is_verified_offline_at_a_terminal(tmp_path: Path) -> None:
    letter, roots = tmp_path / "letter.pdf", tmp_path / "roots.pem"
    letter.write_bytes(sealed_letter())
    roots.write_bytes(rehearsal()[1].seal_roots[0])
    ran = portwright(tmp_path, "loa", "verify", str(letter), "--roots", str(roots))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("intact")
    assert "signed by: Zoe Washburne" in ran.stdout
    assert "numbers (10): +13035550100, " in ran.stdout
    letter.write_bytes(tampering.without_time_stamp(sealed_letter()))
    ran = portwright(tmp_path, "loa", "verify", str(letter), "--roots", str(roots))
    assert ran.returncode == 1
    assert ran.stdout.startswith("NOT INTACT")
    assert "bears no time stamp" in ran.stdout
    assert "Zoe" not in ran.stdout


def test_without_settings_or_roots_the_command_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-")
    ran = portwright(tmp_path, "loa", "verify", "letter.pdf")
    assert ran.returncode == 2
    assert "PORTWRIGHT_VAULT_KEYS is missing" in ran.stderr
