"""Commands as a person types them."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from runtime.machine.embedded import plans, prepare
from runtime.machine.secrets_file import EMBEDDED_FILE, SECRETS_FILE, environment_of
from runtime.machine.status import ProcessStatus, StatusFile
from runtime.settings import Settings
from vault.keys import KeyRing

PORTWRIGHT = str(Path(sys.executable).parent / "portwright")


def portwright(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", **environ}
    return subprocess.run([PORTWRIGHT, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("command", ["worker", "relay", "api", "carrier", "migrate"])
def test_a_production_start_without_settings_stops_and_names_them(tmp_path: Path, command: str) -> None:
    ran = portwright(tmp_path, command)
    assert ran.returncode == 2
    assert "PORTWRIGHT_VAULT_KEYS is missing" in ran.stderr
    assert "PORTWRIGHT_BASE_URL is missing" in ran.stderr


@pytest.mark.parametrize("command", ["run", "doctor"])
def test_a_data_folder_that_cannot_be_is_said_in_a_sentence(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    for folder in ("file", "file/below"):
        ran = portwright(tmp_path, command, PORTWRIGHT_DATA_DIR=folder)
        assert ran.returncode in (1, 2)
        assert "Traceback" not in ran.stderr
        assert "PORTWRIGHT_DATA_DIR" in ran.stdout + ran.stderr


def test_a_named_port_that_is_taken_stops_the_start_at_once(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = portwright(tmp_path, "run", PORTWRIGHT_API_PORT=port)
    assert ran.returncode == 2
    assert f"PORTWRIGHT_API_PORT: port {port} is taken" in ran.stderr


def test_run_in_production_makes_no_secrets_of_its_own(tmp_path: Path) -> None:
    ran = portwright(tmp_path, "run", PORTWRIGHT_ENVIRONMENT="production")
    assert ran.returncode == 2
    assert "PORTWRIGHT_SESSION_SECRET is missing" in ran.stderr
    assert not (tmp_path / ".portwright" / SECRETS_FILE).exists()


def test_new_secrets_are_fit_for_their_settings(tmp_path: Path) -> None:
    assert KeyRing.parse(portwright(tmp_path, "new-secret", "--key", "k2").stdout.strip()).current == "k2"
    first, second = (portwright(tmp_path, "new-secret").stdout.strip() for _ in range(2))
    assert len(first) > 40
    assert first != second


def test_doctor_says_what_is_not_there_and_what_to_do(tmp_path: Path) -> None:
    ran = portwright(tmp_path, "doctor")
    assert ran.returncode == 1
    assert "WRONG data folder" in ran.stdout
    assert "do: `portwright run` makes it" in ran.stdout
    assert "isolation of document readers" in ran.stdout


def test_doctor_names_a_port_that_somebody_else_has_and_asks_for_no_secrets_that_run_makes(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = portwright(tmp_path, "doctor", PORTWRIGHT_API_PORT=port)
    assert f"WRONG PORTWRIGHT_API_PORT: port {port} is taken by another program" in ran.stdout
    assert "is missing" not in ran.stdout
    strict = portwright(tmp_path, "doctor", PORTWRIGHT_ENVIRONMENT="production")
    assert "PORTWRIGHT_VAULT_KEYS is missing" in strict.stdout


def test_doctor_says_where_an_ended_process_is_started_again(tmp_path: Path) -> None:
    StatusFile(tmp_path).write([ProcessStatus("worker", 0, 0.0, "ready", 2, "worker.log")])
    ran = portwright(tmp_path, "doctor", PORTWRIGHT_DATA_DIR=str(tmp_path))
    assert "WRONG worker: ended, 2 restarts\n      do: it starts with the supervisor" in ran.stdout


def test_a_prepared_stack_is_found_by_commands_started_by_hand_and_keeps_its_addresses(tmp_path: Path) -> None:
    folder = str(tmp_path / "data")
    first = prepare({"PATH": ""}, folder)
    again = prepare({"PATH": ""}, folder)
    assert again.settings == first.settings
    assert Settings.from_env(environment_of({}, Path(folder))) == first.settings
    assert (Path(folder) / EMBEDDED_FILE).stat().st_mode & 0o077 == 0


def test_processes_start_in_order_and_servers_of_others_get_no_secrets(tmp_path: Path) -> None:
    stack = prepare({}, str(tmp_path / "data"))
    made = {plan.name: plan for plan in plans(stack)}
    assert list(made) == ["postgres", "temporal", "carrier", "worker", "relay", "api"]
    for name in ("postgres", "temporal"):
        assert not [key for key in made[name].environment if key.startswith("PORTWRIGHT_")]
    keys = stack.settings.vault_keys.get_secret_value()
    assert not [plan.name for plan in made.values() if any(keys in word for word in plan.argv)]


def test_servers_of_your_own_are_not_embedded(tmp_path: Path) -> None:
    urls = {f"PORTWRIGHT_DATABASE_{role}_URL": f"postgresql+psycopg://{role}:x@127.0.0.1/p" for role in ("OWNER", "APP", "SYSTEM", "AUDIT")}
    stack = prepare({**urls, "PORTWRIGHT_TEMPORAL_ADDRESS": "127.0.0.1:7233"}, str(tmp_path / "data"))
    assert [plan.name for plan in plans(stack)] == ["carrier", "worker", "relay", "api"]
