"""A PDF file, opened; or the sentence that says why it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from plait.reading.refusals import Unreadable

MOST_PAGES: Final = 1_000


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed afterwards. Raises `Unreadable`: protected, damaged, too_many_pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Unreadable("protected" if locked else "damaged") from None
    try:
        if len(document) == 0:
            raise Unreadable("damaged")
        if len(document) > MOST_PAGES:
            raise Unreadable("too_many_pages")
        yield document
    finally:
        document.close()
