"""The three jobs of a reader child. Every error becomes an answer with a code."""

from documents.intake import PDF_HEADER, is_text
from documents.reader.answer import PageText, Reading, ReadingState, Unsuitable, settled
from documents.reader.image import is_image
from documents.reader.job import SCANNED_AT_ONCE, Answer, Job, Task
from documents.reader.page_pixels import IMAGE_WIDTH, drawn_pages, is_blank, scanned_image, scanned_page
from documents.reader.pdf_file import open_pdf, page_count
from documents.reader.pdf_frame import check_frame
from documents.reader.pdf_policy import check_policy
from documents.reader.pdf_text import read_pages
from documents.reader.plain_text import read_text

_BLANK = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj "
    b"4 0 obj<</Length 30>>stream\nBT /F 12 Tf 9 9 Td (Bill)Tj ET\nendstream endobj "
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
)


def prepare() -> None:
    """Have everything loaded that reading a PDF loads on the way."""
    done(Job(), _BLANK)


def done(job: Job, data: bytes) -> Answer:
    """Do the job whatever the file is made of. Raises nothing."""
    try:
        return _answer(job, data)
    except Unsuitable as unsuitable:
        return Answer(unsuitable.reading)
    except MemoryError:
        return Answer(Reading(ReadingState.UNREADABLE, "reader.out_of_memory"))
    except RecursionError:
        return Answer(Reading(ReadingState.UNREADABLE, "reader.too_deep"))
    except BaseException as error:
        kind = type(error).__name__
        code = "reader.limit_reached" if "Limit" in kind else "pdf.broken"
        return Answer(Reading(ReadingState.UNREADABLE, code, {"kind": kind}))


def _answer(job: Job, data: bytes) -> Answer:
    well = Reading(ReadingState.READ)
    match job.task:
        case Task.DRAW:
            _check(data)
            return Answer(well, rasters=drawn_pages(data, job))
        case Task.SCAN:
            document = open_pdf(data)
            count = page_count(document)
            pages = [number for number in job.pages if 1 <= number <= count][:SCANNED_AT_ONCE]
            return Answer(well, rasters=tuple(scanned_page(document, number) for number in pages))
        case Task.READ:
            _check(data)
            if is_image(data):
                return _image(data)
            return _pdf(data) if _is_pdf(data) else Answer(_reading(read_text(data)))


def _check(data: bytes) -> None:
    """What a PDF may not carry is looked for before anything else opens it."""
    if _is_pdf(data):
        check_frame(data)
        check_policy(data)


def _is_pdf(data: bytes) -> bool:
    return not is_image(data) and (PDF_HEADER in data[:2048] or not is_text(data))


def _pdf(data: bytes) -> Answer:
    document = open_pdf(data)
    read = read_pages(document)
    to_scan = tuple(each.page.number for each in read if each.unsure)
    rasters = tuple(scanned_page(document, number) for number in to_scan[:SCANNED_AT_ONCE])
    return _without_blanks(Answer(_reading(tuple(each.page for each in read)), to_scan, rasters))


def _image(data: bytes) -> Answer:
    raster = scanned_image(data)
    page = PageText(1, IMAGE_WIDTH, round(IMAGE_WIDTH * raster.height / raster.width, 1), ())
    return _without_blanks(Answer(_reading((page,)), (1,), (raster,)))


def _without_blanks(answer: Answer) -> Answer:
    """Pages on which nothing can be seen need no OCR."""
    blank = {each.page for each in answer.rasters if is_blank(each)}
    rasters = tuple(each for each in answer.rasters if each.page not in blank)
    return Answer(answer.reading, tuple(page for page in answer.to_scan if page not in blank), rasters)


def _reading(pages: tuple[PageText, ...]) -> Reading:
    return settled(Reading(ReadingState.READ, pages=pages, page_count=len(pages)))
