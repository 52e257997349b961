"""Attendance tables whose columns are the sections: "Agency | Present | Apologies | In attendance"."""

from collections.abc import Iterator
from dataclasses import dataclass

from plait.reading.attendance.entries import is_crowd, read_people
from plait.reading.attendance.rows import Found, finished
from plait.reading.attendance.sections import section_of
from plait.reading.layout.tables import Table
from plait.reading.model import Presence
from plait.reading.people.names import post_and_organisation

_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class SectionColumns:
    """What each column says of its people; `organisation` is the column that names whose they are, if any."""

    sections: dict[int, Presence]
    organisation: int | None
    first_row: int


def section_columns(table: Table) -> SectionColumns | None:
    """None for a table that has not at least two columns headed by a section."""
    rows = sorted(table.rows)
    for row in rows[:_HEADER_ROWS]:
        header = {column: table.text(row, column) for column in table.rows[row]}
        sections = {c: p for c, words in header.items() if words and (p := section_of(words)) is not None}
        if len(sections) < 2 or len(set(sections.values())) < 2:
            continue
        others = [c for c, words in header.items() if c not in sections and words]
        if len(others) <= 1:
            return SectionColumns(sections, others[0] if others else None, rows.index(row) + 1)
    return None


def people_by_column(table: Table, columns: SectionColumns) -> list[Found]:
    """Everybody in the cells, one or more in each paragraph of a cell."""
    return list(_people(table, columns))


def _people(table: Table, columns: SectionColumns) -> Iterator[Found]:
    for row in sorted(table.rows)[columns.first_row :]:
        agency = table.text(row, columns.organisation) if columns.organisation is not None else ""
        for column, presence in sorted(columns.sections.items()):
            for place in table.cell(row, column):
                passage = table.passages[place]
                if is_crowd(passage.text):
                    continue
                for entry in read_people(passage.text, run=True):
                    post, organisation = post_and_organisation(entry.details)
                    if agency:
                        post, organisation = entry.details or None, agency
                    status = Presence.APOLOGIES if entry.represented_by else presence
                    at = passage.text.find(entry.name)
                    source = passage.source() if at < 0 else passage.source_of(at, at + len(entry.name))
                    attendee = finished(entry, entry.initials, organisation, post, status, source)
                    yield Found(attendee, entry.represented_by)
