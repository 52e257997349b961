"""Many rows inserted without a model instance for each. Called in commands only, as every write."""

from collections.abc import Iterable, Sequence

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model


def insert_rows(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows of values, in the order of the fields `names`; a foreign key is the key. What is written is what
    `bulk_create` writes, at a fraction of its cost, and the new keys are not told.

    Raises TypeError where a field that the database does not fill by itself is left out.
    """
    by_name = {field.name: field for field in model._meta.concrete_fields if field is not model._meta.auto_field}
    if by_name.keys() != set(names):
        raise TypeError(f"{model.__name__} takes {sorted(by_name)}")
    fields, connection = [by_name[name] for name in names], connections[DEFAULT_DB_ALIAS]
    columns = [
        [field.get_db_prep_save(value, connection) for value in column]
        for field, column in zip(fields, zip(*rows, strict=True), strict=False)
    ]
    if not columns:
        return
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(str(field.column)) for field in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            kinds = [(field.db_type(connection) or "").partition("(")[0] for field in fields]
            arrays = ", ".join(f"(%s)::{kind}[]" for kind in kinds)
            cursor.execute(f"{into} SELECT * FROM UNNEST({arrays})", columns)  # noqa: S608 - names of our own models
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"{into} VALUES ({marks})", list(zip(*columns, strict=True)))
