"""docs/reference/entities.md: every model, what it is, how it is kept and what it points at, drawn from the models."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from plait.core.models import Record


def _ours() -> Iterator[type[Record]]:
    for model in apps.get_models():
        if issubclass(model, Record):
            yield model


def _row(field: models.Field[object, object]) -> str:
    points_at = field.related_model.__name__ if isinstance(field.related_model, type) else ""
    needed = "" if field.null or field.blank or field.has_default() or field.primary_key else "needed"
    return f"| `{field.name}` | {field.get_internal_type()} | {points_at} | {needed} |"


def _section(model: type[Record]) -> Iterator[str]:
    kept = model.keeping
    yield f"### {model.__name__}"
    yield ""
    yield " ".join((model.__doc__ or "").split())
    yield ""
    circle = f"the circle is `{kept.circle}`" if kept.circle else f"no circle: {kept.why_no_circle}"
    personal = "can hold personal data" if kept.personal else "holds no personal data"
    exported = "exported" if kept.export else "not exported"
    yield f"Kept as `{kept.retention}`; {circle}; {personal}; {exported}."
    yield ""
    yield "| Field | Type | Points at | |"
    yield "|---|---|---|---|"
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        yield _row(field)
    yield ""


def markdown() -> str:
    """The whole page. Rooms stand in the order of INSTALLED_APPS, from the roof to the ground."""
    lines = [
        "# Entities",
        "",
        "Drawn from the models by `plait manage entities_page`; a test fails when it is out of date.",
        "",
    ]
    room = ""
    for model in _ours():
        if model._meta.app_label != room:
            room = model._meta.app_label
            lines += [f"## {room}", ""]
        lines += _section(model)
    return "\n".join(lines).rstrip() + "\n"
