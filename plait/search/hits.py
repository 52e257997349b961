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

    def limits(self, kind: str | None = None) -> Limits:
        own = self.own if self.own_kind in self.kinds else ()
        return Limits(kind, self.circles, own, self.own_kind or None, self.groups, self._years(), by_kind=True)

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
    if not asked or not sought.kinds or sought.limits().nothing:
        return []
    rows = _walk(asked, sought, most) if connection.vendor == "sqlite" else _union(asked, sought, most)
    return [Hit(place, Ref(kind, key), _day(on)) for place, kind, key, on in rows]


Row = tuple[int, str, int, Any]


def _walk(asked: Asked, sought: Sought, most: Mapping[str, int]) -> list[Row]:
    """SQLite: a kind is one stretch of the index, so one walk down meets kind after kind. It is broken off where a
    kind has enough, and goes on below it: nearly always one statement, and two or three for words that are everywhere.
    """
    days, between = _days(sought)
    query, known, theirs = _fts5_seen(asked, sought.limits())
    step = max(most[kind] for kind in sought.kinds)
    left = sorted(sought.kinds, key=stretch_of, reverse=True)
    found: list[Row] = []
    upper = stretch_of(left[0])[1]
    while left:
        lowest = stretch_of(left[-1])[0]
        rows = _fetched(f"{_FTS5}{days}{known}{_FTS5_END}", [query, lowest, upper, *between, *theirs, step])
        found += rows
        if len(rows) < step:
            break
        last = rows[-1]
        enough = sum(row[1] == last[1] for row in found) >= most.get(last[1], 0)
        left = [kind for kind in left if stretch_of(kind) < stretch_of(last[1]) or (kind == last[1] and not enough)]
        upper = last[0] - 1 if left and left[0] == last[1] else stretch_of(left[0])[1] if left else 0
    return _kept(found, most)


_FTS5 = (
    f"SELECT {_COLUMNS} FROM search_words w CROSS JOIN search_searchrow s ON s.place = w.rowid "  # noqa: S608
    "WHERE search_words MATCH %s AND w.rowid BETWEEN %s AND %s"
)
_FTS5_END = " ORDER BY w.rowid DESC LIMIT %s"


def _fts5_seen(asked: Asked, limits: Limits) -> tuple[str, str, list[Any]]:
    """The query, and what the rows are asked beside it: of few circles nothing, of many whether they hold the row."""
    if limits.circles is None or len(limits.circles) <= FEW:
        return fts5(asked, limits), "", []
    known = f"s.circle_id IN ({', '.join(['%s'] * len(limits.circles))})"
    values: list[Any] = list(limits.circles)
    if limits.own_numbers:
        known += " OR w.rowid IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
        values.append(fts5(asked, replace(limits, circles=())))
    return fts5(asked, replace(limits, circles=None)), f" AND ({known})", values


def _kept(rows: Sequence[Row], most: Mapping[str, int]) -> list[Row]:
    """At most so many of each kind, and no other kinds."""
    counts: dict[str, int] = {}
    kept = []
    for row in rows:
        counts[row[1]] = counts.get(row[1], 0) + 1
        if counts[row[1]] <= most.get(row[1], 0):
            kept.append(row)
    return kept


def _union(asked: Asked, sought: Sought, most: Mapping[str, int]) -> list[Row]:
    """PostgreSQL: one statement, in which each kind is looked for by its mark."""
    days, between = _days(sought)
    parts, values = [], []
    for kind in sought.kinds:
        found, these = tsquery(asked, sought.limits(kind))
        parts.append(
            f"(SELECT {_COLUMNS} FROM search_searchrow s WHERE s.kind = %s AND {found}{days} "  # noqa: S608
            "ORDER BY s.place DESC LIMIT %s)"
        )
        values += [kind, *these, *between, most[kind]]
    return _fetched(" UNION ALL ".join(parts), values)


def _fetched(sql: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


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
