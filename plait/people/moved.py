"""What a merging changes, row by row, so that it can be taken back: values before and after, in any table."""

import json
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from plait.people.pointing import rows_naming

Values = dict[str, Any]
Snapshot = dict[tuple[type[Model], int], Values]
Moved = list[dict[str, Any]]
_BATCH = 500


def rows_of(person_id: int) -> Snapshot:
    """Every row that names a person, with its values as JSON keeps them."""
    return _now({(model, key): {} for model, _, keys in rows_naming(person_id) for key in keys})


def changed_rows(before: Snapshot, after: Snapshot) -> Moved:
    """Those of `before` that are otherwise now: what of them changed, from what to what. A row that is gone is told
    whole, and so is one that has come."""
    now = _now(before)
    moved: Moved = []
    for place, was in before.items():
        is_now = now.get(place)
        if is_now is None:
            moved.append(_change(place, was, None))
        elif names := [name for name in was if was[name] != is_now[name]]:
            moved.append(_change(place, {n: was[n] for n in names}, {n: is_now[n] for n in names}))
    return moved + [_change(place, None, values) for place, values in after.items() if place not in before]


def _change(place: tuple[type[Model], int], was: Values | None, now: Values | None) -> dict[str, Any]:
    return {"model": place[0]._meta.label, "key": place[1], "was": was, "now": now}


def _now(places: Snapshot) -> Snapshot:
    by_model: defaultdict[type[Model], list[int]] = defaultdict(list)
    for model, key in places:
        by_model[model].append(key)
    return {
        (model, row.pk): _values(row)
        for model, keys in by_model.items()
        for start in range(0, len(keys), _BATCH)
        for row in model._default_manager.filter(pk__in=keys[start : start + _BATCH]).order_by("pk")
    }


def put_back(moved: Moved) -> int:
    """Each row as it was; one that somebody has changed or taken away since stays. Answers how many stayed."""
    return sum(_stays(change) for change in moved)


def _stays(change: dict[str, Any]) -> bool:
    model, was, now = apps.get_model(change["model"]), change["was"], change["now"]
    row = model._default_manager.filter(pk=change["key"]).first()
    if now is None:
        if row is None:
            model._default_manager.bulk_create([model(**_real(model, was))])
        return row is not None
    if row is None or any(_values(row)[name] != value for name, value in now.items()):
        return True
    if was is None:
        row.delete()
    else:
        model._default_manager.filter(pk=row.pk).update(**_real(model, was))
    return False


def _values(row: Model) -> Values:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    told: Values = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return told


def _real(model: type[Model], told: Values) -> Values:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in told.items()}
