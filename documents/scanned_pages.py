"""Pages whose text must come from OCR: which are read, and how what was read joins what the file said of itself."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from documents.reader.answer import Cell, PageText, Reading, ReadingState, settled
from documents.reader.cells import Piece, into_cells
from documents.reader.job import SCANNED_AT_ONCE, Answer, Raster
from documents.scans import ReadsScans, Scan, ScanFailed

MAX_SCANNED = 20
SCAN_SECONDS = 180.0
_MAX_FAILED = 2
_TINY = 3.0

Fetch = Callable[[tuple[int, ...]], Awaitable[Answer]]
"""The pixels of the pages named, a few at a time."""


@dataclass(slots=True)
class _Progress:
    """failed: code by page."""

    scans: dict[int, Scan] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)


async def with_scans(answer: Answer, fetch: Fetch, ocr: ReadsScans) -> Reading:
    """The reading with the text of scanned pages. At most 20 pages of a file, and three minutes: a warning says what was left out."""
    progress = _Progress()
    due = answer.to_scan[:MAX_SCANNED]
    try:
        async with asyncio.timeout(SCAN_SECONDS):
            await _scan_all(due, answer.rasters, fetch, ocr, progress)
    except TimeoutError:
        progress.failed.setdefault(next((page for page in due if page not in progress.scans), due[0]), "ocr.timed_out")
    return _joined(answer, progress)


async def _scan_all(due: Sequence[int], rasters: Sequence[Raster], fetch: Fetch, ocr: ReadsScans, progress: _Progress) -> None:
    for at in range(0, len(due), SCANNED_AT_ONCE):
        wanted = tuple(due[at : at + SCANNED_AT_ONCE])
        if at:
            batch = await fetch(wanted)
            rasters = batch.rasters
            progress.failed.update({} if batch.rasters else dict.fromkeys(wanted, batch.reading.code))
        for raster in rasters:
            try:
                progress.scans[raster.page] = await ocr.scan(raster)
            except ScanFailed as failure:
                progress.failed[raster.page] = failure.code
            if len(progress.failed) >= _MAX_FAILED:
                return


def _joined(answer: Answer, progress: _Progress) -> Reading:
    scans = progress.scans
    pages = tuple(joined(page, scans[page.number]) if page.number in scans else page for page in answer.reading.pages)
    reading = settled(_warned(replace(answer.reading, pages=pages), answer, progress))
    if reading.state is ReadingState.READ or not progress.failed:
        return reading
    return replace(reading, state=ReadingState.UNREADABLE, code=next(iter(progress.failed.values())))


def _warned(reading: Reading, answer: Answer, progress: _Progress) -> Reading:
    missing = [page for page in answer.to_scan if page not in progress.scans and page not in progress.failed]
    found = {"page_unreadable": ("unreadable", sorted(progress.failed)), "pages_left_out": ("left_out", missing)}
    warnings = tuple(code for code, (_, pages) in found.items() if pages)
    params = {name: ",".join(map(str, pages)) for name, pages in found.values() if pages}
    return replace(reading, warnings=(*reading.warnings, *warnings), params=reading.params | params)


def joined(page: PageText, scan: Scan) -> PageText:
    """The page as OCR saw it. Text that the file draws itself stays where it stands the same way up; what the file says and nobody
    can see counts as hidden only where OCR saw nothing: scanners put what they made out under the picture."""
    scale = _width(page, scan) / scan.width
    read = tuple(_scaled(cell, scale) for cell in scan.cells)
    faint = tuple(_scaled(cell, scale) for cell in scan.hidden)
    same_way = round(page.turned / 90) % 4 == round(scan.turned / 90) % 4
    kept = page.cells if same_way else ()
    hidden = page.hidden if same_way else ()
    tiny = tuple(cell for cell in read if cell.bottom - cell.top < _TINY)
    seen = [cell for cell in read if cell not in tiny and not any(_over(cell, other) for other in kept)]
    return PageText(
        page.number,
        round(scan.width * scale, 1),
        round(scan.height * scale, 1),
        into_cells([_piece(cell) for cell in (*kept, *seen)]) if kept and seen else (*kept, *seen),
        scan.turned,
        (*(cell for cell in hidden if not any(_over(cell, other) for other in read)), *faint, *tiny),
        scanned=True,
    )


def _width(page: PageText, scan: Scan) -> float:
    """Of the upright page: as wide as it is shown, or as high, if the scan lies on its side."""
    lies = (round(page.turned / 90) - round(scan.turned / 90)) % 2
    return page.height if lies else page.width


def _scaled(cell: Cell, scale: float) -> Cell:
    left, top, right, bottom = (round(side * scale, 1) for side in (cell.left, cell.top, cell.right, cell.bottom))
    return replace(cell, left=left, top=top, right=right, bottom=bottom)


def _piece(cell: Cell) -> Piece:
    return Piece(cell.text, cell.left, cell.top, cell.right, cell.bottom, cell.confidence)


def _over(one: Cell, other: Cell) -> bool:
    """Whether more than half of the smaller lies over the other."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min((cell.right - cell.left) * (cell.bottom - cell.top) for cell in (one, other))
    return across > 0 and down > 0 and across * down > smaller / 2
