"""Search attributes: the carrier only, for they are not encrypted (reliability R23)."""

from temporalio.common import SearchAttributeKey

CARRIER = SearchAttributeKey.for_keyword("PortwrightCarrier")
