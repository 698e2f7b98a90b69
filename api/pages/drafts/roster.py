"""Who can be given a number: everybody of the call plan, by name, extension or number, however many they are."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from api.actions.work import Work, text_of
from store.call_plan import people as call_plan
from store.call_plan.people import Named, Person
from words.translation import Words

PEOPLE_OFFERED = 500
# Names are sealed, so that they are searched here and not in the database.
PEOPLE_SEARCHED = 20_000
FOUND_AT_ONCE = 25
_READ_AT_ONCE = 500
# An extension, or a number in whole or in part, however it is written.
_DIGITS = re.compile(r"[\d()+.\-/]*\d[\d()+.\-/]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Roster:
    """labels: by id, name with extension and number; no two read the same. crowd: there are more than a page offers at once."""

    labels: Mapping[str, str]
    crowd: bool = False

    @property
    def offered(self) -> list[tuple[str, str]]:
        return list(self.labels.items())

    def fitting(self, typed: str) -> list[tuple[str, str]]:
        """Those whose label holds every word that was typed, the first so many."""
        wanted = typed.casefold().split()
        fits = ((key, label) for key, label in self.labels.items() if all(word in label.casefold() for word in wanted))
        return [fit for fit, _ in zip(fits, range(FOUND_AT_ONCE), strict=False)] if wanted else []


async def roster(work: Work, organisation_id: str, words: Words, needed: Collection[str]) -> Roster:
    """Everybody; of a crowd only those who are needed, by id."""
    rows = await call_plan.listed(work.connection, organisation_id, limit=PEOPLE_OFFERED + 1)
    crowd = len(rows) > PEOPLE_OFFERED
    if crowd:
        rows = await call_plan.of_ids(work.connection, organisation_id, sorted(needed))
    return Roster(await _labels(work, rows, words), crowd)


async def whole_roster(work: Work, organisation_id: str, words: Words) -> Roster:
    rows = await call_plan.named(work.connection, organisation_id, limit=PEOPLE_SEARCHED)
    return Roster(await _labels(work, rows, words), len(rows) > PEOPLE_OFFERED)


async def chosen_roster(work: Work, organisation_id: str, words: Words, typed: Mapping[str, str]) -> Roster:
    """Those who may be meant by a form: everybody only where it names somebody other than by their id."""
    asked = {value for field, value in typed.items() if field.startswith("who_") and value}
    rows = await call_plan.of_ids(work.connection, organisation_id, sorted(asked))
    if len(rows) < len(asked):
        return await whole_roster(work, organisation_id, words)
    return Roster(await _labels(work, rows, words))


async def fitting(work: Work, organisation_id: str, words: Words, typed: str) -> list[tuple[str, str]]:
    """Those whose label holds every word that was typed, the first so many that are come upon.

    Extensions and numbers are searched in the database. Names are sealed: they are opened one after the other until enough are found, so
    that a name that few have costs most, some twenty microseconds for each person of the organisation.
    """
    wanted = typed.split()
    if wanted and all(_DIGITS.fullmatch(word) for word in wanted):
        digits = [re.sub(r"\D", "", word) for word in wanted]
        if rows := await call_plan.reached_by(work.connection, organisation_id, digits, FOUND_AT_ONCE):
            return list((await _labels(work, rows, words)).items())
    return await _named(work, organisation_id, words, typed) if wanted else []


async def _named(work: Work, organisation_id: str, words: Words, typed: str) -> list[tuple[str, str]]:
    fit: list[Named] = []
    after, read = "", 0
    while len(fit) < FOUND_AT_ONCE and read < PEOPLE_SEARCHED:
        rows = await call_plan.named(work.connection, organisation_id, after, _READ_AT_ONCE)
        box, known = await work.box(organisation_id), {row.id: row for row in rows}
        names = {row.id: _label(text_of(box, "people", "name_sealed", row.id, row.name_sealed), row, words) for row in rows}
        fit += [known[each] for each, _ in Roster(names).fitting(typed)]
        read += len(rows)
        if len(rows) < _READ_AT_ONCE:
            break
        after = rows[-1].id
    return list((await _labels(work, fit[:FOUND_AT_ONCE], words)).items())


def read_names(typed: Mapping[str, str], known: Roster) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """The form with people by their id, also where a name was typed, and by field those whom an unclear name fits.

    What is nobody's name stays as it is.
    """
    by_label = {label: person_id for person_id, label in known.labels.items()}
    read, unclear = dict(typed), {}
    for field, value in typed.items():
        if not field.startswith("who_") or not value or value in known.labels:
            continue
        fits = known.fitting(value)
        read[field] = by_label.get(value) or (fits[0][0] if len(fits) == 1 else value)
        if read[field] == value and fits:
            unclear[field] = fits
    return read, unclear


async def _labels(work: Work, rows: Sequence[Named | Person], words: Words) -> dict[str, str]:
    """rows: of one organisation. An address is opened only where two people read the same without."""
    if not rows:
        return {}
    box = await work.box(rows[0].organisation_id)
    named = [(text_of(box, "people", "name_sealed", row.id, row.name_sealed), row) for row in rows]
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for name, row in sorted(named, key=lambda one: one[0].casefold()):
        label = _label(name, row, words)
        email = text_of(box, "people", "email_sealed", row.id, row.email_sealed) if label in taken else ""
        labels[row.id] = f"{label} ({email})" if email else label
        taken.add(labels[row.id])
    return labels


def _label(name: str, person: Named | Person, words: Words) -> str:
    extension = words.gettext("ext. %(extension)s", extension=person.extension) if person.extension else ""
    known = ", ".join(each for each in (extension, words.number(person.number or "")) if each)
    return f"{name} ({known})" if known else name
