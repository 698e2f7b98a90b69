"""Every table of Portwright, a file a topic, in one MetaData."""

from store.schema import access, audit, crossings, orders, organisations, papers, people, reviews, vault
from store.schema.columns import metadata

__all__ = ["access", "audit", "crossings", "metadata", "orders", "organisations", "papers", "people", "reviews", "vault"]
