"""Why an uploaded file was refused, or what its reading found: the sentence for each code of `documents/intake.py` and its reader."""

from collections.abc import Mapping

from words.sentence import Actor, Sentence, marked

_DOWNLOAD = marked("Download the bill again from your carrier's site as a PDF and upload that file unchanged.")
_PRINT = marked("Open the file, print it to a new PDF, and upload that.")
_SCAN = marked("Scan the bill again as PDF or PNG, every page whole and upright, and upload that.")

_BROKEN = Sentence(marked("The file is damaged or cut off."), _DOWNLOAD)
_ACTIVE = Sentence(marked("The PDF holds more than pages to read, which we do not open."), _PRINT)
_TOO_MUCH = Sentence(marked("The file is too large or too intricate to be read."), _PRINT)
_IMAGE_TOO_LARGE = Sentence(
    marked("The image has more pixels than we read."),
    marked("Scan it at 300 dots per inch, a page to a file, and upload that."),
)
_TOO_BUSY = Sentence(
    marked("Our reader had too much to do to read the file in time."), marked("Upload the same file once more in a few minutes.")
)
_NOT_READ = Sentence(marked("The file could not be read."), _SCAN)
_STRAY = Sentence(marked("The file holds something besides the document."), _PRINT)

UPLOADS: Mapping[str, Sentence] = {
    "upload.empty": Sentence(marked("The file is empty."), _DOWNLOAD),
    "upload.too_large": Sentence(
        marked("The file is larger than 10 MB."),
        marked("Upload only the pages of the bill that show its date, the account and the numbers, or scan it with fewer dots per inch."),
    ),
    "upload.pdf_header_not_first": _STRAY,
    "upload.format_not_accepted": Sentence(
        marked("Only PDF and PNG files are accepted."),
        marked("Open the file and save or print it as a PDF, then upload that."),
    ),
    "upload.png_broken": _BROKEN,
    "upload.png_side_too_long": _IMAGE_TOO_LARGE,
    "upload.png_too_many_pixels": _IMAGE_TOO_LARGE,
    "upload.jpeg_broken": _BROKEN,
    "upload.jpeg_side_too_long": _IMAGE_TOO_LARGE,
    "upload.jpeg_too_many_pixels": _IMAGE_TOO_LARGE,
    "png.too_large": _IMAGE_TOO_LARGE,
    "png.broken": _BROKEN,
    "png.truncated": _BROKEN,
    "png.data_after_end": _STRAY,
    "jpeg.too_large": _IMAGE_TOO_LARGE,
    "jpeg.broken": _BROKEN,
    "jpeg.truncated": _BROKEN,
    "jpeg.data_after_end": _STRAY,
    "text.too_long": _TOO_MUCH,
    "pdf.broken": _BROKEN,
    "pdf.truncated": _BROKEN,
    "pdf.page_broken": _BROKEN,
    "pdf.no_pages": _BROKEN,
    "pdf.data_before_header": _STRAY,
    "pdf.data_after_end": _STRAY,
    "pdf.encrypted": Sentence(marked("The PDF is locked with a password or against reading."), _PRINT),
    "pdf.javascript": _ACTIVE,
    "pdf.launch": _ACTIVE,
    "pdf.submit_form": _ACTIVE,
    "pdf.remote_goto": _ACTIVE,
    "pdf.open_action": _ACTIVE,
    "pdf.embedded_file": _ACTIVE,
    "pdf.external_stream": _ACTIVE,
    "pdf.rich_media": _ACTIVE,
    "pdf.xfa": _ACTIVE,
    "pdf.active_content": _ACTIVE,
    "pdf.too_many_pages": Sentence(
        marked("The PDF has more pages than we read."),
        marked("Upload only the pages of the bill that show its date, the account and the numbers."),
    ),
    "pdf.too_many_objects": _TOO_MUCH,
    "pdf.too_much_text": _TOO_MUCH,
    "ocr.no_text": Sentence(
        marked("No text can be read in the file: its pages are empty, or too blurred or too small to be read."),
        marked("Upload the PDF that your carrier offers for download, or wait until our staff have read this one."),
        Actor.STAFF,
    ),
    "ocr.died": _NOT_READ,
    "ocr.timed_out": _NOT_READ,
    "ocr.too_much_memory": _NOT_READ,
    "ocr.answer_garbled": _NOT_READ,
    "reader.limit_reached": _TOO_MUCH,
    "reader.too_deep": _TOO_MUCH,
    "reader.out_of_memory": _TOO_MUCH,
    "reader.too_much_work": _TOO_MUCH,
    "reader.timed_out": _TOO_BUSY,
    "reader.answer_too_long": _TOO_MUCH,
    "reader.answer_garbled": _NOT_READ,
    "reader.died": _NOT_READ,
}
