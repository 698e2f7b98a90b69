"""The words of US addresses and their short forms. Source: USPS Publication 28, appendices C1 (suffixes), C2 (units)."""

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
