"""Which sentences are there to translate?

`python -m words.extraction` writes `locale/portwright.pot` and brings every catalogue up to date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from words.catalogue import DOMAIN, LOCALES, languages, po_path, read_catalogue

HOUSE = Path(__file__).parent.parent
ROOMS = ("words", "documents", "notifications", "api")
_METHODS = [
    ("**.py", "python"),
    ("**/templates/**.txt", "jinja2.ext:babel_extract"),
    ("**/templates/**.html", "jinja2.ext:babel_extract"),
]
_TEMPLATE_OPTIONS = {"silent": "false", "trimmed": "true"}
_OPTIONS = {pattern: _TEMPLATE_OPTIONS for pattern, method in _METHODS if method != "python"}
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "gettext": None, "marked": None, "ngettext": (1, 2)}


@dataclass(frozen=True, slots=True)
class Gaps:
    """What keeps a catalogue from being whole."""

    untranslated: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.untranslated or self.orphaned or self.parameters)


def extracted(house: Path = HOUSE) -> Catalog:
    """Every sentence that the rooms say, with the files that say it (no line numbers: they would change with every edit)."""
    catalogue = Catalog(domain=DOMAIN, project="Portwright", charset="utf-8")
    for room in ROOMS:
        found = extract_from_dir(house / room, _METHODS, _OPTIONS, keywords=_KEYWORDS, comment_tags=("For translators:",))
        for path, _line, message, comments, context in found:
            catalogue.add(message, None, [(f"{room}/{path}", 0)], auto_comments=comments, context=context)
    return catalogue


def gaps(catalogue: Catalog, template: Catalog) -> Gaps:
    """What is missing in a catalogue, what nobody says any more, and whose parameters differ from the source."""
    wanted = {message.id for message in _sentences(template)}
    held = {message.id: message for message in _sentences(catalogue) if not message.fuzzy}
    return Gaps(
        untranslated=tuple(_first(one) for one in wanted if one not in held or not _whole(held[one])),
        orphaned=tuple(_first(one) for one in held if one not in wanted),
        parameters=tuple(_first(one) for one, message in held.items() if _whole(message) and any(message.check(catalogue))),
    )


def write(folder: Path = LOCALES, house: Path = HOUSE) -> None:
    """Write the template, and merge it into every catalogue there is; what is new stays empty until translated."""
    template = extracted(house)
    folder.mkdir(parents=True, exist_ok=True)
    _save(template, folder / f"{DOMAIN}.pot")
    for language in languages(folder):
        if po_path(language, folder).exists():
            catalogue = read_catalogue(language, folder)
            catalogue.update(template, no_fuzzy_matching=True)
            _save(catalogue, po_path(language, folder))


def _save(catalogue: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)


def _sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _first(message_id: Sequence[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _whole(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return bool(strings) and all(strings)


if __name__ == "__main__":
    write()
