"""Where the table of a sheet begins, and whether its rows are people, agencies or posts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plait.people.sheets.headings import Part, part_of
from plait.reading.trackers.book import Sheet

_LOOKED_AT: Final = 40  # rows from the top
_ONLY_A_PERSON: Final = frozenset({Part.INITIALS, Part.EMAIL, Part.FIRST_NAME, Part.POST})
_OF_A_PERSON: Final = _ONLY_A_PERSON | {Part.TELEPHONE, Part.AGENCY}
_OF_AN_AGENCY: Final = frozenset({Part.SHORT_NAME, Part.SECTOR})


class Kind(StrEnum):
    AGENCY = "agency"
    PERSON = "person"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Table:
    """`heading` is the place of the row with the headings among the sheet's rows; `columns` say where a part stands."""

    kind: Kind
    heading: int
    columns: dict[Part, int]
    unused: tuple[str, ...] = ()


def table_of(sheet: Sheet) -> Table | None:
    """The row near the top with the most headings that are known; None where nobody could tell what the rows are."""
    best: Table | None = None
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        columns: dict[Part, int] = {}
        unused = []
        for n in row.filled():
            part = part_of(row.cell(n).text)
            if part is Part.OTHER or part in columns:
                unused.append(" ".join(row.cell(n).text.split())[:60])
            else:
                columns[part] = n
        kind = _kind(sheet.name, columns)
        if kind and (best is None or len(columns) > len(best.columns)):
            best = Table(kind, at, columns, tuple(unused))
    return best


def _kind(title: str, columns: dict[Part, int]) -> Kind | None:
    parts = set(columns)
    named = bool(parts & {Part.NAME, Part.LAST_NAME})
    if Part.POST in parts and not named:
        return Kind.POST if parts & {Part.AGENCY, Part.HOLDER, Part.NUMBER} else None
    if named and not _lists_agencies(title, parts):
        return Kind.PERSON if parts & (_OF_A_PERSON | {Part.NUMBER, Part.LAST_NAME}) or len(parts) == 1 else None
    return Kind.AGENCY if named or Part.AGENCY in parts else None


def _lists_agencies(title: str, parts: set[Part]) -> bool:
    if parts & _ONLY_A_PERSON:
        return False
    return part_of(title) is Part.AGENCY or bool(parts & _OF_AN_AGENCY and not parts & _OF_A_PERSON)
