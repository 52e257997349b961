"""Rows of every table to lines of JSON and back, the same for each database."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models
from django.utils.duration import duration_iso_string

from plait.core.refusals import Refusal

BATCH = 1000
# Django's own tables are made anew by every installation (kinds of content) or must not outlive it (sign-ins).
_MADE_ANEW = ("django.contrib.", "allauth.usersessions")
_SIGN_INS = ("django_session", "usersessions_usersession")


def kept_models() -> list[type[models.Model]]:
    """Every model that a back-up carries, those between many and many included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not apps.get_app_config(model._meta.app_label).name.startswith(_MADE_ANEW)
    ]


def apps_kept() -> set[str]:
    return {model._meta.app_label for model in kept_models()}


def columns_of(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """The stored columns: what the database works out by itself is not carried."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def column_names(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in columns_of(model)]


def dump(model: type[models.Model], using: str) -> Iterator[bytes]:
    """One line for each row, in the order of the keys."""
    names = [field.attname for field in columns_of(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    return value


def empty(tables: Iterable[type[models.Model]]) -> None:
    """Take every row out of the tables, and end every sign-in."""
    made = set(connection.introspection.table_names())  # a test goes back to tables of long ago
    names = [*(model._meta.db_table for model in tables), *(name for name in _SIGN_INS if name in made)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), names):
            cursor.execute(statement)


def load(model: type[models.Model], columns: Sequence[str], rows: Iterable[bytes]) -> int:
    """Put rows into an empty table as they are: no default, no clock and no signal touches them."""
    fields = {field.column: field for field in columns_of(model)}
    ordered = [fields[name] for name in columns]
    quote = connection.ops.quote_name
    table = model._meta.db_table
    statement = (
        f"INSERT INTO {quote(table)} ({', '.join(quote(name) for name in columns)}) "  # noqa: S608  (our own names)
        f"VALUES ({', '.join(['%s'] * len(columns))})"
    )
    waiting, count = iter(rows), 0
    with connection.cursor() as cursor:
        while batch := [_values(ordered, line) for line in islice(waiting, BATCH)]:
            try:
                cursor.executemany(statement, batch)
            except (DatabaseError, ValueError) as error:
                raise Refusal(
                    f"This database does not accept the rows of {table} ({type(error).__name__}). Nothing was changed."
                ) from error
            count += len(batch)
    return count


def _values(fields: Sequence["models.Field[Any, Any]"], line: bytes) -> list[Any]:
    values = json.loads(line)
    return [
        field.get_db_prep_save(field.to_python(value), connection) for field, value in zip(fields, values, strict=True)
    ]


def count_on_from_here(tables: Iterable[type[models.Model]]) -> None:
    """The next key of each table follows the last one loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
