"""Opening a group, changing what it is called and whom it serves, and ending it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from plait.access import commands as access
from plait.access.models import Level, Role
from plait.core import registry
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups import rules
from plait.groups.models import Group, GroupKind
from plait.history.commands import record
from plait.people.models import Partnership


@command
def open_group(
    *,
    name: str,
    short_name: str,
    slug: str,
    kind: GroupKind,
    partnerships: Sequence[Partnership],
    started_on: date,
    restricted: bool = False,
    by: Actor,
    at: datetime,
) -> Group:
    """Open a group with its own circle. Business unit and scrutineer read every group that is not restricted."""
    if Group.objects.filter(Q(name__iexact=name) | Q(slug=slug)).exists():
        raise Refusal(f"There is a group {name} already, at work or ended. Give this one another name.")
    level = Level.RESTRICTED if restricted else Level.GROUP
    circle = access.open_circle(name=name, level=level, partnership=partnerships[0], by=by, at=at)
    if not restricted:
        for role in (Role.BUSINESS_UNIT, Role.SCRUTINEER):
            access.grant(circle=circle, role=role, starts_on=started_on, by=by, at=at)
    group = Group.objects.create(
        name=name, short_name=short_name, slug=slug, kind=kind, circle=circle, started_on=started_on
    )
    group.partnerships.set(partnerships)
    record(ref=Ref("group", group.pk), verb="opened", said={"name": name}, by=by, at=at)
    return group


@command
def change_group(
    *,
    group: Group,
    name: str,
    short_name: str,
    kind: GroupKind,
    partnerships: Sequence[Partnership],
    by: Actor,
    at: datetime,
) -> Group:
    """Another name, kind or partnership. The group stays the same one, with all it holds and its address."""
    group = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if Group.objects.filter(name__iexact=name).exclude(pk=group.pk).exists():
        raise Refusal(f"There is a group {name} already, at work or ended. Give this one another name.")
    was = {"name": group.name, "short_name": group.short_name, "kind": GroupKind(group.kind).label}
    now = {"name": name, "short_name": short_name, "kind": GroupKind(kind).label}
    was["serves"] = ", ".join(p.name for p in group.partnerships.order_by("name"))
    now["serves"] = ", ".join(sorted(p.name for p in partnerships))
    if was == now:
        return nothing_changed(group)
    group.name, group.short_name, group.kind = name, short_name, kind
    group.save(update_fields=["name", "short_name", "kind"])
    group.partnerships.set(partnerships)
    changed = {field: {"from": was[field], "to": now[field]} for field in now if was[field] != now[field]}
    record(ref=Ref("group", group.pk), verb="changed", said={"group": was["name"], **changed}, by=by, at=at)
    return group


@command
def end_group(*, group: Group, taken_over_by: Group | None, ended_on: date, by: Actor, at: datetime) -> Group:
    """End a group. Refused while it holds anything: what it holds is handed over first, with a trace."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    rules.check_can_end(group, registry.holdings(Ref("group", group.pk)))
    rules.check_end_day(group, ended_on)
    if taken_over_by is not None:
        rules.check_can_take_over(group, taken_over_by)
    group.ended_on = ended_on
    group.taken_over_by = taken_over_by
    group.save(update_fields=["ended_on", "taken_over_by"])
    said = {"name": group.name, "to": taken_over_by.name if taken_over_by else "", "on": ended_on.isoformat()}
    record(ref=Ref("group", group.pk), verb="ended", said=said, by=by, at=at)
    return group
