"""Rich text (.rtf): no library keeps its tables, lists and tracked changes together, so it is read here.

What was inserted counts; what was deleted, moved away or hidden does not.
"""

from plait.reading.document import Document, Line
from plait.reading.formats.rtf.reader import Reader
from plait.reading.formats.rtf.story import Story
from plait.reading.formats.rtf.tables import write
from plait.reading.formats.running_heads import not_in_text
from plait.reading.formats.sheet import Sheet, changes, document_of
from plait.reading.refusals import Unreadable


def extract(data: bytes) -> Document:
    """Paragraphs, list items and cells in reading order; text boxes and footnotes last.

    Raises `Unreadable`: damaged, too_large, pictures_only.
    """
    reader = Reader()
    reader.read(data)
    lines = _lines(reader.text)
    for aside in reader.asides:
        lines += _lines(aside)
    if not lines and reader.pictures:
        raise Unreadable("pictures_only")
    header = _lines(reader.header) if reader.header is not None else []
    codes = changes(tracked=reader.changed, struck=reader.struck)
    return document_of(not_in_text(header, lines) + lines, "rtf", codes=codes)


def _lines(story: Story) -> list[Line]:
    sheet = Sheet()
    write(story.finished(), sheet)
    return sheet.lines
