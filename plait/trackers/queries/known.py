"""What of a log is known already: rows of earlier imports, and actions of the group with the same words."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from plait.actions.models import Action
from plait.meetings.queries.succession import group_at_work
from plait.people.models import Person
from plait.reading.trackers.again import Printed, plain_words, same_rows
from plait.trackers.models import RowKind, RowOwner, RowState, TrackerImport, TrackerRow


def earlier_rows(tracker: TrackerImport, kind: str) -> list[TrackerRow]:
    """The last row for each action or risk that an import of this group brought in, newest import first."""
    found = TrackerRow.objects.filter(
        tracker__group=tracker.group_id, kind=kind, state__in=(RowState.CONFIRMED, RowState.NOTHING)
    )
    found = found.exclude(tracker=tracker).select_related("action", "risk").order_by("-pk")
    once: dict[tuple[int | None, int | None], TrackerRow] = {}
    for row in found:
        if row.action_id or row.risk_id:
            once.setdefault((row.action_id, row.risk_id), row)
    return list(once.values())


def matched(tracker: TrackerImport, rows: Sequence[TrackerRow]) -> dict[int, TrackerRow]:
    """Number of a row -> the row of an earlier import that it is again."""
    found: dict[int, TrackerRow] = {}
    for kind in RowKind:
        mine = [row for row in rows if row.kind == kind]
        before = earlier_rows(tracker, kind) if mine else []
        pairs = same_rows(_printed(mine), _printed(before))
        found |= {mine[at].number: before[there] for at, there in pairs.items()}
    return found


def register_by_words(tracker: TrackerImport) -> dict[str, Action]:
    """Actions of the group, or of the one that took over, in the same circle by their plain words; the newest."""
    at_work = group_at_work(tracker.group, on=timezone.localdate())
    groups = {tracker.group_id, at_work.pk if at_work else tracker.group_id}
    found = Action.objects.filter(group__in=groups, circle=tracker.circle_id).order_by("number")
    return {plain_words(a.wording): a for a in found.only("pk", "number", "wording", "state", "version")}


def meant_before(tracker: TrackerImport, words: Iterable[str]) -> list[tuple[str, Person]]:
    """Whom the same words meant in earlier logs of the group: offered, never taken."""
    owners = RowOwner.objects.filter(
        row__tracker__group=tracker.group_id, row__state=RowState.CONFIRMED, words__in=list(words)
    )
    found = owners.filter(person__isnull=False).exclude(row__tracker=tracker).select_related("person")
    once = {(owner.words, owner.person) for owner in found.order_by("pk") if owner.person}
    return sorted(once, key=lambda each: (each[0], each[1].name))


def _printed(rows: Iterable[TrackerRow]) -> list[Printed]:
    return [Printed(row.read.get("reference", ""), row.read.get("wording", "")) for row in rows]
