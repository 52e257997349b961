"""What the search page asks: of each kind the newest that hold the words, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from plait.core.registry import Ref
from plait.search.asked import Asked, take_apart
from plait.search.matches import FEW, Limits, fts5, tsquery
from plait.search.places import stretch_of

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

    @property
    def limits(self) -> Limits:
        own = self.own if self.own_kind in self.kinds else ()
        return Limits(None, self.circles, own, self.own_kind or None, self.groups, self._years())

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
    if not asked or not sought.kinds or sought.limits.nothing:
        return []
    ask = _fts5 if connection.vendor == "sqlite" else _tsquery
    sql, values = ask(asked, sought.limits)
    days, between = _days(sought)
    place = "w.rowid" if connection.vendor == "sqlite" else "s.place"
    sql = f"{sql}{days} AND {place} BETWEEN %s AND %s ORDER BY {place} DESC LIMIT %s"
    rows = _walk(sql, [*values, *between], sought.kinds, most)
    return [Hit(place, Ref(kind, key), _day(on)) for place, kind, key, on in rows]


Row = tuple[int, str, int, Any]


def _walk(sql: str, values: Sequence[Any], kinds: Sequence[str], most: Mapping[str, int]) -> list[Row]:
    """A kind is one stretch of places, so one walk down meets kind after kind. It is broken off where a kind has
    enough, and goes on below it: nearly always one statement, and two or three for words that are everywhere.
    """
    left, step = sorted(kinds, key=stretch_of, reverse=True), max(most[kind] for kind in kinds)
    lowest, upper = stretch_of(left[-1])[0], stretch_of(left[0])[1]
    found: list[Row] = []
    while left:
        rows = _fetched(sql, [*values, lowest, upper, step])
        found += rows
        if len(rows) < step:
            break
        place, last = rows[-1][:2]
        enough = sum(row[1] == last for row in found) >= most.get(last, 0)
        left = [kind for kind in left if stretch_of(kind) < stretch_of(last) or (kind == last and not enough)]
        if left:
            upper = place - 1 if left[0] == last else stretch_of(left[0])[1]
    return _kept(found, most)


def _fts5(asked: Asked, limits: Limits) -> tuple[str, list[Any]]:
    """Few circles are part of the match; of many each row is asked, which the walk reads anyway."""
    known = ""
    values: list[Any] = []
    query = fts5(asked, limits)
    if limits.circles is not None and len(limits.circles) > FEW:
        query, values = fts5(asked, replace(limits, circles=None)), list(limits.circles)
        known = f"s.circle_id IN ({', '.join(['%s'] * len(limits.circles))})"
        if limits.own_numbers:
            known += " OR w.rowid IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
            values.append(fts5(asked, replace(limits, circles=())))
        known = f" AND ({known})"
    sql = f"SELECT {_COLUMNS} FROM search_words w CROSS JOIN search_searchrow s ON s.place = w.rowid"  # noqa: S608
    return f"{sql} WHERE search_words MATCH %s{known}", [query, *values]


def _tsquery(asked: Asked, limits: Limits) -> tuple[str, list[Any]]:
    found, values = tsquery(asked, limits)
    return f"SELECT {_COLUMNS} FROM search_searchrow s WHERE {found}", values  # noqa: S608


def _kept(rows: Sequence[Row], most: Mapping[str, int]) -> list[Row]:
    """At most so many of each kind, and no other kinds."""
    counts: dict[str, int] = {}
    kept = []
    for row in rows:
        counts[row[1]] = counts.get(row[1], 0) + 1
        if counts[row[1]] <= most.get(row[1], 0):
            kept.append(row)
    return kept


def _fetched(sql: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


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
