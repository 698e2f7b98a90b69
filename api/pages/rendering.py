"""From a template and facts to a page. Templates come from this package only; what people typed is only ever a variable."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment

from api.front.principals import Principal
from api.pages.navigation import Entry, entries_for
from domain.access import Action, Role
from store.tenancy.organisations import Organisation
from words.catalogue import languages, own_name
from words.fields import field_name
from words.templates import templates_of
from words.translation import Words

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around a page. organisation: whose console it is; acting: somebody else's, for a partner or staff.

    rehearsal: nothing here is real, and the page says so. several: whether there is another organisation to go to.

    kept: what was typed before the session ended is in the fields.
    """

    path: str
    csrf: str = ""
    signed_in: bool = False
    organisation: str = ""
    organisation_id: str = ""
    acting: bool = False
    rehearsal: bool = False
    several: bool = False
    kept: bool = False
    menu: tuple[Entry, ...] = ()
    may: frozenset[Action] = frozenset()

    @classmethod
    def of(cls, who: Principal | None, path: str, csrf: str, found: Organisation | None) -> "Frame":
        """found: the organisation that the reader acts for, if they act for one."""
        if who is None:
            return cls(path, csrf)
        home = who.acting_for(Action.ORGANISATION_READ)
        may = frozenset(action for action in Action if who.may(action))
        foreign = all(post.organisation_id != home or post.role is Role.PARTNER for post in who.posts)
        acting = found is not None and found.kind == "customer" and foreign
        several = len(who.posts) > 1 or who.is_staff_for(Action.ORGANISATION_READ)
        name, rehearsal = (found.name, found.rehearsal) if found else ("", False)
        menu = () if who.must_set_password else entries_for(may, within=bool(home), rehearsal=rehearsal)
        return cls(path, csrf, True, name, home, acting, rehearsal, several, menu=menu, may=may)


def render_page(template: str, words: Words, frame: Frame, facts: Mapping[str, object]) -> str:
    """Raises jinja2.UndefinedError when the template names a fact that is not there."""
    known = {"frame": frame, "language": words.language, "errors": {}, "typed": {}, "saved": {}}
    return _environment(words).get_template(template).render({**known, **facts})


@lru_cache
def static_files() -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(STATIC.iterdir()) if path.suffix in {".css", ".js", ".svg"}}


@cache
def asset(name: str) -> str:
    """The address of a static file, which changes with its content and so may be kept for ever."""
    return f"/static/{name}?v={hashlib.sha256(static_files()[name]).hexdigest()[:12]}"


@lru_cache
def _environment(words: Words) -> Environment:
    environment = templates_of(TEMPLATES, words)
    environment.filters.update(field=lambda name: field_name(name, words))
    environment.globals.update(asset=asset, languages=languages(), own_name=own_name, Action=Action)
    return environment
