"""What is wrong with these settings? Missing and weak secrets stop every start, the rest a production start."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import SecretStr

from runtime.settings import Environment, Settings, env_name
from vault.keys import KeyProblem, KeyRing

SECRETS = ("blind_index_key", "session_secret", "csrf_secret", "rehearsal_api_key", "rehearsal_webhook_secret")
DATABASES = ("database_owner_url", "database_app_url", "database_system_url", "database_audit_url")
SEAL = ("seal_roots_file", "time_stamp_url", "time_stamp_roots_file")
REMEDY = "make one with `portwright new-secret`"
LEAST_CHARACTERS = 32
# What samples and hurried people write; long enough ones are found by having too few different characters.
GIVEAWAYS = ("changeme", "change-me", "secret", "password", "default", "example", "portwright", "development", "insecure")


def problems_of(settings: Settings) -> list[str]:
    """Each names its setting and what to do, without the value."""
    found = [*_keys(settings), *_secrets(settings), *_partly_set(settings), *_seal(settings), *_addresses(settings)]
    if settings.environment is Environment.PRODUCTION:
        found += [*_outside(settings), *_exposure(settings)]
    return found


def _keys(settings: Settings) -> Iterator[str]:
    name = env_name("vault_keys")
    if not settings.vault_keys.get_secret_value():
        yield f"{name} is missing: make a first key with `portwright new-secret --key k1`"
        return
    try:
        KeyRing.parse(settings.vault_keys.get_secret_value()).self_test()
    except KeyProblem as problem:
        yield f"{name}: {problem}"


def _secrets(settings: Settings) -> Iterator[str]:
    seen: dict[str, str] = {}
    for name in SECRETS:
        secret: SecretStr = getattr(settings, name)
        value = secret.get_secret_value()
        if not value:
            yield f"{env_name(name)} is missing: {REMEDY}"
        elif is_weak(value):
            yield f"{env_name(name)} is a default or too weak a secret: {REMEDY}"
        elif value in seen:
            yield f"{env_name(name)} is the same as {env_name(seen[value])}: {REMEDY}"
        seen[value] = name


def is_weak(value: str) -> bool:
    """Short, monotonous, or a well-known word with little around it."""
    plain = value.lower()
    rest = plain
    for word in GIVEAWAYS:
        rest = rest.replace(word, "")
    return len(value) < LEAST_CHARACTERS or len(set(plain)) < 10 or len(rest) < LEAST_CHARACTERS * 3 // 4


def _partly_set(settings: Settings) -> Iterator[str]:
    unset = [name for name in DATABASES if not getattr(settings, name).get_secret_value()]
    if unset and len(unset) < len(DATABASES):
        yield from (f"{env_name(name)} is missing though others are set: set all four or none" for name in unset)
    users = [urlsplit(getattr(settings, name).get_secret_value()).username for name in DATABASES if name not in unset]
    if len(set(users)) < len(users):
        yield f"{env_name('database_app_url')}: the four database URLs must name four different roles, else row-level security is no wall"


def _seal(settings: Settings) -> Iterator[str]:
    if settings.seal_file:
        yield from (f"{env_name(name)} is missing though {env_name('seal_file')} is set" for name in SEAL if not getattr(settings, name))
    else:
        others = (*SEAL, "seal_key_file")
        yield from (f"{env_name(name)} is set without {env_name('seal_file')}" for name in others if getattr(settings, name))


def _addresses(settings: Settings) -> Iterator[str]:
    if settings.base_url and not _is_site(settings.base_url):
        yield f"{env_name('base_url')} is no address of a site: scheme and host alone, such as https://port.example"
    for name in DATABASES:
        url = getattr(settings, name).get_secret_value()
        if url and not url.startswith("postgresql+psycopg://"):
            yield f"{env_name(name)} is no PostgreSQL URL: postgresql://role:password@host/database"


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0 and parts.path in {"", "/"}
    except ValueError:
        return False


def _outside(settings: Settings) -> Iterator[str]:
    if settings.embeds_postgres:
        yield from (f"{env_name(name)} is missing: name the role's URL at your PostgreSQL 18" for name in DATABASES)
    if settings.embeds_temporal:
        yield f"{env_name('temporal_address')} is missing: name your Temporal cluster; the embedded one is for development"
    if not settings.mail_smtp_url.get_secret_value():
        yield f"{env_name('mail_smtp_url')} is missing: mails would only be files"
    if settings.mail_sender.endswith(".example>"):
        yield f"{env_name('mail_sender')} is the default: name an address of your own domain"
    if not settings.seal_file and not settings.rehearsal_seal:
        yield (
            f"{env_name('seal_file')} is missing: name the certificate that seals letters, or say {env_name('rehearsal_seal')}=true "
            "for a trial whose letters no carrier will trust"
        )


def _exposure(settings: Settings) -> Iterator[str]:
    if settings.log_level == "debug":
        yield f"{env_name('log_level')} is debug: logs would hold more than they may; choose info"
    if settings.webhook_this_machine:
        yield f"{env_name('webhook_this_machine')} is on: switch it off, or customers could reach what only this machine should"
    if not settings.base_url:
        yield f"{env_name('base_url')} is missing: name the https address that people see"
    elif urlsplit(settings.base_url).scheme != "https":
        yield f"{env_name('base_url')} is not https: sessions and signatures would travel in the open"
    if settings.s3_endpoint.startswith("http:"):
        yield f"{env_name('s3_endpoint')} is not https"
