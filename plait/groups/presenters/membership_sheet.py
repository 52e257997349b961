"""The membership list as a spreadsheet: one seat a row, text in every cell."""

from plait.core.sheets import XLSX, Cell, Column, Sheet
from plait.core.sheets import as_xlsx as workbook
from plait.groups.presenters.membership import Membership, SeatLine, Who

__all__ = ["XLSX", "as_xlsx"]
COLUMNS = (
    Column("Seat", 30),
    Column("In the group", 14),
    Column("Agency or sector", 32),
    Column("Held by", 24),
    Column("Their post", 36),
    Column("Since", 13),
    Column("Term", 24),
    Column("E-mail address", 34),
    Column("Telephone", 18),
    Column("Deputy", 24),
    Column("Deputy’s post", 36),
    Column("Deputy since", 13),
    Column("Deputy’s e-mail address", 34),
    Column("Deputy’s telephone", 18),
    Column("Vacancy", 34),
)


def as_xlsx(list_of: Membership) -> bytes:
    above = _above(list_of)
    title = above[1 if list_of.marking else 0]
    rows = (_cells(seat) for seat in list_of.seats)
    return workbook([Sheet("Membership", COLUMNS, rows, above=(*above, ""), title_line=title)])


def _above(list_of: Membership) -> list[str]:
    title = f"{list_of.group}: membership on {list_of.day}"
    said = [list_of.marking, title, list_of.partnerships, list_of.why_empty or list_of.summary]
    return [words for words in said if words]


def _cells(seat: SeatLine) -> list[Cell]:
    holder, deputy = seat.holder, seat.deputy
    return [
        seat.title,
        seat.role,
        seat.belongs_to,
        holder.name if holder else "",
        holder.post if holder else "",
        holder.since if holder else None,
        holder.term if holder else "",
        holder.email if holder else "",
        holder.telephone if holder else "",
        *_deputy(deputy),
        seat.vacant,
    ]


def _deputy(deputy: Who | None) -> list[Cell]:
    if deputy is None:
        return ["", "", None, "", ""]
    return [deputy.name, deputy.post, deputy.since, deputy.email, deputy.telephone]
