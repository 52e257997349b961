"""Keeping the index in step. Called by the command that changed the record, which writes the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.search.models import SearchRow


@dataclass(frozen=True, slots=True)
class Findable:
    ref: Ref
    circle_id: int
    title: str
    text: str = ""


@command
def index(*, records: Iterable[Findable], by: Actor, at: datetime) -> None:
    """Put records into the index, or bring their rows up to date."""
    rows = [
        SearchRow(kind=r.ref.kind, key=r.ref.key, circle_id=r.circle_id, title=r.title, text=r.text) for r in records
    ]
    SearchRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["circle", "title", "text"],
        batch_size=500,
    )
    nothing_changed(None)
