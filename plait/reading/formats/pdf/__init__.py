"""PDF documents: words with their places, then rows, tables and paragraphs again as they were written."""

from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from plait.reading.document import Document
from plait.reading.formats.pdf.flow import PageText, split
from plait.reading.formats.pdf.furniture import without_furniture
from plait.reading.formats.pdf.geometry import Page, Turn
from plait.reading.formats.pdf.lines import Writer
from plait.reading.formats.pdf.opening import opened
from plait.reading.formats.pdf.rules import add_rules
from plait.reading.formats.pdf.words import WordReader
from plait.reading.progress import tell
from plait.reading.refusals import Unreadable

MOST_CHARACTERS: Final = 10_000_000  # of one document
_STAMP: Final = 40  # characters a page that a scanner may print on it


def extract(data: bytes) -> Document:
    """The lines of a PDF, each with its page and place.

    Raises `Unreadable`: protected, damaged, too_many_pages, too_large, pictures_only, not_text, empty.
    """
    with opened(data) as document:
        texts: list[PageText] = []
        letters = _Letters()
        pictures = False
        for nth in range(len(document)):
            page = _page(document, nth)
            pictures = pictures or page.has_picture
            letters.count(page)
            texts.append(split(page, texts[-1].margins if texts else None))
            tell("page", done=nth + 1, of=len(document))
    letters.check(len(texts), pictures=pictures)
    cleared = without_furniture([text.rows for text in texts], [text.height for text in texts])
    for text, rows in zip(texts, cleared, strict=True):
        text.rows = rows
    return Document(tuple(Writer(texts).lines()), "pdf", len(texts))


class _Letters:
    """Is there text to speak of? Counts what the pages hold."""

    def __init__(self) -> None:
        self._all = 0
        self._readable = 0

    def count(self, page: Page) -> None:
        text = "".join([word.text for word in page.words])
        self._all += len(text)
        self._readable += sum(map(str.isalnum, text))
        if self._all > MOST_CHARACTERS:
            raise Unreadable("too_large")

    def check(self, pages: int, *, pictures: bool) -> None:
        """Raises `Unreadable` for scans (a stamp on each page is no text) and for letters that mean nothing."""
        if self._all == 0 or (pictures and self._all < _STAMP * pages):
            raise Unreadable("pictures_only" if pictures else "empty")
        if self._all > 200 and self._readable < 0.4 * self._all:
            raise Unreadable("not_text")


def _page(document: pypdfium2.PdfDocument, nth: int) -> Page:
    try:
        source = document[nth]
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged") from None
    try:
        turn = _turn(source)
        page = Page(nth + 1, *turn.size)
        text_page = source.get_textpage()
        try:
            page.words = WordReader(text_page, turn).words()
        finally:
            text_page.close()
        add_rules(source, page, turn)
    except pypdfium2.PdfiumError:
        raise Unreadable("damaged") from None
    finally:
        source.close()
    return page


def _turn(page: pypdfium2.PdfPage) -> Turn:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page.raw, box)
    return Turn(box.left, box.bottom, box.right, box.top, (page.get_rotation() // 90) % 4)
