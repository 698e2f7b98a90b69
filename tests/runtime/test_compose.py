"""docker-compose.yml against the settings model: it cannot be run here, but its names can be held to what the code knows."""

from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from runtime.machine.compose import ensure_compose_secrets
from runtime.machine.embedded import plans, prepare
from runtime.machine.secrets_file import read_env_file
from runtime.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
OURS = ("migrate", "carrier", "worker", "relay", "api")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    described: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return described


def test_every_process_of_ours_is_a_service(services: dict[str, Any], tmp_path: Path) -> None:
    embedded = {plan.name for plan in plans(prepare({}, str(tmp_path)))}
    assert embedded - services.keys() == set()


def test_every_service_that_stays_up_has_a_health_check(services: dict[str, Any]) -> None:
    passing = {"migrate", "bucket", "temporal-settings"}
    assert {name for name, service in services.items() if "healthcheck" not in service} == passing


def test_the_services_settings_and_secrets_are_all_that_is_asked(services: dict[str, Any], tmp_path: Path) -> None:
    secrets = read_env_file(ensure_compose_secrets(tmp_path))
    for name in OURS:
        settings = Settings.from_env(
            {key: value for key, value in (secrets | services[name]["environment"]).items() if key.startswith(PREFIX)}
        )
        assert not settings.embeds_postgres
        assert not settings.embeds_temporal
        assert settings.s3_secret_access_key.get_secret_value() == secrets["MINIO_ROOT_PASSWORD"]


def test_compose_secrets_are_made_once(tmp_path: Path) -> None:
    first = read_env_file(ensure_compose_secrets(tmp_path))
    assert read_env_file(ensure_compose_secrets(tmp_path)) == first


def test_what_is_waited_for_exists_and_can_come_true(services: dict[str, Any]) -> None:
    for service in services.values():
        for name, wait in service.get("depends_on", {}).items():
            assert wait["condition"] == ("service_healthy" if "healthcheck" in services[name] else "service_completed_successfully")


def test_every_file_that_is_mounted_exists(services: dict[str, Any]) -> None:
    mounts = [mount.split(":")[0] for service in services.values() for mount in service.get("volumes", []) if mount.startswith("./")]
    assert mounts
    assert not [mount for mount in mounts if not (ROOT / mount).exists()]
