"""Templates speak: `_()` and `ngettext()` from a language's catalogue, and its way to write moments, days and counts."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from words.catalogue import translations
from words.translation import Words

Told = Callable[..., str]


def templates_of(folder: Path, words: Words) -> Environment:
    """A folder's templates, in this language. A fact that is missing is an error; everything but a `.txt` is escaped.

    The filter `count` tells a count; a length is `length`.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=_is_markup,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    _teach(environment, words)
    return environment


def _is_markup(name: str | None) -> bool:
    return name is None or not name.endswith(".txt")


def _teach(environment: Environment, words: Words) -> None:
    environment.policies["ext.i18n.trimmed"] = True
    install = vars(environment)["install_gettext_translations"]
    install(translations(words.language, words.folder), newstyle=True)
    one, many = cast(Told, environment.globals["gettext"]), cast(Told, environment.globals["ngettext"])
    environment.globals.update(gettext=_one(one, words), _=_one(one, words), ngettext=_many(many, words))
    environment.filters.update(words.filters())


def _one(told: Told, words: Words) -> Told:
    # A sentence without parameters is the same each time, and a table says it in every row.
    said: dict[tuple[str, bool], str] = {}

    @pass_context
    def gettext(context: Context, message: str, **params: object) -> str:
        if params:
            return told(context, message, **words.counted(params))
        key = (message, bool(context.eval_ctx.autoescape))
        if key not in said:
            said[key] = told(context, message)
        return said[key]

    return gettext


def _many(told: Told, words: Words) -> Told:
    @pass_context
    def ngettext(context: Context, singular: str, plural: str, n: int, **params: object) -> str:
        return told(context, singular, plural, n, **words.counted({"num": n, **params}))

    return ngettext
