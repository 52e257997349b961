"""Which rows of which tables name a person: asked of the models themselves, so that none is forgotten."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, Model
from django.db.models.fields import Field

from plait.people.models import Merging, Person

_OWN = frozenset({Person, Merging})  # a record that was merged, and the note of it, stay with both


@cache
def fields_naming_people() -> tuple[tuple[type[Model], "Field[Any, Any]"], ...]:
    """Every foreign key to Person of every table, those between many and many included."""
    return tuple(
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        if model not in _OWN
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model is Person
    )


def rows_naming(person_id: int) -> Iterator[tuple[type[Model], "Field[Any, Any]", list[int]]]:
    """The keys of the rows that name a person, for each field that has any."""
    for model, field in fields_naming_people():
        named = model._default_manager.filter(**{field.name: person_id})
        keys = list(named.order_by("pk").values_list("pk", flat=True))
        if keys:
            yield model, field, keys


def many_to_many_of(model: type[Model]) -> "ManyToManyField[Any, Any] | None":
    """The field behind a table between many and many; None for a table of its own."""
    for owner in apps.get_models():
        for field in owner._meta.local_many_to_many:
            if field.remote_field.through is model:
                return field
    return None
