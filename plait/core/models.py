"""What every model says of itself, and the counters behind references that people can say aloud."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a record is kept.

    `circle`: the path to its circle ("circle", "action__circle"), or None where it has none, with `why_no_circle`.
    `retention`: the slug of its retention class. `export`: whether "export everything" carries it.
    `personal`: whether it can hold personal data.
    """

    circle: str | None
    retention: str
    export: bool
    personal: bool
    why_no_circle: str = ""


class Record(models.Model):
    """The base of every model in Plait."""

    keeping: ClassVar[Keeping]

    class Meta:
        abstract = True


class ReferenceCounter(Record):
    """The last number given for a prefix such as ACT."""

    keeping = Keeping(None, "with-the-installation", True, False, "numbers only")

    prefix = models.CharField(max_length=8, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("prefix",)
