"""Pages of an uploaded file as pictures for people: made in a child, pixels only, never a part of the file itself (R37, R40)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.errands import CHILD, WALL_SECONDS, errand, start
from documents.reader.answer import ReadingState
from documents.reader.job import Job, Place, Task

DPI = 110
MOST_PAGES = 20
_AT_ONCE = 5


@dataclass(frozen=True, slots=True)
class PageImage:
    """number: of the page, from 1. width and height in pixels. scale: a place in points times this is its place in pixels, if the
    page was turned as its reading says."""

    number: int
    png: bytes
    width: int
    height: int
    scale: float


class NoPageImages(Exception):
    """No picture could be made of the file. Carries the code that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def page_images(
    data: bytes,
    pages: Sequence[int],
    *,
    dpi: int = DPI,
    turned: Mapping[int, float] | None = None,
    covered: Mapping[int, tuple[Place, ...]] | None = None,
    timeout: float = WALL_SECONDS,
    command: tuple[str, ...] = CHILD,
) -> tuple[PageImage, ...]:
    """A PNG of each page that the file has, upright; at most 20 pages, 2,000 pixels a side. A few pages are one child's work: when a
    later one fails, its pages are missing.

    turned: `PageText.turned` of each page that was read turned. covered: places of each page, as read, that are drawn over.
    Raises NoPageImages.
    """
    made: list[PageImage] = []
    wanted = tuple(pages)[:MOST_PAGES]
    for at in range(0, len(wanted), _AT_ONCE):
        job = Job(Task.DRAW, wanted[at : at + _AT_ONCE], dpi, turned or {}, covered or {})
        answer = await errand(await start(command), job, data, timeout)
        if answer.reading.state is not ReadingState.READ and not made:
            raise NoPageImages(answer.reading.code)
        made += [PageImage(each.page, each.data, each.width, each.height, each.scale) for each in answer.rasters]
    return tuple(made)
