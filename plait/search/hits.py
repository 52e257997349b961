"""What the search page asks: of each kind the newest that hold the words, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from plait.core.registry import Ref
from plait.search.asked import Asked, take_apart
from plait.search.matches import Limits, fts5, fts5_stretch, tsquery

_COLUMNS = 's.place, s.kind, s.key, s."on"'


@dataclass(frozen=True, slots=True)
class Sought:
    """Words, and what they are limited to. `circles` and `own` are the reader's: `own` names records of `own_kind`
    that the reader answers for. `kinds` are those looked at; `since` and `until` are both included."""

    words: str
    kinds: Sequence[str]
    circles: Sequence[int]
    own: Sequence[int] = ()
    own_kind: str = ""
    groups: Sequence[int] = ()
    since: date | None = None
    until: date | None = None

    def limits(self, kind: str) -> Limits:
        own = self.own if kind == self.own_kind else ()
        return Limits(kind, self.circles, own, self.groups, self._years(), by_kind=True)

    def _years(self) -> Sequence[int]:
        """Marks of the years asked for, where they are few; the days themselves are compared in the rows."""
        if self.since is None or self.until is None or not 0 <= self.until.year - self.since.year < 30:
            return ()
        return range(self.since.year, self.until.year + 1)


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the index: a record, or a passage of one."""

    place: int
    ref: Ref
    on: date | None


def hits(sought: Sought, *, most: Mapping[str, int]) -> list[Hit]:
    """Of each kind at most so many rows, those added last first."""
    asked = take_apart(sought.words)
    parts = [_part(asked, sought, kind, most[kind]) for kind in sought.kinds if not sought.limits(kind).nothing]
    if not asked or not parts:
        return []
    sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS kind_{n}" for n, (part, _) in enumerate(parts))  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _, values in parts for value in values])
        return [Hit(place, Ref(kind, key), _day(on)) for place, kind, key, on in cursor.fetchall()]


def _part(asked: Asked, sought: Sought, kind: str, most: int) -> tuple[str, list[Any]]:
    limits = sought.limits(kind)
    days, between = _days(sought)
    if connection.vendor == "sqlite":
        stretch, ends = fts5_stretch(kind, "w")
        sql = (
            f"SELECT {_COLUMNS} FROM search_words w CROSS JOIN search_searchrow s ON s.place = w.rowid "  # noqa: S608
            f"WHERE search_words MATCH %s{stretch}{days} ORDER BY w.rowid DESC LIMIT %s"
        )
        return sql, [fts5(asked, limits), *ends, *between, most]
    found, values = tsquery(asked, limits)
    sql = (
        f"SELECT {_COLUMNS} FROM search_searchrow s WHERE s.kind = %s AND {found}{days} ORDER BY s.place DESC LIMIT %s"  # noqa: S608
    )
    return sql, [kind, *values, *between, most]


def _days(sought: Sought) -> tuple[str, list[Any]]:
    sql, values = "", []
    if sought.since is not None:
        sql, values = ' AND s."on" >= %s', [sought.since]
    if sought.until is not None:
        sql, values = f'{sql} AND s."on" <= %s', [*values, sought.until]
    return sql, values


def _day(on: date | str | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(on) if isinstance(on, str) else on
