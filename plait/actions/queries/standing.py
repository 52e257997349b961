"""How a viewer stands to actions: who knows their circle, who answers for them."""

from collections.abc import Collection

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from plait.access.permissions import Permission
from plait.access.queries import can, shut_out
from plait.actions.models import Action, OwnerKind, Responsibility
from plait.actions.queries.leading import leads
from plait.actions.rules import Standing
from plait.core.registry import Viewer
from plait.groups.queries import deputised_for, seats_held_by
from plait.people.models import Person
from plait.people.queries import posts_on


def own_actions(viewer: Viewer) -> list[int]:
    """Keys of the actions the viewer answers for by name or by post.

    Less those they have a conflict of interest in.
    """
    first, *rest = (way.values_list("action_id", flat=True) for way in own_ways(viewer))
    return sorted(first.union(*rest)) if viewer.person_id is not None else []


def own_ways(viewer: Viewer) -> list[QuerySet[Responsibility]]:
    """By name or by post: each way has its index."""
    free = ~shut_out(viewer, OuterRef("action__circle"))
    running = Responsibility.objects.filter(free, ended_at__isnull=True).order_by()
    posts = posts_on(timezone.localdate()).filter(holder=viewer.person_id).order_by().values("pk")
    return [running.filter(person=viewer.person_id), running.filter(post__in=posts)]


def answers_for(action: Action, viewer: Viewer, own: Collection[int]) -> bool:
    """By name or by post (`own`: keys of those actions), or, for an agency, a group or all partners, by a seat.

    `action` carries `owners_now`.
    """
    if viewer.person_id is None or action.pk in own:
        return viewer.person_id is not None
    alone = {OwnerKind.PERSON, OwnerKind.POST, OwnerKind.AS_WRITTEN}
    shared = [held for held in action.owners_now if held.kind not in alone]  # type: ignore[attr-defined]
    if not shared:
        return False
    groups = {action.group_id} | {held.group_id for held in shared if held.group_id}
    agencies = {held.agency_id for held in shared if held.agency_id}
    everyone = any(held.kind != OwnerKind.AGENCY for held in shared)
    return any(
        (everyone and held.seat.group_id in groups)
        or (held.seat.agency_id in agencies and held.seat.group_id == action.group_id)
        for held in seats_held_by(viewer.person_id, on=timezone.localdate())
    )


def standing_of(action: Action, viewer: Viewer, *, knows: bool, own: Collection[int]) -> Standing:
    """May the viewer change any action they know here, and do they, an agency they lead, or somebody whose deputy they
    are in its group answer for this one?

    `action` carries `owners_now` and its circle.
    """
    runs = knows and can(viewer, Permission.CHANGE_ACTION, action.circle)
    if runs or not can(viewer, Permission.UPDATE_ACTION):
        return Standing(runs=runs, answers=False)
    leads_it = can(viewer, Permission.HAND_ON_ACTION) and leads(viewer, action)
    if answers_for(action, viewer, own):
        return Standing(runs=False, answers=True, leads=leads_it)
    holder = _deputises_for(action, viewer) if knows else None
    return Standing(runs=False, answers=leads_it or holder is not None, leads=leads_it, acts_for=holder)


def _deputises_for(action: Action, viewer: Viewer) -> Person | None:
    """Whoever of its owners, by name or by post, holds a seat of the action's group in which the viewer deputises."""
    if viewer.person_id is None:
        return None
    owners = {held.person_id or (held.post and held.post.holder_id) for held in action.owners_now}  # type: ignore[attr-defined]
    holders = deputised_for(viewer.person_id, action.group, on=timezone.localdate())
    return next((holder for holder in holders if holder.pk in owners), None)
