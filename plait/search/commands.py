"""Keeping the index in step. Called by the command that changed the record, which writes the history."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.search.models import SearchRow

_MOST_BYTES = 200_000  # of a text: PostgreSQL refuses an index of more than 1 MB for one record


@dataclass(frozen=True, slots=True)
class Findable:
    """What may be found of a record; see `SearchRow` for what each means."""

    ref: Ref
    circle_id: int
    title: str
    text: str = ""
    inside: str = ""
    group: int | None = None
    on: date | None = None
    part: int = 0
    page: int | None = None
    line: int | None = None


@command
def index(*, records: Iterable[Findable], by: Actor, at: datetime) -> None:
    """Put records into the index, or bring their rows up to date. Of a very long text the beginning is found."""
    rows = {(found.ref, found.part): _row_of(found) for found in records}
    SearchRow.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["circle", "group", "on", "page", "line", "title", "text", "inside"],
        batch_size=500,
    )
    nothing_changed(None)


def _row_of(found: Findable) -> SearchRow:
    return SearchRow(
        kind=found.ref.kind,
        key=found.ref.key,
        part=found.part,
        circle_id=found.circle_id,
        group=found.group,
        on=found.on,
        page=found.page,
        line=found.line,
        title=_fit(found.title),
        text=_fit(found.text),
        inside=_fit(found.inside),
    )


def _fit(words: str) -> str:
    """Composed letters, without the character that PostgreSQL does not keep, and no longer than it can index."""
    whole = unicodedata.normalize("NFKC", words.replace("\x00", " "))
    return whole.encode(errors="ignore")[:_MOST_BYTES].decode(errors="ignore")
