"""`python -m documents.reader.child`: reads one file from standard input and answers one JSON object on standard output.

Whatever happens inside, the answer is clear or the process is dead; `documents.reading` turns a death into an answer.
"""

import os
import sys
from dataclasses import replace

from documents.intake import MAX_BYTES, PNG_HEADER
from documents.reader.answer import Reading, ReadingState, Unsuitable, to_json
from documents.reader.cage import enter


def main() -> None:
    walls = enter()
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    answer = to_json(replace(read(data), isolation=walls))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)


def read(data: bytes) -> Reading:
    """Read a file whatever it is made of: every error becomes a reading with a code."""
    try:
        return _read_png(data) if data.startswith(PNG_HEADER) else _read_pdf(data)
    except Unsuitable as unsuitable:
        return unsuitable.reading
    except MemoryError:
        return Reading(ReadingState.UNREADABLE, "reader.out_of_memory")
    except RecursionError:
        return Reading(ReadingState.UNREADABLE, "reader.too_deep")
    except BaseException as error:
        kind = type(error).__name__
        code = "reader.limit_reached" if "Limit" in kind else "pdf.broken"
        return Reading(ReadingState.UNREADABLE, code, {"kind": kind})


def _read_pdf(data: bytes) -> Reading:
    from documents.reader.pdf_frame import check_frame
    from documents.reader.pdf_policy import check_policy
    from documents.reader.pdf_text import read_pages

    check_frame(data)
    check_policy(data)
    text = read_pages(data)
    warnings = ("hidden_text",) if text.hidden else ()
    if not any(page.cells for page in text.pages):
        return Reading(ReadingState.NEEDS_REVIEW, "pdf.no_visible_text", page_count=len(text.pages), warnings=warnings)
    return Reading(ReadingState.READ, pages=text.pages, page_count=len(text.pages), warnings=warnings)


def _read_png(data: bytes) -> Reading:
    from documents.reader.image import check_png

    width, height = check_png(data)
    return Reading(ReadingState.NEEDS_REVIEW, "image_needs_review", {"width": str(width), "height": str(height)}, page_count=1)


if __name__ == "__main__":
    main()
