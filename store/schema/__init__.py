"""Every table of Portwright, a file a topic, in one MetaData."""

from store.schema import (
    access,
    audit,
    call_treatments,
    crossings,
    document_pages,
    orders,
    organisations,
    papers,
    people,
    retention,
    reviews,
    vault,
)
from store.schema.columns import metadata

__all__ = [
    "access",
    "audit",
    "call_treatments",
    "crossings",
    "document_pages",
    "metadata",
    "orders",
    "organisations",
    "papers",
    "people",
    "retention",
    "reviews",
    "vault",
]
