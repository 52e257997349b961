"""What is fetched along with actions, in a constant number of statements."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from plait.actions.models import Action, Responsibility, Update
from plait.people.queries import posts_on


def running_owners() -> Prefetch[str, QuerySet[Responsibility], str]:
    """The owners of an action today, as `action.owners_now`; each person with their agency as `agency_now`."""
    running = Responsibility.objects.filter(ended_at__isnull=True).order_by("-leads", "pk")
    held = posts_on(timezone.localdate()).filter(holder=OuterRef("person")).order_by("starts_on", "pk")
    agency = Coalesce(NullIf("agency__short_name", Value("")), "agency__name")
    return Prefetch(
        "responsibilities",
        queryset=running.select_related("person", "post__holder", "post__agency", "agency", "group").annotate(
            agency_now=Subquery(held.values(named=agency)[:1])
        ),
        to_attr="owners_now",
    )


def with_what_was_said(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Each with the number of its updates, the words of the last and its time: `said_times`, `last_word`, `said_at`."""
    said = Update.objects.filter(action=OuterRef("pk")).order_by("-at", "-pk")
    times = said.order_by().values("action").annotate(times=Count("pk")).values("times")
    return with_last_word(actions).annotate(
        said_times=Coalesce(Subquery(times), 0), said_at=Subquery(said.values("at")[:1])
    )


def with_last_word(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Each with what was said last, as `action.last_word`."""
    said = Update.objects.filter(action=OuterRef("pk")).exclude(words="").order_by("-at", "-pk")
    return actions.annotate(last_word=Subquery(said.values("words")[:1]))


def with_owners(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.prefetch_related(running_owners())
