"""What is held, what falls due, what was taken away."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from plait.core.registry import Ref
from plait.keeping.models import Disposal, Hold, Period, Review, WordsRemoval
from plait.keeping.places import Place


def of_places(places: Iterable[Place]) -> dict[str, int]:
    """How often the words stand in each table."""
    counts: Counter[str] = Counter()
    for place in places:
        counts[place.label] += place.times
    return dict(sorted(counts.items()))


def hold_of(ref: Ref) -> Hold | None:
    return Hold.objects.filter(kind=ref.kind, key=ref.key, lifted_at=None).first()


def holds_among(refs: Iterable[Ref]) -> list[Hold]:
    wanted = set(refs)
    return [held for held in holds() if Ref(held.kind, held.key) in wanted]


def holds() -> QuerySet[Hold]:
    return Hold.objects.filter(lifted_at=None)


def lifted() -> QuerySet[Hold]:
    return Hold.objects.exclude(lifted_at=None)


def removals() -> QuerySet[WordsRemoval]:
    return WordsRemoval.objects.all()


def disposals() -> QuerySet[Disposal]:
    return Disposal.objects.all()


def periods() -> dict[str, Period]:
    return {period.retention: period for period in Period.objects.order_by("retention")}


def reviews() -> dict[Ref, Review]:
    return {Ref(review.kind, review.key): review for review in Review.objects.order_by("pk")}


def disposals_of(refs: Iterable[Ref]) -> dict[Ref, Disposal]:
    wanted = set(refs)
    found = Disposal.objects.filter(key__in={ref.key for ref in wanted}).order_by("pk")
    return {ref: each for each in found if (ref := Ref(each.kind, each.key)) in wanted}
