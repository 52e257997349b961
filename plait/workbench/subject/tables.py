"""Which tables hold text, where the record of a row is, and what it is called where its words may not be told."""

import json
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from operator import and_, or_
from typing import Any, Final, TypeAlias

from django.apps import apps
from django.db.models import CharField, F, JSONField, Model, Q, QuerySet, TextField
from django.db.models.fields import Field
from django.db.models.functions import Cast

from plait.access.models import Circle
from plait.core.models import Record
from plait.core.registry import Ref
from plait.history.models import Detail, Entry
from plait.search.models import SearchRow
from plait.workbench.subject.spellings import Spellings

# Asked in their own way, made of others, or only the note of a search like this one.
_ELSEWHERE: Final = frozenset({Detail, Entry, SearchRow})
_NO_WORDS: Final = frozenset(
    {"slug", "sha256", "checksum", "place", "password", "token_hash", "sealed", "content_type", "detail_hash", "hash"}
)
KINDS: Final = {
    "actions.Action": "action",
    "meetings.Meeting": "meeting",
    "meetings.Decision": "decision",
    "meetings.MinutesImport": "minutes_import",
    "trackers.TrackerImport": "tracker",
    "risks.Risk": "risk",
    "groups.Group": "group",
    "files.StoredFile": "file",
    "people.Person": "person",
    "people.Agency": "agency",
    "people.Post": "post",
    "access.Circle": "circle",
}
TextOf: TypeAlias = "Field[Any, Any]"


@cache
def tables_with_text() -> tuple[tuple[type[Record], tuple[TextOf, ...]], ...]:
    """Every table of ours with the columns in which people's words can stand."""
    found = []
    for model in apps.get_models():
        if issubclass(model, Record) and model not in _ELSEWHERE:
            fields = tuple(field for field in model._meta.concrete_fields if _holds_words(field))
            if fields:
                found.append((model, fields))
    return tuple(found)


def _holds_words(field: TextOf) -> bool:
    if field.choices or field.name in _NO_WORDS or field.generated:
        return False
    return isinstance(field, CharField | TextField | JSONField)


def rows_with(model: type[Model], fields: Sequence[TextOf], spellings: Spellings) -> QuerySet[Model]:
    """Rows in which every word of a spelling stands in one column: more than are meant, never fewer."""
    rows = model._default_manager.order_by("pk")
    columns: list[str] = []
    for field in fields:
        if isinstance(field, JSONField):
            rows = rows.annotate(**{f"_{field.name}_text": Cast(F(field.name), TextField())})
            columns.append(f"_{field.name}_text")
        else:
            columns.append(field.name)
    return rows.filter(reduce(or_, (_all_in(column, parts) for column in columns for parts in spellings.parts)))


def _all_in(column: str, parts: Sequence[str]) -> Q:
    return reduce(and_, (reduce(or_, (Q(**{f"{column}__icontains": way}) for way in _ways(part))) for part in parts))


def _ways(part: str) -> set[str]:
    """SQLite knows capitals of plain letters only, and keeps others in JSON as numbers: each way is asked for."""
    ways = {part, part.lower(), part.upper(), part.capitalize()} if not part.isascii() else {part}
    return ways | {json.dumps(way)[1:-1] for way in ways}


def words_in(value: object) -> Iterator[str]:
    """The text of a column: as it is, or every text within JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_in(each)
    elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        yield "\n".join(value)  # the lines of a text: a name may go over the end of one
    elif isinstance(value, list):
        for each in value:
            yield from words_in(each)


def record_of(row: Model) -> Model:
    """The record that a row belongs to: an update's action, a line's minutes. Its own, where it is one."""
    path = circle_path(type(row))
    if row._meta.label in KINDS or path is None:
        return row
    at: Model = row
    steps = path.removesuffix("_id").split("__")
    for step in steps if _is_boundary(type(row)) else steps[:-1]:
        at = getattr(at, step)
    return at


def ref_of(record: Model) -> Ref:
    return Ref(KINDS.get(record._meta.label, record._meta.label_lower), int(record.pk))


@cache
def circle_path(model: type[Model]) -> str | None:
    """The way to the circle's key, or None where the table has none. Who is in a circle is told in it alone."""
    if model is Circle:
        return "id"
    path = model.keeping.circle if issubclass(model, Record) else None
    return f"{path}_id" if path else "circle_id" if _is_boundary(model) else None


def _is_boundary(model: type[Model]) -> bool:
    """A grant, an exclusion: rows that say who is in a circle."""
    return any(field.name == "circle" and field.related_model is Circle for field in model._meta.concrete_fields) and (
        model._meta.app_label == "access"
    )


def silent_name(record: Model) -> str:
    """A record by its reference or number alone: no word of it."""
    reference = getattr(record, "reference", "")
    return str(reference) if reference else f"{record._meta.verbose_name} {record.pk}".capitalize()
