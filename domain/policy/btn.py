"""What is asked of the billing number? A full port takes it along; a partial one leaves it or names another for what stays."""

from collections.abc import Iterator

from domain.findings import Finding, Severity
from domain.numbers.structure import is_e164
from domain.policy.codes import FindingCode
from domain.porting.request import PortRequest, PortScope


def moving_numbers(request: PortRequest) -> tuple[str, ...]:
    """The numbers that go forward now, in their order: those not set aside."""
    aside = frozenset(request.set_aside)
    return tuple(number for number in request.numbers if number not in aside)


def btn_findings(request: PortRequest) -> Iterator[Finding]:
    """Everything wrong with BTN and replacement BTN."""
    if not request.btn:
        yield _blocked(FindingCode.BTN_MISSING, "btn")
    elif not is_e164(request.btn):
        yield _blocked(FindingCode.BTN_IMPOSSIBLE, "btn", request.btn)
    elif request.scope is PortScope.FULL:
        yield from _full(request)
    else:
        yield from _partial(request)


def _full(request: PortRequest) -> Iterator[Finding]:
    if request.btn not in moving_numbers(request):
        yield _blocked(FindingCode.BTN_NOT_PORTING, "btn", request.btn)
    if request.replacement_btn:
        yield Finding(FindingCode.BTN_REPLACEMENT_NOT_NEEDED, Severity.CONFIRM, "replacement_btn", {"number": request.replacement_btn})


def _partial(request: PortRequest) -> Iterator[Finding]:
    new = request.replacement_btn
    if request.btn not in moving_numbers(request):
        if new:
            yield Finding(FindingCode.BTN_REPLACEMENT_NOT_NEEDED, Severity.CONFIRM, "replacement_btn", {"number": new})
    elif not new:
        yield _blocked(FindingCode.BTN_PORTING_WITHOUT_REPLACEMENT, "replacement_btn", request.btn)
    elif not is_e164(new):
        yield _blocked(FindingCode.BTN_REPLACEMENT_IMPOSSIBLE, "replacement_btn", new)
    elif new == request.btn:
        yield _blocked(FindingCode.BTN_REPLACEMENT_SAME, "replacement_btn", new)
    elif new in request.numbers or new in request.set_aside:
        yield _blocked(FindingCode.BTN_REPLACEMENT_PORTING, "replacement_btn", new)


def _blocked(code: FindingCode, about: str, number: str = "") -> Finding:
    return Finding(code, Severity.BLOCKED, about, {"number": number} if number else {})
