"""Reading a spreadsheet in the limited child, and keeping its cells with the columns as recognised."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.files.queries import read as bytes_of
from plait.jobs.queue import job_in_hand
from plait.reading.trackers.book import Book
from plait.reading.trackers.layout import layout_of
from plait.reading.trackers.sandbox import book_in_child
from plait.trackers.commands.held import Held
from plait.trackers.models import TrackerImport, TrackerState

READER = Actor.job("The reader")


@command
def begin_reading(*, key: int, by: Actor, at: datetime) -> TrackerImport | None:
    """Take a tracker out of the queue. None where another worker has it, or it has been read.

    A job that is taken up again, because its worker was killed, begins anew what it had begun.
    """
    mine = Q(state=TrackerState.READING, task=job_in_hand()) & ~Q(task="")
    waits = TrackerImport.objects.select_for_update(of=("self",)).filter(Q(state=TrackerState.WAITING) | mine, pk=key)
    tracker = waits.select_related("file").first()
    if tracker is None:
        return nothing_changed(None)
    tracker.state, tracker.heard_at = TrackerState.READING, at
    tracker.tries += 1
    tracker.save()
    return nothing_changed(tracker)


@command
def keep_book(*, key: int, book: Book, by: Actor, at: datetime) -> TrackerImport:
    """Keep what was read: refused with its sentence, or ready for its columns to be checked. A late reading changes
    nothing."""
    held = Held.of(TrackerImport(pk=key), by, at)
    tracker = held.tracker
    if tracker.state != TrackerState.READING:
        return nothing_changed(tracker)
    tracker.heard_at = at
    if book.refusal:
        tracker.state, tracker.refusal = TrackerState.REFUSED, book.refusal
        tracker.save()
        held.tell("refused", {"why": book.refusal})
        return tracker
    tracker.book = _cleaned(book.to_json())
    tracker.layouts = _cleaned([layout_of(sheet).to_json() for sheet in book.sheets])
    tracker.state = TrackerState.COLUMNS
    tracker.save()
    rows = sum(len(sheet.rows) for sheet in book.sheets)
    held.tell("opened", {"sheets": len(book.sheets), "rows": rows})
    return tracker


def _cleaned(value: Any) -> Any:
    """The same without NUL characters, which no database of text keeps."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value


@task()
def read_tracker(key: int) -> None:
    """Read the file of one tracker in the limited child; nothing happens where it has been read."""
    tracker = begin_reading(key=key, by=READER, at=timezone.now())
    if tracker is None:
        return
    book = book_in_child(bytes_of(tracker.file), tracker.file.name)
    keep_book(key=key, book=book, by=READER, at=timezone.now())
