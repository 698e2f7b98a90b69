"""States, district and territories that the US part of the numbering plan serves, by their two letters (USPS Publication 28, B)."""

from collections.abc import Mapping

_STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida
GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts
MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico
NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina
SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
PR Puerto Rico|VI Virgin Islands|GU Guam|AS American Samoa|MP Northern Mariana Islands
"""
_ROWS = [row.partition(" ")[::2] for line in _STATES.strip().splitlines() for row in line.split("|")]
# The letters of each, and what is written for them (letters and name, in lower case).
STATES = frozenset(letters for letters, _ in _ROWS)
WRITTEN_STATES: Mapping[str, str] = {written.casefold(): letters for letters, name in _ROWS for written in (letters, name)}
