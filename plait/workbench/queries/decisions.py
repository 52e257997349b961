"""Decisions that may have agreed a group's terms of reference."""

from django.db.models import QuerySet

from plait.accounts.models import User
from plait.groups.models import Group, GroupKind
from plait.groups.queries import predecessors
from plait.meetings.models import Decision
from plait.meetings.queries import decisions_for


def decisions_for_terms(group: Group, viewer: User) -> QuerySet[Decision]:
    """Those of the group, of the groups before it, and of the strategic groups; the latest first."""
    lineage = [group.pk, *(before.pk for before in predecessors(group))]
    strategic = Group.objects.filter(kind=GroupKind.STRATEGIC).values("pk")
    seen = decisions_for(viewer)
    found = seen.filter(meeting__group__in=lineage) | seen.filter(meeting__group__in=strategic)
    return found.order_by("-meeting__held_on", "-number")
