"""What an action waits for, as far as the reader may see it: the reference of a hidden action is not theirs to know."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from plait.actions.models import PREFIX, Action
from plait.core.references import parse_reference
from plait.history.models import Entry

UNSEEN = "an action you do not see"


def with_blocker(actions: QuerySet[Action], seen: QuerySet[Action]) -> QuerySet[Action]:
    """Each with `blocked_by` only where it is among `seen`, what the reader may see; `blocked_by_id` stays."""
    return actions.prefetch_related(Prefetch("blocked_by", queryset=seen))


def kept_blocker(action: Action) -> Action | None:
    """What it waits for, whoever asks: for an update that says nothing of it."""
    return Action.objects.filter(pk=action.blocked_by_id or 0).first()


def hide_unseen(entries: Iterable[Entry], seen: QuerySet[Action]) -> list[Entry]:
    """The same entries; where one says what an action waited for, and the reader may not see that, it is not named."""
    listed = list(entries)
    waiting = [entry for entry in listed if entry.kind == "action" and _waits_for(entry)]
    numbers = {number for entry in waiting if (number := _waits_for(entry))}
    known = set(seen.filter(number__in=numbers).values_list("number", flat=True)) if numbers else set()
    for entry in waiting:
        if _waits_for(entry) not in known:
            entry.detail.said = {**entry.detail.said, "blocked_by": UNSEEN}
    return listed


def _waits_for(entry: Entry) -> int | None:
    said = entry.detail.said.get("blocked_by") if hasattr(entry, "detail") else None
    found = parse_reference(said) if isinstance(said, str) else None
    return found[1] if found and found[0] == PREFIX else None
