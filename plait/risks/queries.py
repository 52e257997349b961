"""Risks, as far as one may see them."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from plait.access.queries import visible_to
from plait.core.registry import Ref, Viewer
from plait.groups.models import Group
from plait.risks.models import Risk, RiskOwner, RiskState


def risks_for(viewer: Viewer) -> QuerySet[Risk]:
    return visible_to(Risk.objects.select_related("group", "circle"), viewer).order_by("number")


def risks_of_group(group: Group, viewer: Viewer) -> QuerySet[Risk]:
    """Open ones first, by number, with their owners."""
    owners = RiskOwner.objects.select_related("person", "post", "agency", "group").order_by("position")
    closed_last = Case(When(state=RiskState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = risks_for(viewer).filter(group=group).prefetch_related(Prefetch("owners", owners, to_attr="owners_now"))
    return found.order_by(closed_last, "number")


def open_risks(group: Group, viewer: Viewer) -> QuerySet[Risk]:
    return risks_for(viewer).filter(group=group, state=RiskState.OPEN)


def risks_from(refs: Iterable[Ref]) -> QuerySet[Risk]:
    """What risks came of these records, whoever may see them: asked by the rooms above. All of one kind."""
    asked = list(refs)
    kinds = {ref.kind for ref in asked}
    found = Risk.objects.filter(origin_kind__in=kinds, origin_key__in=[ref.key for ref in asked])
    return found.order_by("number")


def groups_one_knows(viewer: Viewer) -> QuerySet[Group]:
    """Groups whose circle holds the viewer."""
    return visible_to(Group.objects.select_related("circle"), viewer, path="circle").order_by("name")
