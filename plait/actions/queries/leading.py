"""Actions that an agency answers for: itself, by a post of its, or by somebody in such a post."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet
from django.utils import timezone

from plait.access.models import Level
from plait.access.queries import agencies_led_by, shut_out
from plait.actions.models import Action, Responsibility
from plait.core.registry import Viewer
from plait.people.models import Person
from plait.people.queries import people, posts_on


def of_agencies(agencies: Any, today: date) -> QuerySet[Responsibility, int]:
    """Keys of actions for which these agencies, their posts or somebody in such a post answer."""
    running = Responsibility.objects.filter(ended_at__isnull=True).order_by()
    posts = posts_on(today).filter(agency__in=agencies).order_by()
    ways = (_one_of("agency", agencies), Q(post__in=posts.values("pk")), Q(person__in=posts.values("holder")))
    first, *rest = (running.filter(way).values_list("action_id", flat=True) for way in ways)
    return first.union(*rest, all=True)


class _IsAnyOf(Func):
    template, arg_joiner = "%(expressions)s)", " = ANY ("
    output_field = BooleanField()


def _one_of(column: str, keys: Any) -> Q:
    """PostgreSQL gets the few keys of a subquery as an array: joining it, it would read every owner there is."""
    if isinstance(keys, QuerySet) and connection.vendor == "postgresql":
        return Q(_IsAnyOf(F(column), ArraySubquery(keys)))
    return Q(**{f"{column}__in": keys})


def led_by(viewer: Viewer) -> Q | None:
    """Actions an agency lead sees beside their circles: those of the agency, less what is restricted or shut to them.

    None for who leads no agency. Restricted material opens to nobody by a role.
    """
    agencies = agencies_led_by(viewer)
    if not agencies:
        return None
    return Q(pk__in=of_agencies(sorted(agencies), timezone.localdate())) & may_be_led(viewer)


def may_be_led(viewer: Viewer) -> Q:
    return ~Q(circle__level=Level.RESTRICTED) & ~shut_out(viewer, OuterRef("circle"))


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
    """Does an agency the viewer leads answer for this action?"""
    led = led_by(viewer)
    return led is not None and Action.objects.filter(led, pk=action.pk).exists()
