"""Where do the secrets of a development stack come from? Made once, kept in `secrets.env`, readable by its owner only."""

import base64
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from runtime.settings import env_name
from runtime.settings_check import SECRETS

SECRETS_FILE = "secrets.env"
# What the running embedded stack tells the other commands about itself: addresses, ports, environment.
EMBEDDED_FILE = "embedded.env"


def new_secret() -> str:
    return secrets.token_urlsafe(36)


def new_key(key_id: str = "k1") -> str:
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def ensure_secrets(data_dir: Path) -> Mapping[str, str]:
    """The secrets of this data folder; the missing ones are made and written, the others stay as they are."""
    kept = read_env_file(data_dir / SECRETS_FILE)
    made = {env_name(name): new_secret() for name in (*SECRETS, "postgres_secret")} | {env_name("vault_keys"): new_key()}
    whole = made | kept
    if whole != kept:
        write_env_file(data_dir / SECRETS_FILE, whole)
    return whole


def read_env_file(path: Path) -> dict[str, str]:
    """`NAME=value` lines; nothing when there is no file."""
    if not path.exists():
        return {}
    pairs = (line.partition("=") for line in path.read_text().splitlines() if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}


def write_env_file(path: Path, values: Mapping[str, str]) -> None:
    """Whole or not at all, and never readable by others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in sorted(values.items()))
        file.flush()
        os.fsync(file.fileno())
    Path(scratch).replace(path)


def environment_of(environ: Mapping[str, str], data_dir: Path) -> dict[str, str]:
    """What a command started by hand sees: the files of its data folder, and the real environment above them."""
    return {**read_env_file(data_dir / SECRETS_FILE), **read_env_file(data_dir / EMBEDDED_FILE), **environ}
