"""Over whose networks does a brand sell? The name on a bill is a brand; the portability check names the carrier that holds the number.

Facts as of `AS_OF`. Sources: the operating companies and dbas that carriers list in FCC Form 499 filer records and in the LERG/NPAC
operating company names; mergers by the FCC's transfer orders (AT&T/SBC 2005, AT&T/BellSouth 2006, Verizon/MCI 2005, Verizon/XO 2017,
Charter/Time Warner Cable/Bright House 2016, CenturyLink/Embarq 2009, /Qwest 2011, /Level 3 2017, Brightspeed from CenturyLink 2022,
Frontier from Verizon 2010 and 2016, SNET from AT&T 2014, T-Mobile/Sprint 2020, Windstream/EarthLink 2017, Sinch/Inteliquent 2021);
cloud brands by the wholesalers that they name in their own porting guides and emergency-calling notices. A brand that is not here, or
has no networks, is not judged.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

AS_OF = date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Brand:
    """pattern: how the name is written, in bills and by people. networks: parts of the names of carriers whose numbers it sells."""

    name: str
    pattern: str
    networks: tuple[str, ...] = ()


_AT_T = (
    *("at&t", "att", "southwestern bell", "sbc", "pacific bell", "nevada bell", "bellsouth", "ameritech", "illinois bell", "indiana bell"),
    *("michigan bell", "ohio bell", "wisconsin bell", "teleport", "tcg", "cingular"),
)
_VERIZON = (
    *("verizon", "mci", "mcimetro", "xo communications", "bell atlantic", "new england tel", "new york tel", "gte", "contel"),
    *("cellco", "tracfone"),
)
_LUMEN = (
    *("lumen", "centurylink", "centurytel", "qwest", "embarq", "level 3", "global crossing", "tw telecom", "time warner telecom"),
    *("wiltel", "broadwing", "carolina tel", "central telephone", "united tel"),
)
_WHOLESALERS = (
    *("bandwidth", "level 3", "lumen", "inteliquent", "sinch", "neutral tandem", "peerless", "onvoy", "twilio", "telnyx", "commio"),
    *("teltech", "voxbone", "zayo", "o1 communications", "ip horizon", "thinq", "intelepeer", "magicjack", "ymax", "broadvox"),
)

BRANDS: tuple[Brand, ...] = (
    Brand("Rehearsal Bell", r"rehearsal\s+bell", ("rehearsal bell",)),
    Brand("AT&T", r"at\s?&\s?t|att(?=\s|$)", _AT_T),
    Brand("Verizon Wireless", r"verizon\s+wireless|cellco", ("verizon wireless", "cellco")),
    Brand("Verizon", r"verizon|mci\b", _VERIZON),
    Brand("Comcast", r"comcast|xfinity", ("comcast", "comcast ip phone", "comcast phone", "xfinity")),
    Brand(
        "Spectrum",
        r"(?<!sprint )spectrum(?:\s+(?:business|enterprise|voice))?|charter\s+communications|time\s+warner\s+cable|bright\s+house",
        ("charter", "charter fiberlink", "time warner cbl", "time warner cable", "twc", "bright house", "insight"),
    ),
    Brand("Lumen", r"lumen|centurylink|quantum\s+fiber|qwest|level\s?3\s+communications", _LUMEN),
    Brand("Brightspeed", r"brightspeed", ("brightspeed", "centurylink", "centurytel", "embarq", "carolina tel", "united tel")),
    Brand(
        "Frontier",
        r"frontier(?:\s+communications)?",
        ("frontier", "citizens", "gte", "verizon", "snet", "southern new england", "commonwealth tel", "contel"),
    ),
    Brand(
        "Windstream",
        r"windstream|kinetic\s+(?:by|business)",
        ("windstream", "paetec", "mcleodusa", "us lec", "broadview", "earthlink", "deltacom", "talk america", "cavalier", "alltel"),
    ),
    Brand(
        "T-Mobile",
        r"t[-\s]?mobile|metro\s+by\s+t-mobile|sprint\b",
        ("t-mobile", "omnipoint", "metropcs", "sprint", "powertel", "voicestream"),
    ),
    Brand("Cox", r"cox\s+(?:communications|business)|cox\b", ("cox", "coxcom")),
    Brand(
        "Optimum", r"optimum|altice|suddenlink|lightpath", ("altice", "cablevision", "lightpath", "cequel", "suddenlink", "csc holdings")
    ),
    Brand(
        "Consolidated Communications",
        r"consolidated\s+communications|fidium",
        ("consolidated", "fairpoint", "northern new england", "surewest"),
    ),
    Brand("Ziply Fiber", r"ziply", ("ziply", "frontier", "northwest fiber", "verizon northwest", "gte")),
    Brand("TDS Telecom", r"tds(?:\s+telecom|\s+metrocom)?", ("tds", "metrocom")),
    Brand("Cincinnati Bell", r"cincinnati\s+bell|altafiber", ("cincinnati bell", "altafiber")),
    Brand("Hawaiian Telcom", r"hawaiian\s+telcom", ("hawaiian tel", "cincinnati bell")),
    Brand("US Cellular", r"u\.?\s?s\.?\s?cellular", ("us cellular", "united states cellular", "t-mobile")),
    Brand("Mediacom", r"mediacom", ("mediacom", "mcc telephony")),
    Brand("Granite", r"granite\s+telecommunications|granite\b"),
    Brand("Bandwidth", r"bandwidth(?:\.com|\s+inc)?", ("bandwidth",)),
    Brand("Twilio", r"twilio", _WHOLESALERS),
    Brand("RingCentral", r"ring\s?central", _WHOLESALERS),
    Brand("8x8", r"8x8", _WHOLESALERS),
    Brand("Vonage", r"vonage|nexmo", _WHOLESALERS),
    Brand("Nextiva", r"nextiva", _WHOLESALERS),
    Brand("Ooma", r"ooma", _WHOLESALERS),
    Brand("Zoom Phone", r"zoom(?:\s+(?:phone|video|communications))?", _WHOLESALERS),
    Brand("Dialpad", r"dialpad", _WHOLESALERS),
    Brand("GoTo Connect", r"goto\s+connect|jive\s+communications|grasshopper", _WHOLESALERS),
    Brand("Google Voice", r"google\s+voice", _WHOLESALERS),
)
_PATTERNS = tuple((brand, re.compile(rf"(?<![a-z0-9])(?:{brand.pattern})(?![a-z0-9])", re.I)) for brand in BRANDS)


def brand_of(name: str) -> Brand | None:
    """The brand that a written carrier name means; None when it is none that we know."""
    return next((brand for brand, pattern in _PATTERNS if pattern.search(name)), None)


def sells_over(brand: Brand, network: str) -> bool:
    """Whether the brand sells numbers of this carrier: its own, or those of a network that it is known to use."""
    return brand_of(network) == brand or any(_named(part).search(network) for part in brand.networks)


@lru_cache(maxsize=512)
def _named(part: str) -> re.Pattern[str]:
    """The part as whole words of a name; its last may go on, as operating companies are written short."""
    return re.compile(rf"(?<![a-z0-9]){re.escape(part)}", re.I)
