"""What a paper says and how it compares with the draft, as the API shows it. Account numbers are masked (reliability R29)."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, Field

from api.actions.drafts.drafts import DraftInHand
from api.actions.drafts.paper_facts import Compared, PapersCompared, Veil
from api.actions.drafts.papers import PaperShown
from domain.findings import Severity
from domain.policy.paper_match.comparison import PaperField
from domain.policy.paper_match.forecast import Forecast
from domain.porting.named_facts import FactKind, NamedFact, named_facts
from domain.porting.paper import PaperKind
from store.paper.document_pages import DocumentPage
from words.findings import finding_told
from words.papers import PAPER_FIELDS, PAPER_KINDS, SERVICE_KINDS
from words.translation import Words


class PlaceView(BaseModel):
    """Points from the top left of the page as it reads upright."""

    left: float
    top: float
    right: float
    bottom: float


class FactView(BaseModel):
    """A proposal: what a machine read, and where."""

    name: str = Field(description="Points at the fact, as in a request to take it.", examples=["number.3"])
    kind: FactKind
    value: str = Field(description="Normalised; an account number by its last characters only.")
    page: int
    place: PlaceView
    confidence: float = Field(description="0 to 1.")

    @classmethod
    def of(cls, named: NamedFact, veil: Veil) -> "FactView":
        left, top, right, bottom = named.fact.place
        place = PlaceView(left=left, top=top, right=right, bottom=bottom)
        fact = named.fact
        return cls(name=named.name, kind=named.kind, value=veil.value(named), page=fact.page, place=place, confidence=fact.confidence)


class PageView(BaseModel):
    """A picture of a page, a PNG. width, height: in points, as the places of facts are."""

    number: int
    width: float
    height: float
    image: str = Field(examples=["/v1/documents/doc_aaaaaaaaaaaaaaaaaaaaaaaaaa/pages/1"])

    @classmethod
    def of(cls, page: DocumentPage) -> "PageView":
        image = f"/v1/documents/{page.document_id}/pages/{page.page}"
        return cls(number=page.page, width=page.width / page.scale, height=page.height / page.scale, image=image)


class FactsView(BaseModel):
    document_id: str
    kind: PaperKind | None = Field(description="What paper it is; null while it has not been read.")
    kind_told: str
    country: str
    facts: list[FactView]
    pages: list[PageView]
    warnings: list[str] = Field(description="Codes of what a person should look at although it was read.")

    @classmethod
    def of(cls, shown: PaperShown, pages: Sequence[DocumentPage], words: Words) -> "FactsView":
        facts, veil = shown.facts, Veil.over(shown.facts)
        return cls(
            document_id=shown.document.id,
            kind=facts.kind if facts else None,
            kind_told=words.gettext(PAPER_KINDS[facts.kind]) if facts else "",
            country=facts.country if facts else "",
            facts=[FactView.of(each, veil) for each in named_facts(facts)] if facts else [],
            pages=[PageView.of(each) for each in pages],
            warnings=list(facts.warnings) if facts else [],
        )


class ComparisonView(BaseModel):
    """One field of the draft beside what a paper says of it; everything told in the caller's language."""

    paper: str = Field(description="`bill`, `csr` or `loa`.")
    document_id: str
    field: PaperField
    field_told: str
    code: str = Field(examples=["service_address.differs"])
    severity: Severity
    agrees: bool
    typed: str
    found: str
    wrong: str
    detail: str
    remedy: str
    who: str
    facts: list[str] = Field(description="Names of the facts that prove it.")
    takeable: list[str] = Field(description="Names of the facts that can be taken into the field.")

    @classmethod
    def of(cls, each: Compared, words: Words) -> "ComparisonView":
        told, comparison = finding_told(each.comparison.finding, words), each.comparison
        return cls(
            paper=comparison.paper,
            document_id=each.document_id,
            field=comparison.field,
            field_told=words.gettext(PAPER_FIELDS[comparison.field]),
            code=comparison.finding.code,
            severity=comparison.finding.severity,
            agrees=comparison.agrees,
            typed=words.value(comparison.typed),
            found=each.veil.on(_found(comparison.field, comparison.found, words)),
            wrong=each.veil.on(told.wrong),
            detail=each.veil.on(told.detail),
            remedy=each.veil.on(told.remedy),
            who=told.who,
            facts=list(each.proof),
            takeable=list(each.takeable),
        )


class ForecastView(BaseModel):
    """Whether bill and letter would still do if the carrier refused the order and it were sent again."""

    resubmission: date = Field(description="The day by which a refused order is likely sent again.")
    bill_until: date | None
    bill_in_time: bool
    loa_until: date | None
    loa_in_time: bool

    @classmethod
    def of(cls, seen: Forecast) -> "ForecastView":
        return cls(**{name: getattr(seen, name) for name in cls.model_fields})


class ComparisonsView(BaseModel):
    order_id: str
    revision: int
    comparisons: list[ComparisonView]
    forecast: ForecastView

    @classmethod
    def of(cls, found: DraftInHand, seen: PapersCompared, words: Words) -> "ComparisonsView":
        told = [ComparisonView.of(each, words) for each in seen.compared]
        return cls(
            order_id=found.order_id, revision=found.request.revision, comparisons=told, forecast=ForecastView.of(seen.forecast)
        )  # fmt: skip


def _found(field: PaperField, found: str, words: Words) -> str:
    if field is PaperField.PAPER and found in set(PaperKind):
        return words.gettext(PAPER_KINDS[found])
    return words.gettext(SERVICE_KINDS[found]) if found in SERVICE_KINDS else words.value(found)
