"""Who may know: every queryset that reaches a person goes through `visible_to`."""

from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from plait.access.models import Circle, Exclusion, Grant, Role, RoleHolding
from plait.access.permissions import Permission, permissions_of
from plait.core.registry import Viewer

M = TypeVar("M", bound=Model)


def running_on(day: date) -> Q:
    """Rows with starts_on and ends_on that are in force on `day`."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def roles_of(viewer: Viewer, *, on: date | None = None) -> frozenset[Role]:
    """The roles a viewer holds; asked of the database once for each user object and day."""
    if viewer.person_id is None:
        return frozenset()
    day = on or timezone.localdate()
    kept: dict[date, frozenset[Role]] = viewer.__dict__.setdefault("_roles_kept", {})
    if day not in kept:
        held = RoleHolding.objects.filter(running_on(day), person_id=viewer.person_id)
        kept[day] = frozenset(Role(role) for role in held.values_list("role", flat=True))
    return kept[day]


def roles_held(person_id: int, *, on: date) -> list[Role]:
    """The roles a person holds on a day that have no end yet."""
    held = RoleHolding.objects.filter(running_on(on), person_id=person_id, ends_on__isnull=True)
    return [Role(role) for role in held.values_list("role", flat=True)]


def can(viewer: Viewer, permission: Permission) -> bool:
    return permission in permissions_of(roles_of(viewer))


def _open_to(viewer: Viewer, circle: OuterRef) -> Q:
    day = timezone.localdate()
    grants = Grant.objects.filter(running_on(day), circle=circle).filter(
        Q(person=viewer.person_id) | Q(role__in=[role.value for role in roles_of(viewer)])
    )
    shut = Exclusion.objects.filter(circle=circle, person=viewer.person_id, lifted=False)
    return Q(Exists(grants)) & ~Q(Exists(shut))


def visible_to(records: QuerySet[M], viewer: Viewer, *, path: str | None = None) -> QuerySet[M]:
    """Those of `records` whose circle holds the viewer today: one EXISTS on circles.

    `path` is the way to the circle; without it the model's own `keeping.circle` is taken.
    """
    if viewer.person_id is None:
        return records.none()
    way = path or records.model.keeping.circle  # type: ignore[attr-defined]
    return records.filter(_open_to(viewer, OuterRef(f"{way}_id")))


def circles_of(viewer: Viewer) -> QuerySet[Circle]:
    """The circles that hold the viewer today."""
    if viewer.person_id is None:
        return Circle.objects.none()
    return Circle.objects.filter(_open_to(viewer, OuterRef("pk")))


def may_know(viewer: Viewer, circle_id: int) -> bool:
    return circles_of(viewer).filter(pk=circle_id).exists()


def people_in(circle_id: int, *, on: date) -> set[int]:
    """Keys of the people who may know on `on`, by name or by role, less those excluded."""
    grants = Grant.objects.filter(running_on(on), circle=circle_id)
    named = set(grants.filter(person__isnull=False).values_list("person_id", flat=True))
    roles = grants.exclude(role="").values("role")
    by_role = set(RoleHolding.objects.filter(running_on(on), role__in=roles).values_list("person_id", flat=True))
    shut = set(Exclusion.objects.filter(circle=circle_id, lifted=False).values_list("person_id", flat=True))
    return {key for key in named | by_role if key is not None} - shut
