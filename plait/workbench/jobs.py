"""Periodic work that reaches over several rooms."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.files.queries import read
from plait.reading.sandbox import read_in_child
from plait.search.commands import index_whole
from plait.search.findable import Findable, passages
from plait.workbench.queries.filed import Filed, unread_files

AT_ONCE = 20  # files of one run: the timetable comes back for the others


def read_files_for_search(at: datetime) -> None:
    """What stored files say becomes findable. A file that cannot be read is found by its name."""
    for filed in unread_files(most=AT_ONCE):
        ref = Ref("file", filed.file.pk)
        found = list(_findable(ref, filed))  # the reading, which may take a minute, holds no transaction
        index_whole(ref=ref, records=found, by=Actor.job("The search"), at=at)


def _findable(ref: Ref, filed: Filed) -> Iterator[Findable]:
    file, on = filed.file, timezone.localdate(filed.file.stored_at)
    yield Findable(ref, file.circle_id, file.name, group=filed.group, on=on)
    for part, passage in enumerate(() if filed.told else passages(_lines(filed)), 1):
        yield Findable(
            ref,
            file.circle_id,
            file.name,
            passage.words,
            group=filed.group,
            on=on,
            part=part,
            page=passage.page,
            line=passage.line,
        )


def _lines(filed: Filed) -> list[tuple[str, int | None]]:
    """As the reader reads them, in its limited child. Bytes that are missing are nobody's lines."""
    try:
        data = read(filed.file)
    except OSError:
        return []
    return [(line.text, line.page) for line in read_in_child(data, filed.file.name).lines]
