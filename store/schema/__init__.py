"""Every table of Portwright, a file a topic, in one MetaData."""

from store.schema import (
    access,
    audit,
    call_treatments,
    crossings,
    document_pages,
    kept_forms,
    notifications,
    order_comments,
    order_lists,
    orders,
    organisations,
    papers,
    people,
    retention,
    reviews,
    sign_on,
    vault,
)
from store.schema.columns import metadata

__all__ = [
    "access",
    "audit",
    "call_treatments",
    "crossings",
    "document_pages",
    "kept_forms",
    "metadata",
    "notifications",
    "order_comments",
    "order_lists",
    "orders",
    "organisations",
    "papers",
    "people",
    "retention",
    "reviews",
    "sign_on",
    "vault",
]
