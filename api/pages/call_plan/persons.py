"""People to choose from in a form."""

from api.actions.call_plan import people
from api.actions.work import Work

MOST = 300


async def persons(work: Work, *needed: str | None) -> list[tuple[str, str]]:
    """Id and name of the organisation's people in the order of their names: the first three hundred, and those who are needed."""
    found = {one.id: one for one in await people.list_people(work, "", "", MOST)}
    for person_id in needed:
        if person_id and person_id not in found:
            found[person_id] = await people.read_person(work, person_id)
    told = [(one.id, f"{one.name}, {one.extension}" if one.extension else one.name) for one in found.values()]
    return sorted(told, key=lambda one: one[1].casefold())
