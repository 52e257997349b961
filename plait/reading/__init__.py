"""Documents to structured minutes: `read` is the face of this package. Pure Python; writes nothing, sends nothing."""

from plait.reading.document import Document
from plait.reading.model import (
    Action,
    Attendee,
    Challenge,
    Decision,
    Due,
    DueKind,
    Item,
    Kind,
    Owner,
    OwnerKind,
    Passed,
    Presence,
    Question,
    Reading,
    Source,
    Status,
    Warning_,
    unreadable,
)
from plait.reading.refusals import SENTENCES, Unreadable

__all__ = [
    "Action",
    "Attendee",
    "Challenge",
    "Decision",
    "Document",
    "Due",
    "DueKind",
    "Item",
    "Kind",
    "Owner",
    "OwnerKind",
    "Passed",
    "Presence",
    "Question",
    "Reading",
    "Source",
    "Status",
    "Unreadable",
    "Warning_",
    "read",
    "unreadable",
]


def read(data: bytes, filename: str) -> Reading:
    """What the file says as minutes. A file that cannot be read gives a reading that says why; nothing is raised.

    An e-mail is read for itself first, then for what it quotes and carries: the first that is minutes counts.

    For files of strangers call this in the limited child process (`plait.reading.sandbox`).
    """
    from plait.reading.formats import documents
    from plait.reading.pipeline import read_document

    first: Reading | None = None
    try:
        for document in documents(data, filename):
            reading = read_document(document)
            if reading.kind is Kind.MINUTES:
                return reading
            first = first or reading
    except Unreadable as refusal:
        return unreadable(refusal.sentence, refusal.code)
    return first or unreadable(SENTENCES["empty"], "empty")
