"""Meetings and their minutes, as far as one may see them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.groups.models import Group
from plait.meetings.models import Attendance, Decision, Item, Meeting, MeetingNote, MeetingState, MinutesVersion
from plait.meetings.queries.standing import not_cancelled

NEXT_WITHIN = timedelta(days=190)
MOST = 50


@dataclass(frozen=True, slots=True)
class Coming:
    """A day on which a group meets. `meeting` is its record where there is one; otherwise the minutes named the day."""

    group: Group
    on: date
    restricted: bool
    meeting: Meeting | None = None


def meetings_for(viewer: Viewer) -> QuerySet[Meeting]:
    """Newest first."""
    return visible_to(Meeting.objects.select_related("group", "circle"), viewer)


def past_meetings(viewer: Viewer, *, on: date, group: Group | None = None) -> QuerySet[Meeting]:
    """Held by `on`, newest first, with how many decisions each took."""
    found = meetings_for(viewer).filter(held_on__lte=on)
    found = found.filter(group=group) if group else found
    return found.annotate(decided=Count("decisions", distinct=True)).order_by("-held_on", "-pk")


def coming_meetings(viewer: Viewer, *, on: date, group: Group | None = None) -> list[Coming]:
    """Meetings on `on` or later, soonest first, at most `MOST` of each sort; at most one a group and day.

    A group's next day is the one its latest minutes name. Groups that have ended meet no more.
    """
    seen = meetings_for(viewer)
    seen = seen.filter(group=group) if group else seen
    days: dict[tuple[int, date], Coming] = {}
    for each in seen.filter(held_on__gte=on).order_by("held_on", "pk")[:MOST]:
        days[each.group_id, each.held_on] = Coming(each.group, each.held_on, each.circle.restricted, each)
    for each in _announcing(seen, on):
        if each.next_on is not None:
            named = Coming(each.group, each.next_on, each.circle.restricted)
            days.setdefault((each.group_id, each.next_on), named)
    return sorted(days.values(), key=lambda found: (found.on, found.group.name))


def _announcing(seen: QuerySet[Meeting], on: date) -> QuerySet[Meeting]:
    """The latest meeting of each group at work, where it names a day to come."""
    later = not_cancelled().filter(group=OuterRef("group"), held_on__gt=OuterRef("held_on"), held_on__lte=on)
    at_work = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=F("next_on"))
    return seen.filter(at_work, ~Exists(later), next_on__gte=on).order_by("next_on", "pk")[:MOST]


def next_meeting_of(group: Group, *, after: date) -> date | None:
    """The first day after `after` on which the group is known to meet, at most half a year later.

    A later one is not likely to be the next: those between are not known here. Asked by commands: it looks past
    circles.
    """
    until = after + NEXT_WITHIN
    theirs = not_cancelled().filter(group=group)
    held = theirs.filter(held_on__gt=after, held_on__lte=until).order_by("held_on").values_list("held_on", flat=True)
    named = theirs.filter(next_on__gt=after, next_on__lte=until).order_by("next_on").values_list("next_on", flat=True)
    return min((day for day in (held.first(), named.first()) if day), default=None)


def planned_meetings(group: Group, *, on: date) -> QuerySet[Meeting]:
    """What the group has planned for `on` or later, soonest first. Asked by commands too: it looks past circles."""
    return Meeting.objects.filter(group=group, state=MeetingState.PLANNED, held_on__gte=on).order_by("held_on")


def planned_days(group: Group, *, on: date) -> list[date]:
    return list(planned_meetings(group, on=on).values_list("held_on", flat=True))


def last_of(group: Group) -> Meeting | None:
    """The group's latest meeting that was held or is planned."""
    return not_cancelled().filter(group=group).order_by("-held_on").first()


def groups_one_knows(viewer: Viewer) -> QuerySet[Group]:
    """Groups whose circle holds the viewer; ended ones last, for old minutes."""
    known = visible_to(Group.objects.select_related("circle"), viewer, path="circle")
    return known.order_by("ended_on", "name")


def versions_of(meeting: Meeting) -> QuerySet[MinutesVersion]:
    """Newest first."""
    return MinutesVersion.objects.filter(meeting=meeting).select_related("file", "made_by").order_by("-number")


def items_of(version: MinutesVersion) -> QuerySet[Item]:
    return Item.objects.filter(version=version).order_by("position")


def notes_of(version: MinutesVersion) -> QuerySet[MeetingNote]:
    return MeetingNote.objects.filter(version=version).order_by("kind", "pk")


def attendance_of(meeting: Meeting) -> QuerySet[Attendance]:
    return Attendance.objects.filter(meeting=meeting).select_related("person").order_by("pk")


def decisions_of(meeting: Meeting) -> QuerySet[Decision]:
    return Decision.objects.filter(meeting=meeting).select_related("item").order_by("number")


def decisions_for(viewer: Viewer) -> QuerySet[Decision]:
    return visible_to(Decision.objects.select_related("meeting__group", "meeting__circle"), viewer)
