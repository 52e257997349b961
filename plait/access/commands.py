"""Opening circles, granting, excluding, appointing."""

from collections.abc import Sequence
from datetime import date, datetime

from plait.access.models import Circle, Exclusion, Grant, Level, Role, RoleHolding
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record, record_reading
from plait.people.models import Partnership, Person


@command
def open_circle(*, name: str, level: Level, partnership: Partnership, by: Actor, at: datetime) -> Circle:
    circle = Circle.objects.create(name=name, level=level, partnership=partnership)
    record(ref=Ref("circle", circle.pk), verb="opened", said={"name": name, "level": level.value}, by=by, at=at)
    return circle


@command
def grant(
    *,
    circle: Circle,
    person: Person | None = None,
    role: Role | None = None,
    starts_on: date,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Grant:
    """Let a person or a role into a circle from a day; a running grant is left as it is."""
    who = {"person": person, "role": role.value if role else ""}
    running = Grant.objects.filter(circle=circle, ends_on__isnull=True, **who).first()
    if running is not None:
        return nothing_changed(running)
    granted = Grant.objects.create(circle=circle, starts_on=starts_on, reason=reason, **who)
    said = {
        "circle": circle.name,
        "who": person.name if person else role.label if role else "",
        "reason": reason,
    }
    record(ref=Ref("circle", circle.pk), verb="granted", said=said, by=by, at=at)
    return granted


@command
def end_grant(*, circle: Circle, person: Person, ends_on: date, by: Actor, at: datetime) -> None:
    """The person leaves the circle on `ends_on`, the first day on which they no longer belong to it."""
    ended = Grant.objects.filter(circle=circle, person=person, ends_on__isnull=True).update(ends_on=ends_on)
    if not ended:
        return nothing_changed(None)
    said = {"circle": circle.name, "who": person.name, "on": ends_on.isoformat()}
    record(ref=Ref("circle", circle.pk), verb="grant_ended", said=said, by=by, at=at)
    return None


@command
def exclude(*, circle: Circle, person: Person, reason: str, by: Actor, at: datetime) -> Exclusion:
    """Shut a person out of a circle, whatever grants say."""
    shut, made = Exclusion.objects.get_or_create(
        circle=circle, person=person, lifted=False, defaults={"reason": reason}
    )
    if not made:
        return nothing_changed(shut)
    said = {"circle": circle.name, "who": person.name, "reason": reason}
    record(ref=Ref("circle", circle.pk), verb="excluded", said=said, by=by, at=at)
    return shut


@command
def appoint(*, person: Person, role: Role, starts_on: date, by: Actor, at: datetime) -> RoleHolding:
    """Give a person a role from a day; a role they hold already is left as it is."""
    held = RoleHolding.objects.filter(person=person, role=role, ends_on__isnull=True).first()
    if held is not None:
        return nothing_changed(held)
    holding = RoleHolding.objects.create(person=person, role=role, starts_on=starts_on)
    said = {"who": person.name, "role": role.label}
    record(ref=Ref("person", person.pk), verb="appointed", said=said, by=by, at=at)
    return holding


@command
def end_role(*, person: Person, role: Role, ends_on: date, by: Actor, at: datetime) -> None:
    """The person holds the role no longer from `ends_on`."""
    held = RoleHolding.objects.filter(person=person, role=role, ends_on__isnull=True)
    if not held.update(ends_on=ends_on):
        return nothing_changed(None)
    said = {"who": person.name, "role": role.label, "on": ends_on.isoformat()}
    record(ref=Ref("person", person.pk), verb="role_ended", said=said, by=by, at=at)
    return None


@command
def note_opened(*, circle: Circle, ref: Ref, how: str, by: Actor, at: datetime) -> None:
    """Record that restricted material was opened (`how`: detail, download or export); nothing for other circles."""
    if not circle.restricted:
        return nothing_changed(None)
    record_reading(ref=ref, how=how, by=by, at=at)
    return None


@command
def note_exported(*, refs: Sequence[Ref], by: Actor, at: datetime) -> None:
    """Record that these restricted records left in an export, under their safe titles."""
    for ref in refs:
        record_reading(ref=ref, how="export", by=by, at=at)
    if not refs:
        nothing_changed(None)
