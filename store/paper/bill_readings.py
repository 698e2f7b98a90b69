"""What a document says, in its sealed column, and back."""

from pydantic import TypeAdapter, ValidationError

from domain.porting.paper import PaperFacts
from store.paper.documents import Document
from vault.envelope import TenantBox

_CODEC = TypeAdapter(PaperFacts)
_TABLE, _COLUMN = "documents", "facts_sealed"


def locked(box: TenantBox, document_id: str, facts: PaperFacts) -> bytes:
    return box.seal(_TABLE, _COLUMN, document_id, _CODEC.dump_json(facts))


def opened(box: TenantBox, document: Document) -> PaperFacts | None:
    """None while the document has not been read, and for facts in a form that is no longer kept: the paper is then asked for again."""
    if document.facts_sealed is None:
        return None
    facts = box.open(_TABLE, _COLUMN, document.id, document.facts_sealed)
    try:
        return _CODEC.validate_json(facts)
    except ValidationError:
        return None
