"""Languages to choose from, each by its own name."""

from api.front.problems import Invalid
from words.catalogue import languages, own_name


def language_options() -> tuple[tuple[str, str], ...]:
    return tuple((language, own_name(language)) for language in languages())


def require_language(language: str) -> None:
    """Raises Invalid for one that has no catalogue."""
    if language not in languages():
        raise Invalid(("/language", "field.choice"))
