"""Circles, who is in them and why, as far as the reader may know."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from plait.access.models import APPOINTED, Circle, Exclusion, Grant, Level, RoleHolding
from plait.access.permissions import Permission
from plait.access.queries import circles_of, running_on, shut_out, unbroken, where_can
from plait.core.registry import Viewer
from plait.groups.models import Group


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


def appointments(*, on: date) -> QuerySet[RoleHolding]:
    """Roles of the installation that somebody gave, by role and name."""
    found = RoleHolding.objects.filter(running_on(on), role__in=APPOINTED, circle=None)
    return found.select_related("person", "agency").order_by("role", "person__name", "pk")
