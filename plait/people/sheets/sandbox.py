"""A stranger's list of people is read in the limited child, as trackers are; what comes back is lines or a sentence."""

from datetime import date
from typing import Final

from plait.core.refusals import Refusal
from plait.people.sheets.lines import Read, lines_of
from plait.reading.trackers.long_child import MOST_ROWS
from plait.reading.trackers.sandbox import book_in_child

_CHILD: Final = "plait.reading.trackers.long_child"
_COPY: Final = "Copy the list into a new workbook and add that."
_SENTENCES: Final = {
    "nothing_in_it": "No sheet of the file holds any rows that can be read. Hidden sheets are left alone: show the "
    "sheet with the list in Excel, save the file and add it again.",
    "too_large": "The file is too large to read. Delete pictures and other sheets, save it and add that.",
    "too_many_rows": f"The file has more than {MOST_ROWS:,} rows with something in them. Split the list into several "
    "files, and add those.",
    "bomb": f"The file unpacks to far more than a list can hold, so it was not opened. {_COPY}",
    "unsafe_xml": f"The file holds instructions that no spreadsheet needs, so it was not opened. {_COPY}",
    "not_text": "The file does not hold readable text. Save the list as .xlsx or .csv and add that.",
    "document": "The file is a document, not a spreadsheet. If the list is a table in it, copy the table into a "
    "spreadsheet and add that.",
    "too_slow": f"The file took too long to read and was stopped. {_COPY}",
    "crashed": f"The file could not be read: the reader stopped on it. {_COPY}",
    "unknown_format": "The file is not a spreadsheet that can be read here. Save the list as .xlsx or .csv and add "
    "that.",
}


def read_people(data: bytes, filename: str, *, today: date) -> Read:
    """The lines of a file. Raises `Refusal` with the sentence why it cannot be read."""
    book = book_in_child(data, filename, module=_CHILD)
    if book.refusal:
        raise Refusal(_SENTENCES.get(book.code, book.refusal))
    return lines_of(book, today=today)
