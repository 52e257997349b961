"""Meetings that are to come: planned, moved, changed, cancelled."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say, say_time
from plait.core.refusals import Stale
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.history.commands import Change, record, record_all
from plait.meetings import planning
from plait.meetings.commands.inviting import ask_again, tell_of_cancelling, tell_of_change
from plait.meetings.models import Meeting, MeetingState
from plait.meetings.planning import Plan
from plait.meetings.queries.findable import findable_of_meeting
from plait.meetings.queries.standing import not_cancelled
from plait.search.commands import index


@command
def plan_meetings(*, group: Group, days: Sequence[date], plan: Plan, by: Actor, at: datetime) -> list[Meeting]:
    """The group means to meet on these days, each with the same plan. All of them, or none with the reason."""
    held = Group.objects.select_for_update(of=("self",)).select_related("circle").get(pk=group.pk)
    planning.check_days(held, list(days), today=timezone.localdate(at))
    planning.check_plan(plan)
    planning.check_are_free(held, days, taken=_taken(held, days))
    made = [_save(Meeting(group=held, circle=held.circle, held_on=day), plan) for day in days]
    index(records=[found for each in made for found in findable_of_meeting(each, None)], by=by, at=at)
    said = _said(plan)
    record_all(
        changes=[Change(Ref("meeting", m.pk), "planned_meeting", {"on": say(m.held_on), **said}) for m in made],
        by=by, at=at,
    )  # fmt: skip
    return made


@command
def change_plan(*, meeting: Meeting, on: date, plan: Plan, sequence: int, by: Actor, at: datetime) -> Meeting:
    """Another day, time or place. `sequence` is what the person saw: what somebody else changed since is not undone."""
    held = _locked(meeting)
    planning.check_is_planned(held)
    if sequence != held.sequence:
        raise Stale("Somebody changed this meeting since you opened the page. Look again, then decide.")
    if (on, plan) == (held.held_on, Plan.of(held)):
        return nothing_changed(held)
    planning.check_plan(plan)
    if on != held.held_on:
        planning.check_day(held.group, on, today=timezone.localdate(at))
        planning.check_are_free(held.group, [on], taken=_taken(held.group, [on]))
    moved = (on, plan.starts_at, plan.ends_at) != (held.held_on, held.starts_at, held.ends_at)
    before, held.held_on = held.held_on, on
    held.sequence += 1
    _save(held, plan)
    index(records=list(findable_of_meeting(held, None)), by=by, at=at)
    said = {"from": say(before), "on": say(on), **_said(plan)}
    record(ref=Ref("meeting", held.pk), verb="changed_meeting", said=said, by=by, at=at)
    if moved:
        ask_again(meeting=held, by=by, at=at)
    else:
        tell_of_change(meeting=held, by=by, at=at)
    return held


@command
def cancel_meeting(*, meeting: Meeting, because: str, by: Actor, at: datetime) -> Meeting:
    """It does not take place. A second press changes nothing."""
    held = _locked(meeting)
    if held.state == MeetingState.CANCELLED:
        return nothing_changed(held)
    planning.check_is_planned(held)
    held.state, held.because = MeetingState.CANCELLED, planning.check_because(because)
    held.sequence += 1
    held.save(update_fields=["state", "because", "sequence"])
    record(ref=Ref("meeting", held.pk), verb="cancelled_meeting", said={"because": held.because}, by=by, at=at)
    tell_of_cancelling(meeting=held, by=by, at=at)
    return held


def _locked(meeting: Meeting) -> Meeting:
    """The group's row first, as when meetings are planned: two changes at once wait for each other."""
    Group.objects.select_for_update(of=("self",)).get(pk=meeting.group_id)
    return Meeting.objects.select_for_update(of=("self",)).select_related("group", "circle").get(pk=meeting.pk)


def _taken(group: Group, days: Sequence[date]) -> set[date]:
    """Those of the days on which the group meets or met already."""
    return set(not_cancelled().filter(group=group, held_on__in=days).order_by().values_list("held_on", flat=True))


def _save(meeting: Meeting, plan: Plan) -> Meeting:
    meeting.state, meeting.calendar_id = MeetingState.PLANNED, meeting.calendar_id or uuid.uuid4()
    meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
    meeting.venue, meeting.link = plan.venue, plan.link
    meeting.recorded, meeting.recording_days = plan.recording_days is not None, plan.recording_days
    meeting.save()
    return meeting


def _said(plan: Plan) -> dict[str, object]:
    times = [say_time(moment) for moment in (plan.starts_at, plan.ends_at) if moment]
    told = {"time": " to ".join(times), "place": plan.venue, "recording_days": plan.recording_days}
    return {name: value for name, value in told.items() if value}
