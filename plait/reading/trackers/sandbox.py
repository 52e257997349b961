"""A stranger's spreadsheet is read in the limited child; whatever happens there, a book or a sentence comes back."""

from plait.reading.sandbox import DEFAULT, Limits, ask_child
from plait.reading.trackers.book import Book
from plait.reading.trackers.refusals import SENTENCES, NotATracker

_CHILD = "plait.reading.trackers.child"


def book_in_child(data: bytes, filename: str, *, limits: Limits = DEFAULT, module: str = _CHILD) -> Book:
    """The cells of a file, or the sentence why it cannot be read. It never raises for a file."""
    told, code = ask_child(data, filename, limits=limits, module=module)
    if not code:
        try:
            return Book.from_json(told)
        except (ValueError, KeyError, TypeError, RecursionError):
            code = "crashed"
    known = NotATracker(code).code
    return Book(refusal=SENTENCES[known], code=known)
