"""What falls due for review: nothing of a class without a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from plait.core.registry import Ref
from plait.history.models import Entry
from plait.keeping.classes import KEPT
from plait.keeping.models import Hold, Period, Review
from plait.keeping.queries import periods

_A_MONTH: Final = timedelta(days=365.2425 / 12)
# Entries that do not make a record younger: that it was held, looked at, or that words were taken out of it.
_NO_CHANGE: Final = ("held", "hold_lifted", "kept_until")


@dataclass(frozen=True, slots=True)
class Due:
    """`mark` is the key of the last entry of its history."""

    ref: Ref
    last_changed: date
    mark: int


def due_now(at: datetime, *, most: int) -> tuple[list[Due], int]:
    """Records whose last change lies further back than their period, the oldest first; and how many there are.

    What is open or running is never due, nor what is held, nor what somebody keeps until a later day. Of each class
    at most `most` are listed.
    """
    found, total = [], 0
    for slug, period in periods().items():
        if slug in KEPT:
            rows = _due_of(period, at)
            total += rows.count()
            found += [Due(Ref(slug, row["key"]), localdate(row["last"]), row["mark"]) for row in rows[:most]]
    return sorted(found, key=lambda due: (due.last_changed, due.ref))[:most], total


def is_due(ref: Ref, at: datetime) -> bool:
    period = periods().get(ref.kind)
    return period is not None and ref.kind in KEPT and _due_of(period, at).filter(key=ref.key).exists()


def _due_of(period: Period, at: datetime) -> QuerySet[Any, Any]:
    kind = period.retention
    held = Hold.objects.filter(kind=kind, lifted_at=None).order_by().values("key")
    kept = Review.objects.filter(kind=kind, keep_until__gt=localdate(at)).order_by().values("key")
    return (
        Entry.objects.filter(kind=kind, key__in=KEPT[kind].settled().order_by().values("pk"))
        .exclude(verb__in=_NO_CHANGE)
        .exclude(key__in=held)
        .exclude(key__in=kept)
        .order_by()
        .values("key")
        .annotate(last=Max("at"), mark=Max("pk"))
        .filter(last__lt=at - period.months * _A_MONTH)
        .order_by("last", "key")
    )


def marks_of(refs: Iterable[Ref]) -> dict[Ref, int]:
    """The key of the last entry of each record's history, 0 where it has none."""
    return {
        ref: Entry.objects.filter(kind=ref.kind, key=ref.key).exclude(verb__in=_NO_CHANGE).aggregate(m=Max("pk"))["m"]
        or 0
        for ref in refs
    }
