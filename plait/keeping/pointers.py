"""Pairs of columns that name a record by kind and key without a foreign key: where it came from, what it became."""

from functools import cache
from typing import Final

from django.apps import apps
from django.db.models import Model

from plait.core.models import Record

_NAMES: Final = ("origin", "became", "agreed")


@cache
def pointers() -> tuple[tuple[type[Model], str, str], ...]:
    """(table, column of the kind, column of the key)."""
    return tuple(
        (model, f"{name}_kind", f"{name}_key")
        for model in apps.get_models()
        if issubclass(model, Record)
        for name in _NAMES
        if {f"{name}_kind", f"{name}_key"} <= {field.name for field in model._meta.local_fields}
    )
