"""What papers say, beside what was typed: as it may be shown, and taken into the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.actions.drafts import drafts as actions
from api.actions.drafts import papers
from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.papers import PaperShown
from api.actions.work import Work
from api.front.problems import Refused, not_found
from domain.policy.evidence import PreflightEvidence
from domain.policy.paper_match.account import masked
from domain.policy.paper_match.comparison import Comparison, PaperField
from domain.policy.paper_match.forecast import Forecast, forecast_of
from domain.policy.paper_match.match import compare
from domain.policy.paper_match.taking import NotTakeable, take, takeable
from domain.porting.named_facts import FactKind, NamedFact, named_facts, names_of
from domain.porting.paper import PaperFact, PaperFacts
from domain.porting.request import PortRequest
from store.drafts import drafts
from store.drafts.drafts import DraftNumber
from store.paper import document_pages
from store.paper.document_pages import DocumentPage

_NAMES = frozenset({FactKind.BILLING_NAME, FactKind.NAME})
_NUMBERS = frozenset({FactKind.BTN, FactKind.NUMBER})
LONGEST = 160
# What may be put where: an account number is a secret, and goes where it is kept as one.
_FROM: Mapping[PaperField, frozenset[FactKind]] = {
    PaperField.LOSING_CARRIER: frozenset({FactKind.PROVIDER}),
    PaperField.ACCOUNT_NUMBER: frozenset({FactKind.ACCOUNT}),
    PaperField.BILLING_NAME: _NAMES,
    PaperField.AUTHORISED_PERSON: _NAMES,
    PaperField.SERVICE_ADDRESS: frozenset({FactKind.SERVICE_ADDRESS, FactKind.BILLING_ADDRESS}),
    PaperField.BTN: _NUMBERS,
    PaperField.NUMBERS: _NUMBERS,
}


@dataclass(frozen=True, slots=True)
class Veil:
    """Hides the account numbers of a paper in whatever is said of it (reliability R29)."""

    plain: tuple[tuple[str, str], ...] = ()

    @classmethod
    def over(cls, facts: PaperFacts | None) -> "Veil":
        forms = {form: masked(fact.value) for fact in facts.accounts for form in (fact.text, fact.value)} if facts else {}
        return cls(tuple(sorted(((form, mask) for form, mask in forms.items() if form), key=lambda each: -len(each[0]))))

    def on(self, text: str) -> str:
        """The text without them, and without characters that turn what stands around them (R44)."""
        for plain, mask in self.plain:
            text = text.replace(plain, mask)
        return "".join(character for character in text if character.isprintable())

    def value(self, named: NamedFact) -> str:
        """A fact's value as it may be shown."""
        if named.kind is FactKind.ACCOUNT:
            return masked(named.fact.value)
        shown = named.fact.text if named.kind in {FactKind.HIDDEN, FactKind.MASKED} else named.fact.value
        return shown if named.kind in _NUMBERS else self.on(shown)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the names of the facts that prove it, and of those that can be taken."""

    comparison: Comparison
    document_id: str
    proof: tuple[str, ...]
    takeable: tuple[str, ...]
    veil: Veil


@dataclass(frozen=True, slots=True)
class PapersCompared:
    """The papers that count, by kind; every field of the draft beside them."""

    papers: Mapping[str, PaperShown]
    compared: tuple[Compared, ...]
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Taken:
    """What of which paper is put into which field. facts: by name."""

    document_id: str
    field: PaperField
    facts: tuple[str, ...]


def compared(found: DraftInHand, known: PreflightEvidence, shown: Sequence[PaperShown]) -> PapersCompared:
    """`shown`: the order's papers, newest first."""
    papers_counting = counting(shown)
    told = tuple(_named(each, papers_counting.get(each.paper)) for each in compare(found.request, known, found.book))
    return PapersCompared(papers_counting, told, forecast_of(known, found.book))


def counting(shown: Sequence[PaperShown]) -> Mapping[str, PaperShown]:
    """The newest of each kind. `shown`: newest first."""
    newest: dict[str, PaperShown] = {}
    for each in shown:
        newest.setdefault(each.document.kind, each)
    return newest


async def pages_of(work: Work, shown: Sequence[PaperShown]) -> Mapping[str, tuple[DocumentPage, ...]]:
    """The pictures of these papers, by paper."""
    found = await document_pages.of_documents(work.connection, [each.document.id for each in shown])
    return {each.document.id: tuple(page for page in found if page.document_id == each.document.id) for each in shown}


async def page(work: Work, document_id: str, number: int) -> DocumentPage:
    """Raises Problem NOT_FOUND, also for a page that has no picture."""
    found = await document_pages.find(work.connection, document_id, number, work.tenants)
    if found is None:
        raise not_found()
    return found


async def put_in(work: Work, order_id: str, seen: int, asked: Taken) -> DraftInHand:
    """The draft with the paper's values in the place of version `seen`. Raises Refused, Problem STALE, NOT_FOUND.

    Another order's paper has no facts to take.
    """
    found = actions.editable(await actions.find(work, order_id))
    shown = {each.document.id: each for each in await papers.of_order(work, order_id)}
    wanted = found.request
    for fact in _chosen(shown.get(asked.document_id), asked):
        wanted = _with(wanted, asked.field, fact)
    rows = await drafts.numbers(work.connection, order_id)
    kept = await actions.keep(work, found, wanted, seen)
    work.note(found.organisation_id, order_id, "draft.take", document=asked.document_id, field=asked.field, facts=",".join(asked.facts))
    if asked.field is not PaperField.NUMBERS:
        return kept
    known = {row.number for row in rows}
    added = [number for number in wanted.numbers if number not in known]
    more = [DraftNumber(number, len(rows) + place, number) for place, number in enumerate(added)]
    await drafts.replace_numbers(work.connection, order_id, found.organisation_id, [*rows, *more])
    return await actions.find(work, order_id)


def _named(comparison: Comparison, paper: PaperShown | None) -> Compared:
    if paper is None or paper.facts is None:
        return Compared(comparison, paper.document.id if paper else "", (), (), Veil())
    names, kinds = names_of(paper.facts), {each.name: each.kind for each in named_facts(paper.facts)}
    proof = tuple(names[fact] for fact in comparison.facts if fact in names)
    fits = _FROM.get(comparison.field, frozenset())
    can = tuple(names[fact] for fact in takeable(comparison) if fact in names and kinds[names[fact]] in fits)
    return Compared(comparison, paper.document.id, proof, can, Veil.over(paper.facts))


def _chosen(shown: PaperShown | None, asked: Taken) -> list[PaperFact]:
    """The facts asked for. Raises Refused when one is not there or does not belong into the field."""
    there = {each.name: each for each in named_facts(shown.facts)} if shown and shown.facts else {}
    fits = _FROM.get(asked.field, frozenset())
    chosen = [there[name] for name in asked.facts if name in there and there[name].kind in fits]
    if len(chosen) != len(asked.facts) or (len(chosen) != 1 and asked.field is not PaperField.NUMBERS):
        raise Refused("paper.not_takeable", status=422, pointer="/facts")
    return [each.fact for each in chosen]


def _with(request: PortRequest, field: PaperField, fact: PaperFact) -> PortRequest:
    """Raises Refused, also for what could not have been typed."""
    try:
        if not _typeable(fact.value):
            raise NotTakeable(field)
        return take(request, field, fact.value)
    except NotTakeable:
        raise Refused("paper.not_takeable", status=422, pointer="/facts") from None


def _typeable(value: str) -> bool:
    return 0 < len(value) <= LONGEST and value.isprintable() and not set(value) & set("<>")
