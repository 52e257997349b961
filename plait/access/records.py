"""What the registry is told of circles: they follow a person who is merged, and are left behind by one who leaves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from plait.access.models import Exclusion, Grant, RoleHolding
from plait.access.queries import circles_of
from plait.core.actor import Actor
from plait.core.registry import Holding, RecordKind, Ref, Told, Viewer, register


def _describe(keys: Sequence[int], viewer: Viewer) -> Mapping[int, Told]:
    known = circles_of(viewer).filter(pk__in=keys)
    return {c.pk: Told(Ref("circle", c.pk), "", c.name, restricted=c.restricted) for c in known}


def _holdings(of: Ref) -> Sequence[Holding]:
    if of.kind != "person":
        return []
    grants = Grant.objects.filter(person=of.key, ends_on__isnull=True).select_related("circle")
    roles = RoleHolding.objects.filter(person=of.key, ends_on__isnull=True)
    return [Holding(Ref("circle", g.circle_id), f"a place in the circle {g.circle.name}") for g in grants] + [
        Holding(Ref("person", of.key), f"the role {held.get_role_display()}") for held in roles
    ]


def _repoint(old: Ref, new: Ref, by: Actor, at: datetime) -> int:
    if old.kind != "person":
        return 0
    moved = Grant.objects.filter(person=old.key).update(person=new.key)
    moved += Grant.objects.filter(let_in_by=old.key).update(let_in_by=new.key)
    shut = Exclusion.objects.filter(person=new.key, lifted=False, followed__isnull=True).values("circle")
    Exclusion.objects.filter(person=old.key, lifted=False, followed__isnull=True, circle__in=shut).update(lifted=True)
    moved += Exclusion.objects.filter(person=old.key).update(person=new.key)
    running = RoleHolding.objects.filter(ends_on__isnull=True)
    has = set(running.filter(person=new.key).values_list("role", "circle", "agency"))
    for double in running.filter(person=old.key):
        if (double.role, double.circle_id, double.agency_id) in has:
            double.ends_on = max(at.date(), double.starts_on)
            double.save(update_fields=["ends_on"])
    return moved + RoleHolding.objects.filter(person=old.key).update(person=new.key)


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {
        "opened": "opened the circle {name}",
        "granted": "let {who} into the circle {circle}",
        "let_in": "let {who} into the circle {circle} by name: {reason}",
        "grant_ended": "ended the place of {who} in the circle {circle}",
        "glass_broken": "broke the glass of the circle {circle}: {reason}",
        "excluded": "recorded that {who} has a conflict of interest in the circle {circle}: {reason}",
        "declared": "declared a conflict of interest in the circle {circle}: {reason}",
        "lifted": "withdrew the conflict of interest of {who} in the circle {circle}: {reason}",
    }
    return words.get(verb, verb).format_map(said)


def register_kinds() -> None:
    register(RecordKind("circle", "circle", _describe, holdings=_holdings, repoint=_repoint, tell=_tell))
