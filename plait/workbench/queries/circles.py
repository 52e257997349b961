"""Circles, who is in them and why, as far as the reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from plait.access.models import APPOINTED, Circle, Exclusion, Grant, Level, RoleHolding
from plait.access.permissions import Permission
from plait.access.queries import circles_of, people_in, running_on, shut_out, unbroken, where_can
from plait.core.registry import Viewer
from plait.groups.models import Group
from plait.people.models import Person


def circles_one_reads(viewer: Viewer) -> QuerySet[Circle]:
    """Those that hold the viewer, and those whose page their role opens; none in which they have a conflict."""
    places = where_can(viewer, Permission.READ_CIRCLE)
    by_role = Q() if places is None else Q(pk__in=places) | Q(within__in=places)
    held = Q(pk__in=circles_of(viewer).order_by().values("pk"))
    found = Circle.objects.select_related("within", "follows", "partnership")
    open_ = found if places is None else found.filter(held | by_role)
    return open_.filter(~shut_out(viewer, OuterRef("pk"))).order_by("name", "pk")


def restricted_circles(viewer: Viewer) -> QuerySet[Circle]:
    """Without those that follow another one: these stand on the page of that one."""
    return circles_one_reads(viewer).filter(level=Level.RESTRICTED, follows=None)


def places_in(circle: Circle, *, on: date) -> QuerySet[Grant]:
    """Who or which role is in the circle on a day, and how they came; the first first."""
    found = Grant.objects.filter(running_on(on), unbroken(), circle=circle)
    return found.select_related("person", "let_in_by").order_by("starts_on", "pk")


def conflicts_in(circles: QuerySet[Circle]) -> QuerySet[Exclusion]:
    """Conflicts of interest that hold, each once: where it was recorded."""
    found = Exclusion.objects.filter(circle__in=circles.order_by().values("pk"), lifted=False, followed=None)
    return found.select_related("person", "circle").order_by("-since", "-pk")


def group_of(circle: Circle) -> Group | None:
    """The group to whose work the circle belongs."""
    return Group.objects.select_related("circle").filter(circle=circle.within_id or circle.pk).order_by("pk").first()


def restricted_of(group: Group) -> QuerySet[Circle]:
    """The restricted circles of a group's matters, filled by name."""
    found = Circle.objects.filter(within=group.circle_id, level=Level.RESTRICTED, follows=None)
    return found.order_by("name")


@dataclass(frozen=True, slots=True)
class Moved:
    """Who can open a record in another circle (`to`), and which of those who can now no longer could."""

    to: Circle
    can: list[Person]
    no_longer: list[Person]


def where_it_could_go(record_circle: Circle, group: Group, *, on: date) -> list[Moved]:
    """The circle of the group and the restricted ones of its matters, but for the one in which the record is.

    Conflicts of interest in the record itself go along, so who has one can open it nowhere. People by name.
    """
    offered = [group.circle, *restricted_of(group)]
    own = Exclusion.objects.filter(circle=record_circle, lifted=False, followed=None).values_list("person", flat=True)
    alone = set(own) if record_circle.follows_id is not None else set()
    now = people_in(record_circle.pk, on=on)
    then = {circle.pk: people_in(circle.pk, on=on) - alone for circle in offered if circle.pk != record_circle.pk}
    known = Person.objects.in_bulk(now.union(*then.values()))
    return [
        Moved(circle, _by_name(known, then[circle.pk]), _by_name(known, now - then[circle.pk]))
        for circle in offered
        if circle.pk in then
    ]


def _by_name(known: dict[int, Person], keys: Iterable[int]) -> list[Person]:
    return sorted((known[key] for key in keys), key=lambda person: (person.name, person.pk))


def appointments(*, on: date) -> QuerySet[RoleHolding]:
    """Roles of the installation that somebody gave, by role and name."""
    found = RoleHolding.objects.filter(running_on(on), role__in=APPOINTED, circle=None)
    return found.select_related("person", "agency").order_by("role", "person__name", "pk")
