"""Open actions among those a viewer may see (`seen`, from `register_for`): past the date, hard, unsettled."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from plait.actions.models import OPEN, Action, OwnerKind, Responsibility
from plait.actions.queries import with_blocker
from plait.people.queries import posts_on

COUNTED = 1000  # a count may stop at "more than 1,000"


def open_actions(seen: QuerySet[Action]) -> QuerySet[Action]:
    """Those of `seen` that are open, with circle, group and the blocker they may see. Rows also need `with_owners`."""
    return with_blocker(seen.filter(OPEN).select_related("circle", "group"), seen)


def with_owners(actions: Sequence[Action]) -> Sequence[Action]:
    """The same actions, each with its running responsibilities as `action.owners_now`: one query for all."""
    owners = (
        Responsibility.objects.filter(ended_at__isnull=True)
        .select_related("person", "post__holder", "agency", "group")
        .order_by("-leads", "pk")
    )
    prefetch_related_objects(actions, Prefetch("responsibilities", queryset=owners, to_attr="owners_now"))
    return actions


def count(actions: QuerySet[Action]) -> int:
    """How many, at most one more than `COUNTED`."""
    return actions.order_by()[: COUNTED + 1].count()


def answered_for_by(actions: QuerySet[Action], person_id: int, *, on: date) -> QuerySet[Action]:
    """Those a person answers for, by name or by a post they hold."""
    posts = posts_on(on).filter(holder=person_id).order_by().values("pk")
    running = Responsibility.objects.filter(ended_at__isnull=True).order_by()
    by_name, by_post = (running.filter(way).values("action_id") for way in (Q(person=person_id), Q(post__in=posts)))
    return actions.filter(pk__in=by_name.union(by_post, all=True))


def answered_for_by_name(actions: QuerySet[Action], person_id: int) -> QuerySet[Action]:
    """Those for which a person answers by name, whatever post they hold."""
    named = Responsibility.objects.filter(action=OuterRef("pk"), person=person_id, ended_at__isnull=True)
    return actions.filter(Exists(named)).order_by("number")


def past_the_date(actions: QuerySet[Action], *, on: date) -> QuerySet[Action]:
    """Whose day has passed, the oldest first."""
    return actions.filter(due_order__lt=on).order_by("due_order", "number")


def hard_dates(actions: QuerySet[Action]) -> QuerySet[Action]:
    return actions.filter(due_hard=True).order_by("due_order", "number")


def _unsettled(seen: QuerySet[Action]) -> QuerySet[Responsibility]:
    keys = seen.filter(OPEN).order_by().values("pk")
    return Responsibility.objects.filter(action__in=keys, kind=OwnerKind.AS_WRITTEN, ended_at__isnull=True)


def unsettled_owners(seen: QuerySet[Action]) -> QuerySet[Responsibility]:
    """Owners that stand as written in those of `seen` that are open; the oldest minutes first."""
    return (
        _unsettled(seen)
        .select_related("action__group", "action__circle")
        .prefetch_related("candidates")
        .order_by("action__minuted_on", "action__number", "pk")
    )


def count_unsettled(seen: QuerySet[Action]) -> tuple[int, int]:
    """How many owners stand as written, and how many actions they hold up."""
    counted = _unsettled(seen).aggregate(owners=Count("pk"), actions=Count("action", distinct=True))
    return counted["owners"], counted["actions"]
