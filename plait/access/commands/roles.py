"""Giving and ending roles. Seats appoint in the circle of their group; a person gives the roles of the installation."""

from datetime import date, datetime

from django.utils.timezone import localdate

from plait.access import rules
from plait.access.models import Circle, Role, RoleHolding
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.history.commands import record
from plait.people.models import Agency, Person


@command
def appoint(
    *,
    person: Person,
    role: Role,
    starts_on: date,
    circle: Circle | None = None,
    agency: Agency | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> RoleHolding:
    """Give a person a role from a day; a role they hold already, in the same circle or agency, is left as it is.

    `circle`: the group's circle, where a seat gives the role.
    """
    running = RoleHolding.objects.filter(person=person, role=role, ends_on__isnull=True)
    held = running.filter(circle=circle, agency=agency).first()
    if held is not None:
        return nothing_changed(held)
    holding = RoleHolding.objects.create(
        person=person, role=role, circle=circle, agency=agency, starts_on=starts_on, reason=reason
    )
    record(ref=Ref("person", person.pk), verb="appointed", said=_said(holding), by=by, at=at)
    return holding


@command
def end_role(
    *, person: Person, role: Role, ends_on: date, circle: Circle | None = None, by: Actor, at: datetime
) -> None:
    """The person holds the role no longer from `ends_on`: in this circle, or, without one, wherever they hold it."""
    held = RoleHolding.objects.filter(person=person, role=role, ends_on__isnull=True)
    if circle is not None:
        held = held.filter(circle=circle)
    ending = list(held.select_related("person", "circle", "agency"))
    for holding in ending:
        _end(holding, ends_on, "", by, at)
    if not ending:
        nothing_changed(None)


@command
def give_role(
    *, person: Person, role: Role, agency: Agency | None = None, reason: str, by: Actor, at: datetime
) -> RoleHolding:
    """A role of the installation, from today, with a reason. Never to oneself."""
    rules.check_gives(role, agency, person, by.person_id)
    said = rules.check_reason(reason)
    running = RoleHolding.objects.filter(person=person, role=role, ends_on__isnull=True)
    held = running.filter(circle=None, agency=agency).first()
    if held is not None:
        return nothing_changed(held)
    return appoint(person=person, role=role, starts_on=localdate(at), agency=agency, reason=said, by=by, at=at)


@command
def take_role(*, holding: RoleHolding, reason: str, by: Actor, at: datetime) -> RoleHolding:
    """An appointment ends today. What a seat gives ends with the seat; one administrator always stays."""
    found = RoleHolding.objects.select_for_update(of=("self",)).select_related("person", "circle", "agency")
    holding = found.get(pk=holding.pk)
    rules.check_is_appointed(holding)
    others = RoleHolding.objects.filter(role=holding.role, ends_on__isnull=True).exclude(person=holding.person_id)
    rules.check_leaves_an_administrator(Role(holding.role), others.count())
    _end(holding, localdate(at), rules.check_reason(reason), by, at)
    return holding


def _end(holding: RoleHolding, ends_on: date, reason: str, by: Actor, at: datetime) -> None:
    holding.ends_on = max(ends_on, holding.starts_on)
    holding.save(update_fields=["ends_on"])
    said = {**_said(holding), "on": holding.ends_on.isoformat(), "reason": reason}
    record(ref=Ref("person", holding.person_id), verb="role_ended", said=said, by=by, at=at)


def _said(holding: RoleHolding) -> dict[str, str]:
    said = {"who": holding.person.name, "role": Role(holding.role).label, "reason": holding.reason}
    said["of"] = holding.agency.name if holding.agency else holding.circle.name if holding.circle else ""
    return said
