"""The console's menu. A topic that adds pages adds its line here."""

from dataclasses import dataclass

from domain.access import Action
from words.sentence import marked


@dataclass(frozen=True, slots=True)
class Entry:
    """needs: the action without which there is nothing to see. within: only while one organisation is acted for.

    rehearsal: only where nothing is real. covers: other pages that are found through this one.
    """

    path: str
    label: str
    needs: Action
    within: bool = True
    rehearsal: bool = False
    covers: tuple[str, ...] = ()

    def leads_to(self, path: str) -> bool:
        return any(path == one or path.startswith(f"{one}/") for one in (self.path, *self.covers))


MENU = (
    Entry("/orders", marked("Port orders"), Action.ORDER_READ, within=False),
    Entry("/desk", marked("Support desk"), Action.TASK_READ, within=False),
    Entry("/people", marked("People"), Action.PEOPLE_READ),
    Entry("/locations", marked("Locations"), Action.LOCATION_READ, covers=("/calls",)),
    Entry("/mailbox", marked("Mailbox"), Action.MAILBOX_READ, rehearsal=True),
    Entry("/rehearsal", marked("Rehearsal"), Action.REHEARSAL_PLAY, rehearsal=True),
    Entry("/customers", marked("Customers"), Action.ORGANISATION_CREATE, within=False),
    Entry("/settings", marked("Settings"), Action.ORGANISATION_READ, within=False, covers=("/account", "/password", "/users", "/terms")),
)


def entries_for(may: frozenset[Action], *, within: bool, rehearsal: bool) -> tuple[Entry, ...]:
    there = (entry for entry in MENU if (within or not entry.within) and (rehearsal or not entry.rehearsal))
    return tuple(entry for entry in there if entry.needs in may)
