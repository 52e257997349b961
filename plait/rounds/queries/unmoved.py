"""What has not moved in the last two rounds of its group."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from plait.actions.models import OPEN, Action
from plait.rounds.clock import day_of
from plait.rounds.models import Asked, Round


def groups_with_rounds() -> list[int]:
    """Keys of the groups that have had a round which is over."""
    return list(
        Round.objects.filter(closed_at__isnull=False).order_by("group").values_list("group", flat=True).distinct()
    )


def last_two(group_id: int) -> tuple[Round, Round] | None:
    """The last round of a group that is over and the one before it.

    A round that was closed on the day it was opened, by mistake perhaps, gave nobody time to answer: it is left out.
    """
    over = Round.objects.filter(group=group_id, closed_at__isnull=False, asked_all_at__isnull=False)
    found = [held for held in over.order_by("-opened_at", "-pk")[:20] if _lasted(held)]
    return (found[0], found[1]) if len(found) > 1 else None


def _lasted(held: Round) -> bool:
    return held.closed_at is not None and day_of(held.closed_at) > day_of(held.opened_at)


def unmoved(group_id: int) -> tuple[date, list[int]]:
    """Keys of the open actions of a group that were asked about in both of its last rounds and have not moved since the
    first of them began, and the day it began. Those that are noted as stuck already are left out."""
    rounds = last_two(group_id)
    if rounds is None:
        return date.max, []
    last, before = rounds
    since = day_of(before.opened_at)
    still = OPEN & Q(stuck_since__isnull=True) & (Q(moved_on__isnull=True) | Q(moved_on__lt=since))
    asked = Asked.objects.filter(action=OuterRef("pk"))
    both = Exists(asked.filter(request__round=last)) & Exists(asked.filter(request__round=before))
    found = Action.objects.filter(still & Q(both), group=group_id).order_by("pk")
    return since, list(found.values_list("pk", flat=True))
