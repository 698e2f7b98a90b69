"""A paper as people look at it: pictures of its pages with the found facts marked, and each difference beside its mark."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.actions.drafts.paper_facts import Compared, PapersCompared
from api.actions.drafts.papers import PaperShown
from api.pages.drafts.steps import ACCOUNT
from api.v1.documents import DocumentView
from api.v1.paper_views import ComparisonView, FactsView, FactView, PageView
from domain.findings import Severity
from domain.policy.paper_match.comparison import PaperField
from store.paper.document_pages import DocumentPage
from words.translation import Words

TONES = {Severity.BLOCKED: "bad", Severity.CONFIRM: "warn", Severity.FINE: "good"}
# Parameters of findings that are shown side by side already.
_IN_BOTH = frozenset({"typed", "found", "name", "on_bill"})
# So far around the letters, in points, that a mark does not touch them.
_MARGIN = 2.0


@dataclass(frozen=True, slots=True)
class Mark:
    """In points. tone: of the comparison that it proves; empty for what was found and is compared with nothing. label: its number."""

    left: float
    top: float
    width: float
    height: float
    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    page: PageView
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What one click takes. facts: their names, parted by commas. value: as shown."""

    facts: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """label: its number on the marks. step: of the draft, where it is changed by hand; empty when another paper is needed.

    detail: empty where it says no more than the two values side by side.
    """

    label: str
    tone: str
    told: ComparisonView
    detail: str
    pages: tuple[int, ...]
    offers: tuple[Offer, ...]
    step: str


@dataclass(frozen=True, slots=True)
class PaperOnPage:
    """One paper with everything that is said of it."""

    document: DocumentView
    facts: FactsView
    sheets: tuple[Sheet, ...]
    differences: tuple[Difference, ...]
    agreeing: tuple[ComparisonView, ...]

    @property
    def waits(self) -> bool:
        return self.document.state in {"received", "reading"}

    @property
    def blocked(self) -> bool:
        return any(each.tone == TONES[Severity.BLOCKED] for each in self.differences)


def on_page(shown: PaperShown, pages: Sequence[DocumentPage], seen: PapersCompared, words: Words) -> PaperOnPage:
    """A paper that counts, with the comparisons that are about it."""
    facts = FactsView.of(shown, pages, words)
    mine = [each for each in seen.compared if each.document_id == shown.document.id]
    wrong = sorted((each for each in mine if not each.comparison.agrees), key=lambda each: TONES[each.comparison.finding.severity])
    by_name = {fact.name: fact for fact in facts.facts}
    differences = tuple(_difference(str(n), each, by_name, words) for n, each in enumerate(wrong, 1))
    agreeing = tuple(ComparisonView.of(each, words) for each in mine if each.comparison.agrees)
    return PaperOnPage(DocumentView.of(shown, words), facts, tuple(_sheets(facts, differences, agreeing)), differences, agreeing)


def _difference(label: str, each: Compared, facts: Mapping[str, FactView], words: Words) -> Difference:
    told = ComparisonView.of(each, words)
    pages = tuple(sorted({facts[name].page for name in told.facts}))
    shown_twice = told.typed and told.found and _IN_BOTH.issuperset(each.comparison.finding.params)
    detail = "" if shown_twice else told.detail
    return Difference(label, TONES[told.severity], told, detail, pages, tuple(_offers(told, facts)), _step(told))


def _offers(told: ComparisonView, facts: Mapping[str, FactView]) -> Iterator[Offer]:
    """One click for each value; numbers are taken together."""
    if told.field is PaperField.NUMBERS and told.takeable:
        yield Offer(",".join(told.takeable), "", len(told.takeable))
        return
    values = {facts[name].value: name for name in reversed(told.takeable)}
    for name in told.takeable:
        if values[facts[name].value] == name:
            yield Offer(name, facts[name].value, 1)


def _step(told: ComparisonView) -> str:
    if told.field in ACCOUNT:
        return "account"
    return "numbers" if told.field in {PaperField.NUMBERS, PaperField.SERVICES, PaperField.NETWORK} else ""


def _sheets(facts: FactsView, differences: Sequence[Difference], agreeing: Sequence[ComparisonView]) -> Iterator[Sheet]:
    tones = {name: ("good", "") for each in agreeing for name in each.facts}
    tones |= {name: (each.tone, each.label) for each in reversed(differences) for name in each.told.facts}
    for page in facts.pages:
        here = [fact for fact in facts.facts if fact.page == page.number and fact.place.right > fact.place.left]
        # What matters most is drawn last, so that nothing lies over it.
        here.sort(key=lambda fact: tones.get(fact.name, ("", ""))[1] != "")
        yield Sheet(page, tuple(_marks(here, tones)))


def _marks(here: Sequence[FactView], tones: Mapping[str, tuple[str, str]]) -> Iterator[Mark]:
    """A number stands once on a page, at the first mark that it has there."""
    told: set[str] = set()
    for fact in here:
        tone, label = tones.get(fact.name, ("", ""))
        yield _mark(fact, tone, "" if label in told else label)
        told.add(label)


def _mark(fact: FactView, tone: str, label: str) -> Mark:
    place = fact.place
    width, height = place.right - place.left + 2 * _MARGIN, place.bottom - place.top + 2 * _MARGIN
    return Mark(round(place.left - _MARGIN, 1), round(place.top - _MARGIN, 1), round(width, 1), round(height, 1), tone, label)
