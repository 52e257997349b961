"""Matters for the next agenda, as far as one may see them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import QuerySet

from plait.access.queries import visible_to
from plait.core.registry import Ref, Viewer
from plait.groups.models import Group
from plait.meetings.models import Matter, MatterState


def matters_for(viewer: Viewer) -> QuerySet[Matter]:
    """Oldest first."""
    found = visible_to(Matter.objects.select_related("group", "circle", "raised_by"), viewer)
    return found.order_by("raised_on", "pk")


def waiting_matters(group: Group, viewer: Viewer) -> QuerySet[Matter]:
    """What waits for the group's next agenda."""
    return matters_for(viewer).filter(group=group, state=MatterState.WAITING)


def matters_from(kind: str, keys: Iterable[int]) -> Mapping[int, Sequence[Ref]]:
    """What matters came of some records of one kind."""
    found: defaultdict[int, list[Ref]] = defaultdict(list)
    for m in Matter.objects.filter(origin_kind=kind, origin_key__in=list(keys)).order_by("pk"):
        if m.origin_key:
            found[m.origin_key].append(Ref("matter", m.pk))
    return found
