"""Is each number ready to work the moment it moves? Asked at submission and again at each gate before the FOC (design rule 8)."""

from collections.abc import Iterable, Iterator

from domain.findings import Finding, Severity
from domain.policy.codes import FindingCode
from domain.policy.evidence import PlanFacts
from domain.policy.rulebook import MainNumberPolicy, Rulebook
from domain.porting.request import LinePlan, LineUse, PortRequest


def readiness(request: PortRequest, numbers: Iterable[str], plan: PlanFacts, book: Rulebook) -> tuple[Finding, ...]:
    """What keeps these numbers from working once they are active; empty when nothing does."""
    moving = tuple(numbers)
    return (*place_findings(plan), *line_findings(request, moving, plan, book), *main_number_findings(request, plan, book))


def place_findings(plan: PlanFacts) -> Iterator[Finding]:
    """Rules 16 and 19: a plan and an emergency address at the location."""
    if not plan.location_known:
        yield Finding(FindingCode.LOCATION_MISSING, Severity.BLOCKED, "location")
        return
    if not plan.plan_enabled:
        yield Finding(FindingCode.LOCATION_PLAN_NOT_ENABLED, Severity.BLOCKED, "location")
    if not plan.emergency_address:
        yield Finding(FindingCode.LOCATION_NO_EMERGENCY_ADDRESS, Severity.BLOCKED, "location")


def line_findings(
    request: PortRequest, moving: tuple[str, ...], plan: PlanFacts, book: Rulebook, severity: Severity = Severity.BLOCKED
) -> Iterator[Finding]:
    """Each number needs a person, or the word that it stays unassigned (rules 60, 65).

    An emergency address of a person's own does not come along to their new number (rule 20).
    """
    planned = {line.number: line for line in request.lines}
    unplanned = [number for number in moving if not _settled(planned.get(number), book)]
    if unplanned:
        yield Finding(FindingCode.LINES_UNPLANNED, severity, "lines", {"numbers": ", ".join(unplanned), "count": str(len(unplanned))})
    for number in moving:
        line = planned.get(number)
        if line and line.use is LineUse.PERSON and line.person_id and line.person_id not in plan.people:
            yield Finding(FindingCode.LINES_PERSON_MISSING, severity, "lines", {"number": number})
        elif line and line.use is LineUse.PERSON and line.person_id in plan.own_address:
            yield Finding(FindingCode.LINES_OWN_ADDRESS_ENDS, Severity.CONFIRM, "lines", {"number": number})
    there = frozenset(request.numbers)
    for line in request.lines:
        if line.number not in there:
            yield Finding(FindingCode.LINES_NUMBER_FOREIGN, Severity.CONFIRM, "lines", {"number": line.number})


def main_number_findings(request: PortRequest, plan: PlanFacts, book: Rulebook) -> Iterator[Finding]:
    """Rules 58 and 59: a main number first; a ported one takes its place only once it is active, if ever.

    It rings whom its treatment names: it is nobody's own number besides.
    """
    wanted = {"number": request.main_number}
    if not request.main_number:
        return
    if book.main_number is MainNumberPolicy.NEVER:
        yield Finding(FindingCode.MAIN_NUMBER_NEVER, Severity.BLOCKED, "main_number", wanted)
    elif request.main_number not in request.numbers:
        yield Finding(FindingCode.MAIN_NUMBER_NOT_PORTING, Severity.BLOCKED, "main_number", wanted)
    elif any(line.number == request.main_number and line.use is LineUse.PERSON for line in request.lines):
        yield Finding(FindingCode.MAIN_NUMBER_GIVEN_AWAY, Severity.BLOCKED, "main_number", wanted)
    elif not plan.main_number:
        yield Finding(FindingCode.MAIN_NUMBER_WITHOUT_REPLACEMENT, Severity.CONFIRM, "main_number", wanted)


def _settled(line: LinePlan | None, book: Rulebook) -> bool:
    if line is None:
        return False
    return bool(line.person_id) if line.use is LineUse.PERSON else book.unassigned_allowed
