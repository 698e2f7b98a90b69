"""Which secrets do the services of docker-compose.yml share? Made once, into a file that the containers read."""

import secrets
from pathlib import Path

from runtime.machine.postgres import ROLES
from runtime.machine.secrets_file import ensure_secrets, read_env_file, write_env_file
from runtime.settings import env_name


def ensure_compose_secrets(folder: Path) -> Path:
    """The env file; what it holds already stays as it is."""
    path = folder / "compose.env"
    kept = read_env_file(path)
    made = dict(ensure_secrets(folder)) | _services()
    # Addresses hold passwords that PostgreSQL got at its first start: none is made again once one is there.
    if made.keys() - kept.keys():
        write_env_file(path, made | kept)
    return path


def _services() -> dict[str, str]:
    made = {"POSTGRES_PASSWORD": secrets.token_hex(24), "TEMPORAL_PASSWORD": secrets.token_hex(24)}
    for role in ROLES:
        password = secrets.token_hex(24)
        made[f"{role.upper()}_PASSWORD"] = password
        made[env_name(f"database_{role}_url")] = f"postgresql+psycopg://portwright_{role}:{password}@postgres:5432/portwright"
    store = secrets.token_hex(24)
    return made | {"MINIO_ROOT_USER": "portwright", "MINIO_ROOT_PASSWORD": store, env_name("s3_secret_access_key"): store}
