"""Where do translations come from? `locale/<language>/LC_MESSAGES/portwright.po`, read as it is: there is no build step."""

import io
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

DOMAIN = "portwright"
SOURCE_LANGUAGE = "en"
LOCALES = Path(__file__).parent / "locale"


def po_path(language: str, folder: Path = LOCALES) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache
def languages(folder: Path = LOCALES) -> tuple[str, ...]:
    """English first, then every language that has a catalogue. Looked up once in a process."""
    found = sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return (SOURCE_LANGUAGE, *(language for language in found if language != SOURCE_LANGUAGE))


def own_name(language: str) -> str:
    """What a language calls itself: `Deutsch`."""
    name = Locale.parse(language).get_display_name() or language
    return name[:1].upper() + name[1:]


def read_catalogue(language: str, folder: Path = LOCALES) -> Catalog:
    with po_path(language, folder).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


@lru_cache
def translations(language: str, folder: Path = LOCALES) -> NullTranslations:
    """The translations of a language, read once. English, or a language without a catalogue, answers with the source text."""
    if language == SOURCE_LANGUAGE or language not in languages(folder):
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(language, folder))
    compiled.seek(0)
    loaded: NullTranslations = Translations(compiled, domain=DOMAIN)
    return loaded
