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
    shut = Exclusion.objects.filter(person=new.key, lifted=False).values("circle")
    Exclusion.objects.filter(person=old.key, lifted=False, circle__in=shut).update(lifted=True)
    moved += Exclusion.objects.filter(person=old.key).update(person=new.key)
    has = RoleHolding.objects.filter(person=new.key, ends_on__isnull=True).values("role")
    for double in RoleHolding.objects.filter(person=old.key, ends_on__isnull=True, role__in=has):
        double.ends_on = max(at.date(), double.starts_on)
        double.save(update_fields=["ends_on"])
    return moved + RoleHolding.objects.filter(person=old.key).update(person=new.key)


def _tell(verb: str, said: Mapping[str, object]) -> str:
    words = {
        "opened": "opened the circle {name}",
        "granted": "let {who} into the circle {circle}",
        "grant_ended": "ended the place of {who} in the circle {circle}",
        "excluded": "shut {who} out of the circle {circle}: {reason}",
    }
    return words.get(verb, verb).format_map(said)


def register_kinds() -> None:
    register(RecordKind("circle", "circle", _describe, holdings=_holdings, repoint=_repoint, tell=_tell))
