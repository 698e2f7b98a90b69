"""Texts that lie on one another: a person reads one of them at most, so each is asked for by itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from documents.reader.pdf_place import Place, share

_BAND = 8.0
_ON = 0.6
_MUCH_LARGER = 1.6
_MOST_ON_A_LINE = 400


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one text object writes, and where. owner: the object's address."""

    words: str
    place: Place
    owner: int


def overlapping(written: Sequence[Drawn]) -> Iterator[Drawn]:
    """Every text that shares most of the smaller place with other words of about its height. The same words drawn twice are bold."""
    bands: defaultdict[int, list[Drawn]] = defaultdict(list)
    for each in written:
        nth = int((each.place[1] + each.place[3]) / 2 / _BAND)
        bands[nth].append(each)
        bands[nth + 1].append(each)
    found: dict[int, Drawn] = {}
    for band in bands.values():
        band.sort(key=lambda each: each.place[0])
        found |= {id(each): each for each in chain.from_iterable(_pairs(band))}
    yield from found.values()


def _pairs(band: list[Drawn]) -> Iterator[tuple[Drawn, Drawn]]:
    """Where more lie on one than any line has, all of them contend."""
    for at, one in enumerate(band):
        for count, other in enumerate(islice(band, at + 1, None)):
            if other.place[0] >= one.place[2]:
                break
            if count >= _MOST_ON_A_LINE:
                yield from pairwise(band)
                return
            if one.owner != other.owner and _contend(one, other):
                yield one, other


def _contend(one: Drawn, other: Drawn) -> bool:
    heights = sorted(each.place[3] - each.place[1] for each in (one, other))
    if heights[1] > _MUCH_LARGER * heights[0] or one.words in other.words or other.words in one.words:
        return False
    return max(share(one.place, other.place), share(other.place, one.place)) > _ON
