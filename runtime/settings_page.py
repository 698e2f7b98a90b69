"""docs/settings.md, made from the model so that neither forgets a setting."""

from pydantic import SecretStr

from runtime.settings import Settings, env_name

HEAD = """# Settings

Read from the environment by one typed object (`runtime/settings.py`). Empty means unset. A start with anything wrong stops and names all
of it at once. In development `portwright run` makes the secrets once, into `secrets.env` in the data folder. In production a missing,
default or weak secret, a log level of `debug`, a `BASE_URL` without https, or a part that only the embedded stack can do without stops
the start.
This page is printed by `portwright settings`.

| setting | what it is | default |
|---|---|---|
"""


def settings_page() -> str:
    rows = (f"| `{env_name(name)}` | {field.description} | {_shown(field.default)} |" for name, field in Settings.model_fields.items())
    return HEAD + "\n".join(rows) + "\n"


def _shown(default: object) -> str:
    if isinstance(default, SecretStr):
        return "none"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`" if str(default) else "unset"
