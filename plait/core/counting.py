"""How many there are in all, asked in the same statement as the first few of them."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, QuerySet, Value
from django.db.models.expressions import RawSQL

COUNTED = 1000  # a count may stop at "more than 1,000"
M = TypeVar("M", bound=Model)


def with_count(rows: QuerySet[M, M]) -> QuerySet[M, M]:
    """The same, each with `in_all`: how many they are, at most one more than `COUNTED`. Slice it afterwards."""
    try:
        sql, values = rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
    except EmptyResultSet:
        return cast("QuerySet[M, M]", rows.annotate(in_all=Value(0)))
    count = RawSQL(f"SELECT COUNT(*) FROM ({sql}) AS counted", values)  # noqa: S608, S611 (built by the ORM)
    return cast("QuerySet[M, M]", rows.annotate(in_all=count))


def in_all(rows: Sequence[Any]) -> int:
    """What the first few say; none where there are none."""
    return int(rows[0].in_all) if rows else 0
