"""Keeping the index in step. Called by the command that changed the record, which writes the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.search.models import SearchRow

_MOST_BYTES = 200_000  # of a text: PostgreSQL refuses an index of more than 1 MB for one record


@dataclass(frozen=True, slots=True)
class Findable:
    ref: Ref
    circle_id: int
    title: str
    text: str = ""


@command
def index(*, records: Iterable[Findable], by: Actor, at: datetime) -> None:
    """Put records into the index, or bring their rows up to date. Of a very long text the beginning is found."""
    rows = [
        SearchRow(kind=r.ref.kind, key=r.ref.key, circle_id=r.circle_id, title=_fit(r.title), text=_fit(r.text))
        for r in records
    ]
    SearchRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["circle", "title", "text"],
        batch_size=500,
    )
    nothing_changed(None)


def _fit(words: str) -> str:
    """Without the character that PostgreSQL does not keep, and no longer than it can index."""
    return words.replace("\x00", " ").encode()[:_MOST_BYTES].decode(errors="ignore")
