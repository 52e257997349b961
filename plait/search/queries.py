"""Finding records by words. Whatever a person types is safe input."""

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.search.models import SearchRow

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def matching(words: str, *, kind: str | None = None) -> QuerySet[SearchRow]:
    """Rows that hold every word; the last may be the beginning of a word. Not yet limited to what one may see."""
    asked = _WORD.findall(words)[:_MOST_WORDS]
    if not asked:
        return SearchRow.objects.none()
    if connection.vendor == "sqlite":
        query = " ".join(f'"{word}"' for word in asked) + "*"
        found = RawSQL("SELECT rowid FROM search_words WHERE search_words MATCH %s", [query])
    else:
        query = " & ".join(asked) + ":*"
        found = RawSQL("SELECT id FROM search_searchrow WHERE words @@ to_tsquery('english', %s)", [query])
    rows = SearchRow.objects.filter(pk__in=found)
    return rows.filter(kind=kind) if kind else rows


def search(words: str, viewer: Viewer) -> QuerySet[SearchRow]:
    """The same, of what the viewer may see, in one statement; newest record first."""
    return visible_to(matching(words), viewer).order_by("-pk")
