"""Which provider sent the bill: brands as data. A brand is not the network that serves the number."""

import re
from collections.abc import Sequence

from documents.bill.found import Candidate, fact
from documents.reader.answer import PageText
from domain.porting.paper import PaperFact

BRANDS: tuple[tuple[str, str], ...] = (
    ("Rehearsal Bell", r"rehearsal\s+bell"),
    ("AT&T", r"at\s?&\s?t"),
    ("Verizon Wireless", r"verizon\s+wireless"),
    ("Verizon", r"verizon"),
    ("Comcast", r"comcast|xfinity"),
    ("Spectrum", r"spectrum(?:\s+(?:business|enterprise|voice))?|charter\s+communications"),
    ("Lumen", r"lumen|centurylink|quantum\s+fiber|level\s?3\s+communications"),
    ("Brightspeed", r"brightspeed"),
    ("Frontier", r"frontier(?:\s+communications)?"),
    ("Windstream", r"windstream|kinetic\s+(?:by|business)"),
    ("T-Mobile", r"t-mobile|metro\s+by\s+t-mobile"),
    ("Cox", r"cox\s+(?:communications|business)"),
    ("Optimum", r"optimum|altice"),
    ("Consolidated Communications", r"consolidated\s+communications|fidium"),
    ("Ziply Fiber", r"ziply"),
    ("TDS Telecom", r"tds\s+telecom"),
    ("Cincinnati Bell", r"cincinnati\s+bell|altafiber"),
    ("Hawaiian Telcom", r"hawaiian\s+telcom"),
    ("US Cellular", r"u\.?\s?s\.?\s?cellular"),
    ("Mediacom", r"mediacom"),
    ("RingCentral", r"ringcentral"),
    ("8x8", r"8x8"),
    ("Vonage", r"vonage"),
    ("Nextiva", r"nextiva"),
    ("Ooma", r"ooma"),
    ("Zoom Phone", r"zoom\s+(?:phone|video|communications)"),
    ("Dialpad", r"dialpad"),
    ("Bandwidth", r"bandwidth(?:\.com|\s+inc)"),
    ("Granite", r"granite\s+telecommunications"),
    ("GoTo Connect", r"goto\s+connect|jive\s+communications"),
)
_PATTERNS = tuple((name, re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", re.I)) for name, pattern in BRANDS)
_OTHERS = re.compile(r"calls?\s+to|trademark|switch\s+(?:from|to)|formerly|compared|roaming", re.I)


def find_provider(pages: Sequence[PageText]) -> PaperFact | None:
    """The brand that stands highest on the first page that names one."""
    for page in pages:
        for cell in page.cells:
            for name, pattern in _PATTERNS:
                match = pattern.search(cell.text)
                if match and not _OTHERS.search(cell.text):
                    near_top = cell.top < page.height / 3 and page.number == 1
                    return fact(name, page, Candidate(match[0], cell, 0.95 if near_top else 0.6))
    return None


def brand_of(name: str) -> str:
    """The brand that a typed carrier name means; empty when it is none that we know."""
    return next((brand for brand, pattern in _PATTERNS if pattern.search(name)), "")
