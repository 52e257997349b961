"""Finding single actions and what belongs to them."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from plait.actions.models import OPEN_STATES, PREFIX, Action, Evidence, Responsibility, Update
from plait.actions.queries.blockers import with_blocker
from plait.actions.queries.fetching import with_owners, with_what_was_said
from plait.actions.queries.sight import Sight, sight_of
from plait.core.references import parse_reference
from plait.core.registry import Ref, Viewer
from plait.groups.models import Group


def by_reference(viewer: Viewer, reference: str, sight: Sight | None = None) -> Action | None:
    """The action one can say aloud, if the viewer may see it, with its owners and what was said last."""
    said = parse_reference(reference)
    if said is None or said[0] != PREFIX:
        return None
    sight = sight or sight_of(viewer)
    found = sight.of(Action.objects.filter(number=said[1]))
    found = found.select_related("group", "circle", "carried_from", "closed_by")
    found = with_blocker(found, sight.of(Action.objects.all()))
    return with_owners(with_what_was_said(found)).order_by("pk").first()


def actions_from(origins: Iterable[Ref]) -> QuerySet[Action]:
    """Actions that came from these records, in the order they were given. Not limited to what one may see."""
    keys: dict[str, list[int]] = {}
    for ref in origins:
        keys.setdefault(ref.kind, []).append(ref.key)
    found = Action.objects.none()
    for kind, these in keys.items():
        found = found | Action.objects.filter(origin_kind=kind, origin_key__in=these)
    return found.order_by("number")


def open_actions_of_group(group: Group) -> QuerySet[Action]:
    return Action.objects.filter(group=group, state__in=OPEN_STATES).order_by("number")


def held_by_group(group_id: int) -> QuerySet[Action]:
    return Action.objects.filter(group=group_id, state__in=OPEN_STATES).order_by("number")


def held_by_person(person_id: int) -> QuerySet[Responsibility]:
    """Open actions for which somebody answers by name."""
    running = Responsibility.objects.filter(person=person_id, ended_at__isnull=True, action__state__in=OPEN_STATES)
    return running.select_related("action__group").order_by("action__number")


def bound_to(action: Action, sight: Sight) -> list[Action]:
    """What this action waits for, what waits for it and what goes on from it, as far as the reader may see them."""
    near = Q(blocked_by=action) | Q(carried_from=action) | Q(pk=action.blocked_by_id or 0)
    bound = Action.objects.filter(near).select_related("circle")
    return sorted(sight.of(bound), key=lambda each: each.number)


def updates_of(actions: Iterable[int]) -> QuerySet[Update]:
    """What was said about these actions, the newest first."""
    found = Update.objects.filter(action__in=list(actions)).select_related("by", "on_behalf_of")
    return found.order_by("-at", "-pk")


def evidence_of(action: Action) -> QuerySet[Evidence]:
    """The files that show what was done, the newest first."""
    return Evidence.objects.filter(action=action).select_related("file").order_by("-added_at", "-pk")
