"""Which numbers does the paper list? Those that move, those that would be left behind, and the billing number."""

from collections.abc import Iterator

from domain.findings import Severity
from domain.policy.btn import moving_numbers
from domain.policy.codes import FindingCode
from domain.policy.paper_match.comparison import Comparison, PaperField, agrees, told, values
from domain.policy.paper_match.sides import PaperCodes
from domain.porting.paper import PaperFact, PaperFacts, plain_account
from domain.porting.request import PortRequest, PortScope

_NUMBERS, _BTN = PaperField.NUMBERS, PaperField.BTN
_NATIONAL = 10


def compare_numbers(
    facts: PaperFacts, request: PortRequest, codes: PaperCodes, elsewhere: frozenset[str] = frozenset()
) -> Iterator[Comparison]:
    """A number that the paper does not list wants other evidence; it is never fine. A CSR that lists none proves nothing.

    elsewhere: numbers that another paper of the same account proves.
    """
    moving, printed = moving_numbers(request), facts.all_numbers
    listed = {fact.value for fact in printed} | elsewhere
    missing = [number for number in moving if number not in listed]
    typed, found = ", ".join(moving), values(printed)
    if moving and missing and (printed or codes.paper == "bill"):
        yield told(Severity.CONFIRM, codes.number_missing, _NUMBERS, typed, found, (), paper=codes.paper, **_counted(missing))
    elif moving and not missing:
        yield agrees(codes.paper, _NUMBERS, typed, found, *(fact for fact in printed if fact.value in moving))
    staying = tuple(fact for fact in printed if fact.value not in request.numbers)
    if request.scope is PortScope.FULL and moving and staying:
        left = _counted([fact.value for fact in staying])
        yield told(Severity.CONFIRM, codes.number_not_in_order, _NUMBERS, typed, values(staying), staying, paper=codes.paper, **left)


def compare_masked(facts: PaperFacts, request: PortRequest) -> Iterator[Comparison]:
    """Numbers of which the bill shows only a part, unless what it shows fits one that it lists in full or that is in the order."""
    known = {*request.numbers, *(fact.value for fact in facts.all_numbers)}
    hidden = tuple(fact for fact in facts.masked if not any(_ends(number, fact) for number in known))
    if hidden:
        text = ", ".join(fact.text for fact in hidden)
        yield told(Severity.CONFIRM, FindingCode.NUMBER_MASKED, _NUMBERS, "", text, hidden, count=str(len(hidden)))


def compare_btn(facts: PaperFacts, request: PortRequest, codes: PaperCodes) -> Iterator[Comparison]:
    """The billing number as labelled; where none is, one that is listed or begins the account number will do."""
    typed = request.btn
    if not typed:
        return
    same = tuple(fact for fact in facts.btns if fact.value == typed)
    listed = tuple(fact for fact in facts.all_numbers if fact.value == typed) + _in_account(facts, typed)
    if same or (listed and not facts.btns):
        yield agrees(codes.paper, _BTN, typed, typed, *(same or listed)[:1])
    elif facts.btns:
        yield told(Severity.CONFIRM, codes.btn_differs, _BTN, typed, values(facts.btns), facts.btns, paper=codes.paper)
    elif codes.btn_not_found:
        yield told(Severity.CONFIRM, codes.btn_not_found, _BTN, typed, paper=codes.paper)


def compare_replacement(facts: PaperFacts, request: PortRequest) -> Iterator[Comparison]:
    """Where the bill's billing number moves and services stay, another number of the same account must take its place."""
    btn, new = facts.btn, request.replacement_btn
    staying = [fact for fact in facts.numbers if fact.value not in request.numbers]
    if new and staying and new not in {fact.value for fact in facts.all_numbers}:
        yield told(Severity.CONFIRM, FindingCode.BTN_REPLACEMENT_NOT_ON_BILL, PaperField.REPLACEMENT_BTN, new, number=new)
    asked_already = request.scope is PortScope.PARTIAL and btn is not None and btn.value == request.btn
    if btn and staying and not new and not asked_already and btn.value in moving_numbers(request):
        yield told(
            Severity.CONFIRM, FindingCode.BTN_MOVES_SERVICES_STAY, PaperField.REPLACEMENT_BTN, "", btn.value, (btn,),
            number=btn.value, **_counted([fact.value for fact in staying]),
        )  # fmt: skip


def _counted(numbers: list[str]) -> dict[str, str]:
    return {"numbers": ", ".join(numbers), "count": str(len(numbers))}


def _ends(number: str, fact: PaperFact) -> bool:
    """Whether the number ends as the masked one does, by at least the two figures that it shows last."""
    shown = fact.value[len(fact.value.rstrip("0123456789")) :]
    return len(shown) > 1 and number.endswith(shown)


def _in_account(facts: PaperFacts, number: str) -> tuple[PaperFact, ...]:
    """Accounts that begin with the number, as some carriers form them."""
    return tuple(fact for fact in facts.accounts if plain_account(fact.value)[:_NATIONAL] == number.removeprefix("+1"))
