"""Rounds that open by themselves before the meetings of a group."""

from datetime import datetime

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import record
from plait.rounds import rules
from plait.rounds.models import BeforeMeetings, Counting


@command
def open_before_meetings(
    *, group: Group, days_before: int, counting: Counting, days: int, remind_before: int | None, by: Actor, at: datetime
) -> BeforeMeetings:
    """From now on a round opens so many days before each meeting of the group."""
    rules.check_habit(days_before, days)
    wanted = {"days_before": days_before, "counting": counting, "days": days, "remind_before": remind_before}
    there = BeforeMeetings.objects.filter(group=group).first()
    if there is not None and all(getattr(there, name) == value for name, value in wanted.items()):
        return nothing_changed(there)
    kept, _ = BeforeMeetings.objects.update_or_create(group=group, defaults=wanted)
    said = {**wanted, "counting": Counting(counting).label, "group": str(group)}
    record(ref=Ref("round_habit", kept.pk), verb="set", said=said, by=by, at=at)
    return kept


@command
def open_by_hand_only(*, group: Group, by: Actor, at: datetime) -> None:
    """No round of the group opens by itself any more."""
    there = BeforeMeetings.objects.select_for_update().filter(group=group).first()
    if there is None:
        return nothing_changed(None)
    key = there.pk
    there.delete()
    record(ref=Ref("round_habit", key), verb="ended", said={"group": str(group)}, by=by, at=at)
    return None
