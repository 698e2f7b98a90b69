"""Two people at one draft: which version a form was made from, who saved since, and what they put where."""

from collections.abc import Mapping

from api.actions.drafts import drafts, preflight
from api.actions.drafts.drafts import DraftInHand
from api.calls import Call
from api.front.problems import Problem, ProblemKind
from api.v1.port_drafts import canonical
from words.sentence import marked

_SOMEBODY = marked("Somebody saved this draft meanwhile.")
_NAMED = marked("%(name)s saved this draft meanwhile, on %(when)s.")
_SELF = marked("You saved this draft meanwhile, on %(when)s, perhaps in another tab.")
_STILL_HERE = marked("What you typed is still here, and beside it what is saved now: compare, then save again to put yours in place.")
_NUMBERS = frozenset({"btn", "replacement_btn", "main_number"})


def seen_version(typed: Mapping[str, str]) -> int:
    """The version that a form was made from. Raises Problem STALE for none of ours."""
    version = typed.get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise Problem(ProblemKind.STALE)
    return int(version)


def differing(typed: Mapping[str, str], current: Mapping[str, str]) -> dict[str, str]:
    """What is saved now, for the fields in which it is not what was typed."""
    return {name: value for name, value in current.items() if name in typed and _plain(name, typed[name]) != _plain(name, value)}


async def who_saved(call: Call, found: DraftInHand) -> str:
    """Who saved the draft last and when, and that nothing is lost."""
    said, own = call.words.gettext, found.draft.updated_by == call.principal.user_id
    async with call.work() as work:
        name = "" if own else await drafts.saved_by(work, found)
        when = call.words.when(found.draft.updated_at, await preflight.zone_of(work, found))
    who = said(_SELF, when=when) if own else said(_NAMED, name=name, when=when) if name else said(_SOMEBODY)
    return f"{who} {said(_STILL_HERE)}"


def _plain(name: str, value: str) -> str:
    value = " ".join(value.split())
    return canonical(value) if name in _NUMBERS and value else value.casefold() if name.endswith("_state") else value
