"""Keeping the index in step. Called by the command that changed the record, which writes the history."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.search.findable import Findable, sources
from plait.search.models import SearchRow
from plait.search.places import MOST_PARTS, place_of

__all__ = ["Findable", "fill", "index", "index_whole", "move"]

_MOST_BYTES = 200_000  # of a text: PostgreSQL refuses an index of more than 1 MB for one record
_BATCH = 500


@command
def index(*, records: Iterable[Findable], by: Actor, at: datetime) -> None:
    """Put records into the index, or bring their rows up to date. Of a very long text the beginning is found."""
    _write(records)
    nothing_changed(None)


@command
def index_whole(*, ref: Ref, records: Iterable[Findable], by: Actor, at: datetime) -> None:
    """Everything that is to be found of one record, its passages too: what was there before goes."""
    kept = list(records)[:MOST_PARTS]
    stretch = (place_of(ref.kind, ref.key), place_of(ref.kind, ref.key, MOST_PARTS - 1))
    SearchRow.objects.filter(place__range=stretch).exclude(part__in=[r.part for r in kept]).delete()
    _write(kept)
    nothing_changed(None)


@command
def move(*, refs: Iterable[Ref], circle_id: int, by: Actor, at: datetime) -> None:
    """Records went to another circle, with every passage of their texts."""
    for ref in refs:
        stretch = (place_of(ref.kind, ref.key), place_of(ref.kind, ref.key, MOST_PARTS - 1))
        SearchRow.objects.filter(place__range=stretch).update(circle=circle_id)
    nothing_changed(None)


@command
def fill(*, by: Actor, at: datetime) -> int:
    """Fill the index anew from every room's records; returns the rows of those rooms. Others' rows stay."""
    filled = 0
    for kind, source in sources():
        SearchRow.objects.filter(kind=kind).delete()
        found = iter(source())
        while batch := list(islice(found, _BATCH)):
            _write(batch)
            filled += len(batch)
    return nothing_changed(filled)


def _write(records: Iterable[Findable]) -> None:
    rows = {(found.ref, found.part): _row_of(found) for found in records}
    SearchRow.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["place"],
        update_fields=["circle", "group", "on", "page", "line", "title", "text", "inside"],
        batch_size=_BATCH,
    )


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
