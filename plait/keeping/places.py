"""Where words stand: every table, the history, the search index, jobs in the queue; and the files they came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import CharField, ForeignKey, JSONField, Model, TextField
from django_tasks_db.models import DBTaskResult

from plait.access.models import Circle
from plait.core.registry import Ref
from plait.files.models import StoredFile
from plait.groups.models import Group
from plait.history.models import Detail
from plait.keeping.words import SIGNS, Wanted
from plait.people.models import Partnership, Person
from plait.search.models import SearchRow
from plait.workbench.subject.tables import TextOf, record_of, ref_of, rows_with, tables_with_text

_AT_ONCE: Final = 500
# Cards of the directory and accounts: somebody who has one is no slip of the pen. They are changed on their own pages.
CARDS: Final = frozenset({"people.Person", "people.Agency", "people.Post", "accounts.User"})
_MORE: Final[tuple[tuple[type[Model], tuple[str, ...]], ...]] = (
    (Detail, ("said",)),
    (SearchRow, ("title", "text", "inside")),
    (DBTaskResult, ("args_kwargs", "return_value", "traceback")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One row that holds the words: how often, and its columns as they are to be."""

    row: Model
    times: int
    anew: dict[str, object]

    @property
    def label(self) -> str:
        return self.row._meta.label

    @property
    def record(self) -> Ref:
        """The record that the row belongs to."""
        if isinstance(self.row, Detail):
            return Ref(self.row.entry.kind, self.row.entry.key)
        if isinstance(self.row, SearchRow):
            return Ref(self.row.kind, self.row.key)
        return ref_of(record_of(self.row))


def places_of(wanted: Wanted) -> Iterator[Place]:
    """Every row that holds the words, table by table."""
    for model, fields in _searched():
        for row in rows_with(model, fields, wanted.spellings).iterator(chunk_size=_AT_ONCE):
            values = {field: getattr(row, field.attname) for field in fields}
            times = {field: wanted.within(value) for field, value in values.items()}
            if any(times.values()):
                anew = {f.attname: _fitting(f, wanted.out_of(values[f])) for f, n in times.items() if n}
                yield Place(row, sum(times.values()), anew)


def _searched() -> Iterator[tuple[type[Model], tuple[TextOf, ...]]]:
    for model, fields in tables_with_text():
        kept = tuple(field for field in fields if field.name not in SIGNS)
        if kept:
            yield model, kept
    for more, names in _MORE:
        found = tuple(f for f in more._meta.concrete_fields if f.name in names)
        yield more, tuple(f for f in found if isinstance(f, CharField | TextField | JSONField))


def _fitting(field: TextOf, value: object) -> object:
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def originals_of(places: list[Place]) -> set[int]:
    """Keys of the stored files whose text, name or reading holds the words."""
    keys: dict[str, set[int]] = {}
    for place in places:
        keys.setdefault(place.label, set()).add(place.row.pk)
    found: set[int | None] = {
        place.row.key for place in places if isinstance(place.row, SearchRow) and place.row.kind == "file"
    }
    found |= keys.get(StoredFile._meta.label, set())
    for label, rows in keys.items():
        for asked in _files_behind(apps.get_model(label), rows):
            found |= set(asked)
    return {key for key in found if key is not None}


def _files_behind(model: type[Model], rows: set[int]) -> Iterator[Iterable[int | None]]:
    """Files of the rows themselves, of the rows they point at, and of what points at either: lines of minutes belong
    to a text, and the import that has the text has the file."""
    here = model._default_manager.filter(pk__in=rows).order_by()
    yield from _files_at(model, rows)
    for key in _keys_of(model):
        if key.related_model not in (StoredFile, Circle, Person, Partnership, Group):
            yield from _files_at(_model_of(key), set(here.values_list(key.name, flat=True)))


def _files_at(model: type[Model], rows: set[int]) -> Iterator[Iterable[int | None]]:
    for name in _files_of(model):
        yield model._default_manager.filter(pk__in=rows).order_by().values_list(name, flat=True)
    for other in apps.get_models():
        for name in _files_of(other):
            for key in _keys_of(other):
                if key.related_model is model:
                    yield (
                        other._default_manager.filter(**{f"{key.name}__in": rows})
                        .order_by()
                        .values_list(name, flat=True)
                    )


def _keys_of(model: type[Model]) -> list["ForeignKey[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def _model_of(key: "ForeignKey[Any, Any]") -> type[Model]:
    assert isinstance(key.related_model, type)
    return key.related_model


def _files_of(model: type[Model]) -> list[str]:
    return [key.name for key in _keys_of(model) if key.related_model is StoredFile]
