"""The words of US addresses and their short forms. Source: USPS Publication 28, appendices C1 (suffixes), C2 (units)."""

import re
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

TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

USUAL: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<!\w)(?:p\.?\s?o\.?|post\s+office)\s*box(?!\w)"), "po box"),
    (re.compile(r"(?<!\w)state\s+(?:road|rd|route|rte|rt)(?=\s+\d)"), "sr"),
    (re.compile(r"(?<!\w)(?:county|co)\.?\s+(?:road|rd)(?=\s+\d)"), "cr"),
    (re.compile(r"(?<!\w)(?:rural\s+(?:route|rte|rt)|r\.\s?r\.)(?=\s+\d)"), "rr"),
    (re.compile(r"^(\d+)-([a-z])(?=\s)"), r"\1\2"),
    (re.compile(r"(?<=\w)[,\s]+box(?=\s+\d)"), " box"),
)

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
