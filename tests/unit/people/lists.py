"""Small lists of people of an invented partnership, as spreadsheets."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime

from plait.core.actor import Actor
from plait.people.commands import accept_lines, keep_sheet
from plait.people.commands.sheets import Accepted
from plait.people.models import PeopleSheet
from plait.people.queries import proposals
from plait.people.sheets.lines import Read, lines_of
from plait.people.sheets.proposal import Proposal
from plait.reading.trackers.opening import open_book
from tests.spreadsheets import Rows, saved, workbook

TODAY = date(2026, 10, 14)


def read(data: bytes) -> Read:
    return lines_of(open_book(data, "people.xlsx", most_rows=20_000), today=TODAY)


def rows(said: Rows, title: str = "List") -> Read:
    return read(workbook(said, title=title))


def several(sheets: Mapping[str, Rows]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    return saved(book)


def kept(of: Read, by: Actor, at: datetime, name: str = "people.xlsx") -> PeopleSheet:
    checksum = hashlib.sha256(repr(of).encode()).hexdigest()
    return keep_sheet(name=name, checksum=checksum, read=of, by=by, at=at)


def told(sheet: PeopleSheet) -> list[Proposal]:
    return proposals(PeopleSheet.objects.get(pk=sheet.pk))


def accept(sheet: PeopleSheet, by: Actor, at: datetime) -> Accepted:
    """Tick every row that can be accepted."""
    ticked = {p.line.n: p.seen for p in told(sheet) if p.can_be_accepted}
    return accept_lines(sheet=sheet, ticked=ticked, by=by, at=at)
