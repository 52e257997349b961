"""Who may know: every queryset that reaches a person goes through `visible_to`."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from plait.access.models import Circle, Exclusion, Grant, Role, RoleHolding
from plait.access.permissions import Permission, is_of_own_group, permissions_of
from plait.core.registry import Viewer

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Held:
    """A role somebody holds, with the key of the group's circle or of the agency it is held in."""

    role: Role
    circle: int | None = None
    agency: int | None = None


def running_on(day: date) -> Q:
    """Rows with starts_on and ends_on that are in force on `day`."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def unbroken() -> Q:
    """Grants that have not run out by the minute."""
    return Q(until__isnull=True) | Q(until__gt=timezone.now())


def held_by(viewer: Viewer, *, on: date | None = None) -> frozenset[Held]:
    """What a viewer holds; asked of the database once for each user object and day."""
    if viewer.person_id is None:
        return frozenset()
    day = on or timezone.localdate()
    kept: dict[date, frozenset[Held]] = viewer.__dict__.setdefault("_roles_kept", {})
    if day not in kept:
        held = RoleHolding.objects.filter(running_on(day), person_id=viewer.person_id).order_by()
        rows = held.values_list("role", "circle_id", "agency_id")
        kept[day] = frozenset(Held(Role(role), circle, agency) for role, circle, agency in rows)
    return kept[day]


def roles_of(viewer: Viewer, *, on: date | None = None) -> frozenset[Role]:
    """The roles a viewer holds, wherever they hold them."""
    return frozenset(held.role for held in held_by(viewer, on=on))


def agencies_led_by(viewer: Viewer) -> frozenset[int]:
    """Keys of the agencies whose lead the viewer is today."""
    return frozenset(held.agency for held in held_by(viewer) if held.agency is not None)


def roles_held(person_id: int, *, on: date) -> list[Role]:
    """The roles a person holds on a day that have no end yet, wherever they hold them."""
    held = RoleHolding.objects.filter(running_on(on), person_id=person_id, ends_on__isnull=True)
    return sorted({Role(role) for role in held.values_list("role", flat=True)}, key=list(Role).index)


def can(viewer: Viewer, permission: Permission, circle: Circle | None = None) -> bool:
    """May they, at all or, with `circle`, there? What a chair may do in their own group only needs its circle."""
    if permission in permissions_of(roles_of(viewer)):
        return True
    if circle is None:
        return False
    places = {circle.pk, circle.within_id} - {None}
    return any(held.circle in places and is_of_own_group(held.role, permission) for held in held_by(viewer))


def where_can(viewer: Viewer, permission: Permission) -> frozenset[int] | None:
    """Keys of the group circles in which they may, also within them; None where they may in every one."""
    if permission in permissions_of(roles_of(viewer)):
        return None
    own = (held for held in held_by(viewer) if is_of_own_group(held.role, permission))
    return frozenset(held.circle for held in own if held.circle is not None)


def can_somewhere(viewer: Viewer, permission: Permission) -> bool:
    """May they at all, or in some group's circle?"""
    return where_can(viewer, permission) != frozenset()


def only_where(permission: Permission, viewer: Viewer, *, path: str = "circle") -> Q:
    """Records in whose circle they may; `path` is the way to it. Asks nothing but what `can` asks."""
    places = where_can(viewer, permission)
    return Q() if places is None else Q(**{f"{path}__in": places}) | Q(**{f"{path}__within__in": places})


def _open_to(viewer: Viewer, circle: OuterRef) -> Q:
    running = running_on(timezone.localdate())
    grants = Grant.objects.filter(running, unbroken(), circle=circle).filter(
        Q(person=viewer.person_id) | Q(role__in=[role.value for role in roles_of(viewer)])
    )
    return Q(Exists(grants)) & ~shut_out(viewer, circle)


def shut_out(viewer: Viewer, circle: OuterRef) -> Q:
    """That the viewer is excluded from a circle: it beats every grant, and that they answer for an action."""
    return Q(Exists(Exclusion.objects.filter(circle=circle, person=viewer.person_id, lifted=False)))


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
    grants = Grant.objects.filter(running_on(on), unbroken(), circle=circle_id)
    named = set(grants.filter(person__isnull=False).values_list("person_id", flat=True))
    roles = grants.exclude(role="").values("role")
    by_role = set(RoleHolding.objects.filter(running_on(on), role__in=roles).values_list("person_id", flat=True))
    shut = set(Exclusion.objects.filter(circle=circle_id, lifted=False).values_list("person_id", flat=True))
    return {key for key in named | by_role if key is not None} - shut
