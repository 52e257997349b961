"""Actions that an agency answers for: itself, by a post of its, or by somebody in such a post."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from plait.access.models import Circle, Exclusion, Level
from plait.access.queries import agencies_led_by
from plait.actions.models import Action, Responsibility
from plait.core.keys import IsAnyOf
from plait.core.registry import Viewer
from plait.people.models import Person
from plait.people.queries import people, posts_on


def of_agencies(agencies: Any, today: date) -> QuerySet[Responsibility, int]:
    """Keys of actions for which these agencies, their posts or somebody in such a post answer."""
    first, *rest = (way.values_list("action_id", flat=True) for way in ways_of_agencies(agencies, today))
    return first.union(*rest, all=True)


def ways_of_agencies(agencies: Any, today: date) -> list[QuerySet[Responsibility]]:
    """Who answers in them: each way has its index."""
    running = Responsibility.objects.filter(ended_at__isnull=True).order_by()
    posts = posts_on(today).filter(agency__in=agencies).order_by()
    ways = (_one_of("agency", agencies), Q(post__in=posts.values("pk")), Q(person__in=posts.values("holder")))
    return [running.filter(way) for way in ways]


def _one_of(column: str, keys: Any) -> Q:
    """PostgreSQL gets the few keys of a subquery as an array: joining it, it would read every owner there is."""
    if isinstance(keys, QuerySet) and connection.vendor == "postgresql":
        return Q(IsAnyOf(F(column), ArraySubquery(keys)))
    return Q(**{f"{column}__in": keys})


def may_be_led(person_id: int | None) -> Q:
    """Actions that an agency lead may see for the agency: not the restricted, nor what is shut to them. Restricted
    material opens to nobody by a role."""
    shut = Exclusion.objects.filter(person=person_id, lifted=False).order_by().values("circle")
    return ~Q(circle__in=Circle.objects.filter(level=Level.RESTRICTED).order_by().values("pk")) & ~Q(circle__in=shut)


def people_of_agencies_led_by(viewer: Viewer) -> QuerySet[Person]:
    """Who holds a post today in an agency the viewer leads."""
    posts = posts_on(timezone.localdate()).filter(agency__in=sorted(agencies_led_by(viewer))).order_by()
    return people().filter(pk__in=posts.values("holder"))


def held_in_agencies_led_by(viewer: Viewer, owners: Iterable[Responsibility]) -> list[Responsibility]:
    """Those of an action's owners that are such an agency, a post of it, or somebody in such a post."""
    agencies = agencies_led_by(viewer)
    theirs = set(people_of_agencies_led_by(viewer).order_by().values_list("pk", flat=True))
    return [
        held
        for held in owners
        if held.agency_id in agencies or held.person_id in theirs or (held.post and held.post.agency_id in agencies)
    ]


def leads(viewer: Viewer, action: Action) -> bool:
    """Does an agency the viewer leads answer for this action? `action` carries `owners_now`."""
    if not agencies_led_by(viewer) or not held_in_agencies_led_by(viewer, action.owners_now):  # type: ignore[attr-defined]
        return False
    return Action.objects.filter(may_be_led(viewer.person_id), pk=action.pk).exists()
