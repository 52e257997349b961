"""Why a file cannot be read, in a sentence a minute taker understands.

Each sentence says what is wrong and what to do. The slug travels into logs and tests; the sentence is
what a person sees.
"""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "damaged": "The file is damaged or was cut off. Open it in the program that made it, save it again and "
    "add the new copy.",
    "protected": "The file is protected by a password. Save a copy without the password and add that.",
    "pictures_only": "The file holds only pictures of pages, no text. Add the Word document it was printed "
    "from, or run text recognition on it first.",
    "unknown_format": "The file is not a kind of document that can be read here. Save the minutes as .docx, "
    ".pdf or .txt and add that.",
    "empty": "The file is empty. Check that the right file was chosen and add it again.",
    "too_large": "The file is too large to read. Save the minutes without pictures or attached papers, or "
    "split the document, and add that.",
    "too_many_pages": "The document has more than 1,000 pages. Save only the pages with the minutes and add that.",
    "old_word": "The file is in the old Word format (.doc). Open it in Word, save it as .docx and add that.",
    "bomb": "The file unpacks to far more than minutes can hold, so it was not opened. Save the minutes "
    "again as a new .docx and add that.",
    "unsafe_xml": "The file holds instructions that no minutes need, so it was not opened. Save the "
    "minutes again as a new .docx and add that.",
    "not_text": "The file does not hold readable text. Save the minutes as .docx, .pdf or .txt and add that.",
    "e_mail": "The file is an e-mail in Outlook's own form (.msg). Open it in Outlook, save it as .html or .eml "
    "and add that.",
    "spreadsheet": "The file is a spreadsheet, not minutes. If the minutes are in it, save them as .docx or "
    ".pdf and add that.",
    "slides": "The file is a set of slides, not minutes. If the minutes are in it, save them as .docx or "
    ".pdf and add that.",
    "picture": "The file is a picture. Add the Word document it was made from, or type the minutes into a "
    ".docx or .txt file.",
    "archive": "The file is a folder of packed files. Unpack it and add the minutes themselves.",
    "too_slow": "The file took too long to read and was stopped. Save the minutes again as a new .docx or "
    ".txt file and add that.",
    "crashed": "The file could not be read: the reader stopped on it. Save the minutes again as a new .docx "
    "or .txt file and add that.",
}


class Unreadable(Exception):
    """A file that cannot be read. `code` is a key of `SENTENCES`; `sentence` is for people."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.sentence = SENTENCES[code]
        super().__init__(self.sentence)
