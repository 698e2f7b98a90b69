"""Who appears on the drawn bills: people and businesses from fiction, places, and providers with the ways they write."""

from dataclasses import dataclass
from random import Random

PEOPLE = (
    "Zoe Washburne", "Malcolm Reynolds", "Kaylee Frye", "Elizabeth Bennet", "Fitzwilliam Darcy", "Sherlock Holmes", "John H. Watson",
    "Ellen Ripley", "Atticus Finch", "Jo March", "Mary O'Hara", "Anne-Marie Duval", "Jean Valjean", "Emma Woodhouse", "Philip Marlowe",
    "Hester Prynne", "Nora Charles", "Ishmael Starbuck Jr.", "Dorothea Brooke", "Luis Alvarez-Reyes",
)  # fmt: skip
BUSINESSES = (
    "Blue Sun Outfitters LLC", "Serenity Freight, Inc.", "Weyland-Yutani Corp", "Pemberley Estates LP", "Baker Street Consulting",
    "Nostromo Towing Co.", "Finch & Daughters, P.C.", "Vandelay Industries", "Duke & Duke Associates", "The Prancing Pony Restaurant",
    "March Sisters Bakery", "Gringotts Savings Trust", "Sunnydale Dental Group", "Bluth Construction Company", "Acme Novelty Store",
    "Stark Machine Works LLC", "Tyrell Optical Inc", "St. Elsewhere Hospital", "Hill Valley Clock Shop", "Monsters Plumbing Services",
)  # fmt: skip
STREETS = (
    "1200 Larimer Street", "88 Wynkoop St", "4521 N Oak Trafficway", "77 Market Ave", "9 Elm Ct", "15250 E Mississippi Avenue",
    "301 South Main Street", "2210 County Road 9", "640 Fifth Avenue", "18 Old Mill Ln", "5005 Peachtree Blvd", "230A Pine Dr",
    "W140N8981 Lilly Road", "1 Infinite Way", "3300 NW 23rd Pl",
)  # fmt: skip
UNITS = ("", "", "Suite 4", "Ste 210", "Unit B", "Floor 3", "Apt 12C", "# 7", "Bldg 2")
CITIES = (
    ("Denver", "CO", "80204", "303"), ("San Jose", "CA", "95113", "408"), ("New York", "NY", "10019", "212"),
    ("Kansas City", "MO", "64118", "816"), ("St. Louis", "MO", "63101", "314"), ("Ft Worth", "TX", "76102", "817"),
    ("Atlanta", "GA", "30303", "404"), ("Winston-Salem", "NC", "27101", "336"), ("Coeur d'Alene", "ID", "83814", "208"),
    ("Menomonee Falls", "WI", "53051", "262"), ("Seattle", "WA", "98101", "206"), ("Boston", "MA", "02108", "617"),
)  # fmt: skip
FAR_CODES = ("415", "512", "615", "702", "773", "813", "919", "971")


@dataclass(frozen=True, slots=True)
class Provider:
    """name: as the reader is to call it. printed: as it stands on the bill. remit: where cheques go. kind: landline and so on."""

    name: str
    printed: tuple[str, ...]
    remit: tuple[str, ...]
    site: str
    kind: str


def _at(box: str, city: str) -> tuple[str, ...]:
    return (box, city)


PROVIDERS = {
    "att": Provider("AT&T", ("AT&T", "at&t"), _at("PO Box 5014", "Carol Stream, IL 60197-5014"), "att.com", "landline"),
    "verizon": Provider("Verizon", ("Verizon", "verizon"), _at("PO BOX 15124", "Albany, NY 12212-5124"), "verizon.com", "landline"),
    "vzw": Provider("Verizon Wireless", ("Verizon Wireless",), _at("P.O. Box 489", "Newark, NJ 07101-0489"), "vzw.com", "wireless"),
    "comcast": Provider(
        "Comcast", ("COMCAST BUSINESS", "Comcast Business", "Xfinity"), _at("PO Box 60533", "City of Industry, CA 91716-0533"),
        "xfinity.com", "cable",
    ),
    "spectrum": Provider(
        "Spectrum", ("Spectrum Business", "Charter Communications", "Spectrum"), _at("PO Box 94188", "Palatine, IL 60094-4188"),
        "spectrumbusiness.net", "cable",
    ),
    "lumen": Provider("Lumen", ("CenturyLink", "Lumen Technologies", "LUMEN"), _at("PO Box 52187", "Phoenix, AZ 85072-2187"), "lumen.com",
                      "landline"),
    "frontier": Provider("Frontier", ("Frontier Communications", "FRONTIER"), _at("PO Box 740407", "Cincinnati, OH 45274-0407"),
                         "frontier.com", "landline"),
    "windstream": Provider("Windstream", ("Windstream", "Windstream Enterprise", "Kinetic Business"), _at("PO Box 9001908",
                           "Louisville, KY 40290-1908"), "windstream.com", "landline"),
    "tmobile": Provider("T-Mobile", ("T-Mobile",), _at("PO Box 742596", "Cincinnati, OH 45274-2596"), "t-mobile.com", "wireless"),
    "ringcentral": Provider("RingCentral", ("RingCentral, Inc.", "RingCentral"), _at("20 Davis Drive", "Belmont, CA 94002"),
                            "ringcentral.com", "cloud"),
    "8x8": Provider("8x8", ("8x8, Inc.", "8x8"), _at("675 Creekside Way", "Campbell, CA 95008"), "8x8.com", "cloud"),
    "vonage": Provider("Vonage", ("Vonage Business", "Vonage"), _at("PO Box 392415", "Pittsburgh, PA 15251-9415"), "vonage.com", "cloud"),
    "cox": Provider("Cox", ("Cox Business", "COX COMMUNICATIONS"), _at("PO Box 53249", "Phoenix, AZ 85072-3249"), "cox.com", "cable"),
    "tds": Provider("TDS Telecom", ("TDS Telecom",), _at("PO Box 94510", "Palatine, IL 60094-4510"), "tdstelecom.com", "regional"),
    "granite": Provider("Granite", ("Granite Telecommunications, LLC",), _at("PO Box 830103", "Philadelphia, PA 19182-0103"),
                        "granitenet.com", "landline"),
    "coop": Provider("Prairie Valley Telephone Cooperative", ("PRAIRIE VALLEY TELEPHONE COOPERATIVE",), _at("PO Box 12", "Hays, KS 67601"),
                     "prairievalley.example", "regional"),
    "mutual": Provider("Hidden Hollow Mutual Telephone Company", ("Hidden Hollow Mutual Telephone Company",),
                       _at("104 Depot St", "Decorah, IA 52101"), "hiddenhollow.example", "regional"),
}  # fmt: skip


def pick(rng: Random, *names: str) -> Provider:
    return PROVIDERS[rng.choice(names)]
