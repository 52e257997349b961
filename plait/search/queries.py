"""Finding records by words. Whatever a person types is safe input, and finds the same on both databases.

The circles that hold the reader are part of the match itself: what the reader may not see is not even collected.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.search.asked import Asked, take_apart
from plait.search.matches import Limits, fts5, fts5_stretch, tsquery
from plait.search.models import SearchRow
from plait.search.places import KEY_OF

_NOTHING: tuple[str, list[Any]] = ("SELECT 0 WHERE 1 = 0", [])


def matching(
    words: str,
    *,
    kind: str | None = None,
    circles: Sequence[int] | None = None,
    own: Sequence[int] = (),
    groups: Sequence[int] = (),
    years: Sequence[int] = (),
) -> QuerySet[SearchRow]:
    """Rows that hold every word; the last may be the beginning of a word.

    `circles`: keys of those that hold the reader; None does not limit, and leaves that to the caller. `own`: keys of
    records of `kind` that the reader answers for: found too, by what may be read outside their circle.
    """
    found = _places(take_apart(words), Limits(kind, circles, own, kind, groups, years))
    rows = SearchRow.objects.filter(place__in=RawSQL(*found))  # noqa: S611 (values are parameters)
    return rows.filter(kind=kind) if kind else rows


def keys_of(
    words: str,
    *,
    kind: str,
    circles: Sequence[int] | None,
    own: Sequence[int] = (),
    groups: Sequence[int] = (),
    inside: bool = True,
) -> RawSQL:
    """Keys of the records of one kind that hold every word, for `pk__in=`. For kinds whose texts are not cut in parts.

    Limited to `circles` and `own` as in `matching`, and to `groups` where there are any. `inside` False: in what may
    be read outside the circle.
    """
    asked, limits = take_apart(words), Limits(kind, circles, own, kind, groups, inside=inside)
    if not asked or limits.nothing:
        return RawSQL(*_NOTHING)  # noqa: S611
    if connection.vendor == "sqlite":
        return RawSQL(*_fts5(asked, limits, KEY_OF))  # noqa: S611
    sql, values = tsquery(asked, limits)
    return RawSQL(f"SELECT key FROM search_searchrow WHERE kind = %s AND part = 0 AND {sql}", [kind, *values])  # noqa: S608, S611


def _places(asked: Asked, limits: Limits) -> tuple[str, list[Any]]:
    if not asked or limits.nothing:
        return _NOTHING
    if connection.vendor == "sqlite":
        return _fts5(asked, limits, "rowid")
    sql, values = tsquery(asked, limits)
    return f"SELECT place FROM search_searchrow WHERE {sql}", values  # noqa: S608


def _fts5(asked: Asked, limits: Limits, what: str) -> tuple[str, list[Any]]:
    stretch, ends = fts5_stretch(limits.kind)
    sql = f"SELECT {what} FROM search_words WHERE search_words MATCH %s{stretch}"  # noqa: S608
    return sql, [fts5(asked, limits), *ends]


def search(words: str, viewer: Viewer) -> QuerySet[SearchRow]:
    """The same, of what the viewer may see, in one statement; newest record first."""
    return visible_to(matching(words), viewer).order_by("-pk")
