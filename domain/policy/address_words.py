"""The words of US addresses and their short forms. Source: USPS Publication 28, appendices B (states), C1 (suffixes), C2 (units)."""

from collections.abc import Mapping


def _table(rows: str) -> dict[str, str]:
    """Each row: the short form, then what is written for it; the short form stands for itself."""
    return {word: short for short, *words in map(str.split, rows.strip().splitlines()) for word in (short, *words)}


SUFFIXES: Mapping[str, str] = _table("""
aly alley
ave avenue av aven avenu
blvd boulevard boul
byp bypass
cir circle circ
ct court
cv cove
ctr center centre cntr
dr drive drv doctor
est estate
ests estates
expy expressway
ext extension
fwy freeway
gdns gardens
hts heights
hwy highway
jct junction
ln lane
lndg landing
loop
mdws meadows
mnr manor
mtn mountain
pkwy parkway pky
pl place
plz plaza
pt point
rd road
rdg ridge
rte route rt
sq square
sta station
st street str saint
ter terrace terr
tpke turnpike
trl trail
vlg village
vly valley
vw view
wy way
xing crossing
""")

DIRECTIONS: Mapping[str, str] = _table("""
n north
s south
e east
w west
ne northeast
nw northwest
se southeast
sw southwest
""")

ORDINALS: Mapping[str, str] = _table("""
1st first
2nd second
3rd third
4th fourth
5th fifth
6th sixth
7th seventh
8th eighth
9th ninth
10th tenth
11th eleventh
12th twelfth
""")

OTHERS: Mapping[str, str] = _table("""
ft fort
mt mount
jr junior
""")

# What a unit is called, and which kind it is: a suite is no floor, but one company's suite is another's unit.
UNIT_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("suite", "ste", "unit", "apt", "apartment", "room", "rm", "space", "spc", "office", "ofc"), "unit"),
    **dict.fromkeys(("floor", "fl", "flr"), "floor"),
    **dict.fromkeys(("building", "bldg"), "building"),
}

_STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida
GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts
MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico
NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina
SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
PR Puerto Rico|VI Virgin Islands|GU Guam|AS American Samoa|MP Northern Mariana Islands
"""
_ROWS = [row.partition(" ")[::2] for line in _STATES.strip().splitlines() for row in line.split("|")]
# A state's letters and its name, both in lower case, to its letters.
STATES: Mapping[str, str] = {written.casefold(): letters for letters, name in _ROWS for written in (letters, name)}
