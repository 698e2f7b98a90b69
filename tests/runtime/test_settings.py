import re
from pathlib import Path

import pytest

import runtime
from runtime.machine.secrets_file import SECRETS_FILE, ensure_secrets, environment_of, new_key, new_secret
from runtime.settings import Environment, Settings, SettingsProblem
from runtime.settings_page import settings_page

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
URLS = {
    f"PORTWRIGHT_DATABASE_{role}_URL": f"postgresql+psycopg://portwright_{role.lower()}:x@db.portwright.example/portwright"
    for role in ("OWNER", "APP", "SYSTEM", "AUDIT")
}


def sound() -> dict[str, str]:
    names = ("BLIND_INDEX_KEY", "SESSION_SECRET", "CSRF_SECRET", "REHEARSAL_API_KEY", "REHEARSAL_WEBHOOK_SECRET")
    return (
        URLS
        | {f"PORTWRIGHT_{name}": new_secret() for name in names}
        | {
            "PORTWRIGHT_VAULT_KEYS": new_key(),
            "PORTWRIGHT_TEMPORAL_ADDRESS": "temporal.portwright.example:7233",
            "PORTWRIGHT_BASE_URL": "https://numbers.acme.test",
            "PORTWRIGHT_MAIL_SMTP_URL": "smtps://mail.acme.test",
            "PORTWRIGHT_MAIL_SENDER": "Porting <porting@acme.test>",
            "PORTWRIGHT_SEAL_FILE": "/etc/portwright/seal.p12",
            "PORTWRIGHT_SEAL_ROOTS_FILE": "/etc/portwright/roots.pem",
            "PORTWRIGHT_TIME_STAMP_URL": "http://stamps.acme.test",
            "PORTWRIGHT_TIME_STAMP_ROOTS_FILE": "/etc/portwright/stamps.pem",
        }
    )


def problems(mapping: dict[str, str]) -> str:
    with pytest.raises(SettingsProblem) as stopped:
        Settings.from_env(mapping)
    return str(stopped.value)


def test_an_empty_environment_names_everything_that_is_missing() -> None:
    said = problems({})
    with_seal = ("PORTWRIGHT_SEAL_ROOTS_FILE", "PORTWRIGHT_TIME_STAMP_URL", "PORTWRIGHT_TIME_STAMP_ROOTS_FILE")
    for name in sound():
        if name not in {"PORTWRIGHT_MAIL_SENDER", *with_seal}:
            assert f"{name} is missing" in said
    assert "PORTWRIGHT_MAIL_SENDER is the default" in said


def test_addresses_are_taken_as_people_write_them() -> None:
    plain = {name: url.replace("postgresql+psycopg", "postgres") for name, url in URLS.items()}
    settings = Settings.from_env(sound() | plain | {"PORTWRIGHT_BASE_URL": "https://numbers.acme.test/"})
    assert settings.database_app_url.get_secret_value() == URLS["PORTWRIGHT_DATABASE_APP_URL"]
    assert settings.console_url == "https://numbers.acme.test"


def test_a_sound_production_starts() -> None:
    assert Settings.from_env(sound()).environment is Environment.PRODUCTION


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SESSION_SECRET", "changeme", "weak"),
        ("SESSION_SECRET", "secretsecretsecretsecretsecretsecretsecret", "weak"),
        ("SESSION_SECRET", "abababababababababababababababababababababab", "weak"),
        ("VAULT_KEYS", "k1:AAAA", "not 32"),
        ("VAULT_KEYS", "k1:" + "A" * 43 + "=", "no random key"),
        ("VAULT_KEYS", "nonsense", "no id"),
        ("VAULT_KEYS", "k1:non-sense", "not base64"),
        ("LOG_LEVEL", "debug", "choose info"),
        ("WEBHOOK_THIS_MACHINE", "true", "switch it off"),
        ("BASE_URL", "http://numbers.acme.test", "not https"),
        ("BASE_URL", "https://numbers.acme.test/console", "no address of a site"),
        ("BASE_URL", "https://numbers.acme.test:port", "no address of a site"),
        ("BASE_URL", "https:numbers.acme.test", "no address of a site"),
        ("DATABASE_APP_URL", "mysql://app:x@db.portwright.example/portwright", "no PostgreSQL URL"),
        ("S3_ENDPOINT", "http://store.acme.test", "not https"),
        ("DATABASE_APP_URL", "", "missing"),
        ("DATABASE_APP_URL", URLS["PORTWRIGHT_DATABASE_OWNER_URL"], "four different roles"),
        ("API_PORT", "many", "PORTWRIGHT_API_PORT"),
        ("SEAL_FILE", "", "PORTWRIGHT_REHEARSAL_SEAL=true"),
        ("SEAL_ROOTS_FILE", "", "missing"),
        ("TIME_STAMP_URL", "", "missing"),
        ("SESION_SECRET", "x", "is PORTWRIGHT_SESSION_SECRET meant?"),
    ],
)
def test_one_wrong_setting_stops_a_production_start_and_is_named(name: str, value: str, said: str) -> None:
    told = problems(sound() | {f"PORTWRIGHT_{name}": value})
    assert said in told
    assert f"PORTWRIGHT_{name}" in told
    assert len(value) < 6 or value not in told


def test_a_production_trial_may_seal_with_a_key_made_here() -> None:
    unset = {name: "" for name in sound() if "SEAL" in name or "STAMP" in name}
    assert not Settings.from_env(sound() | unset | {"PORTWRIGHT_REHEARSAL_SEAL": "true"}).seal_file


def test_one_secret_may_not_serve_twice() -> None:
    whole = sound()
    assert "is the same as" in problems(whole | {"PORTWRIGHT_CSRF_SECRET": whole["PORTWRIGHT_SESSION_SECRET"]})


def test_a_value_of_the_wrong_type_hides_no_other_problem() -> None:
    said = problems(sound() | {"PORTWRIGHT_API_PORT": "many", "PORTWRIGHT_LOG_LEVEL": "debug", "PORTWRIGHT_CSRF_SECRET": ""})
    assert all(name in said for name in ("API_PORT", "LOG_LEVEL", "CSRF_SECRET"))


def test_settings_survive_the_way_to_a_child_process() -> None:
    settings = Settings.from_env(sound())
    assert Settings.from_env(settings.to_env()) == settings


def test_no_secret_shows_when_settings_are_printed() -> None:
    whole = sound()
    shown = repr(Settings.from_env(whole))
    assert not [name for name in ("PORTWRIGHT_SESSION_SECRET", "PORTWRIGHT_VAULT_KEYS") if whole[name] in shown]
    assert "portwright_app:x" not in shown


def test_development_secrets_are_made_once_and_kept_private(tmp_path: Path) -> None:
    first = ensure_secrets(tmp_path)
    assert ensure_secrets(tmp_path) == first
    assert (tmp_path / SECRETS_FILE).stat().st_mode & 0o777 == 0o600
    settings = Settings.from_env({**environment_of({}, tmp_path), "PORTWRIGHT_ENVIRONMENT": "development"})
    assert settings.embeds_postgres
    assert settings.embeds_temporal


def test_every_setting_is_read_somewhere() -> None:
    room = Path(runtime.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in room.rglob("*.py"))
    assert [name for name in Settings.model_fields if not re.search(rf"settings\.{name}\b|self\.{name}\b", code)] == []


def test_the_page_of_settings_matches_the_model() -> None:
    assert PAGE.read_text() == settings_page(), "write it again: portwright settings > docs/settings.md"
