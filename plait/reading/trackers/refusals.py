"""Why a file cannot be read as a tracker, in a sentence a business unit understands."""

from typing import Final

from plait.reading.trackers.book import MOST_ROWS

OTHER: Final = "unknown_format"
SENTENCES: Final[dict[str, str]] = {
    "damaged": "The file is damaged or was cut off. Open it in Excel, save it again and add the new copy.",
    "protected": "The file is protected by a password. Save a copy without the password and add that.",
    "empty": "The file is empty. Check that the right file was chosen and add it again.",
    "nothing_in_it": "No sheet of the file holds any rows that can be read. Hidden sheets are left alone: "
    "show the sheet with the log in Excel, save the file and add it again.",
    "too_large": "The file is too large to read. Delete pictures and sheets that are not the log, save it and add "
    "that.",
    "too_many_rows": f"The file has more than {MOST_ROWS:,} rows with something in them. Keep the rows that matter "
    "in a copy, or split the log into several files, and add those.",
    "old_excel": "The file is in the old Excel format (.xls). Open it in Excel, save it as .xlsx and add that.",
    "binary_excel": "The file is a binary Excel workbook (.xlsb). Open it in Excel, save it as .xlsx and add that.",
    "open_document": "The file is an OpenDocument spreadsheet (.ods). Save it as .xlsx or .csv and add that.",
    "bomb": "The file unpacks to far more than a log can hold, so it was not opened. Copy the log into a new "
    "workbook and add that.",
    "unsafe_xml": "The file holds instructions that no spreadsheet needs, so it was not opened. Copy the log into a "
    "new workbook and add that.",
    "not_text": "The file does not hold readable text. Save the log as .xlsx or .csv and add that.",
    "document": "The file is a document, not a spreadsheet. Minutes are added under Meetings. If the log is a table "
    "in it, copy the table into a spreadsheet and add that.",
    "too_slow": "The file took too long to read and was stopped. Copy the log into a new workbook and add that.",
    "crashed": "The file could not be read: the reader stopped on it. Copy the log into a new workbook and add that.",
    OTHER: "The file is not a spreadsheet that can be read here. Save the log as .xlsx or .csv and add that.",
}


class NotATracker(Exception):
    """A file that cannot be read as a spreadsheet. `code` is a key of `SENTENCES`; others mean an unknown format."""

    def __init__(self, code: str) -> None:
        self.code = code if code in SENTENCES else OTHER
        super().__init__(SENTENCES[self.code])
