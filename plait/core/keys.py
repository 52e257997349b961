"""Rows with one of many keys, given to the database as one value: a list of thousands costs too much to write out."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, F, Func, Q
from django.db.models.expressions import RawSQL

FEW = 100  # keys: so many are written out, and the database can see how many they are


class IsAnyOf(Func):
    """PostgreSQL: one of an array."""

    template, arg_joiner = "%(expressions)s)", " = ANY ("
    output_field = BooleanField()


def one_of(column: str, keys: Sequence[int]) -> Q:
    """Rows whose `column`, a key, is one of these."""
    if len(keys) <= FEW:
        return Q(**{f"{column}__in": keys})
    if connection.vendor == "postgresql":
        return Q(IsAnyOf(F(column), RawSQL("%s::bigint[]", [list(keys)])))
    given = RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])
    return Q(**{f"{column}__in": given})
