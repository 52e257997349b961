"""Meetings to come and held, and minutes that wait for a person, as far as a viewer may see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plait.access.queries import visible_to
from plait.accounts.models import User
from plait.groups.models import Group
from plait.meetings.models import (
    Finding,
    FindingKind,
    FindingState,
    ImportState,
    Meeting,
    MinutesImport,
    Question,
    QuestionKind,
    QuestionState,
)

MOST = 50


@dataclass(frozen=True, slots=True)
class Coming:
    """A day on which a group meets. `meeting` is its record where there is one; otherwise the minutes named the day."""

    day: date
    group: Group
    restricted: bool
    meeting: Meeting | None


def _seen(viewer: User) -> QuerySet[Meeting]:
    return visible_to(Meeting.objects.select_related("group", "circle"), viewer)


def coming(viewer: User, *, on: date) -> list[Coming]:
    """The soonest first. A group's next day is the one its latest minutes name."""
    known = list(_seen(viewer).filter(held_on__gte=on).order_by("held_on", "pk")[:MOST])
    days = [Coming(m.held_on, m.group, m.circle.restricted, m) for m in known]
    there = {(found.group.pk, found.day) for found in days}
    for m in _announcing(viewer, on):
        if m.next_on is not None and (m.group_id, m.next_on) not in there:
            days.append(Coming(m.next_on, m.group, m.circle.restricted, None))
    return sorted(days, key=lambda found: (found.day, found.group.name))


def _announcing(viewer: User, on: date) -> QuerySet[Meeting]:
    """The latest meeting of each group at work, where it names a day to come."""
    later = Meeting.objects.filter(group=OuterRef("group"), held_on__gt=OuterRef("held_on"), held_on__lte=on)
    at_work = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=F("next_on"))
    return _seen(viewer).filter(at_work, ~Exists(later), next_on__gte=on).order_by("next_on", "pk")[:MOST]


def held(viewer: User, *, on: date) -> QuerySet[Meeting]:
    """Before a day, the latest first."""
    return _seen(viewer).filter(held_on__lt=on).order_by("-held_on", "-pk")


def meetings_of(group: Group, viewer: User) -> QuerySet[Meeting]:
    return _seen(viewer).filter(group=group).order_by("-held_on", "-pk")


def waiting_imports(viewer: User) -> QuerySet[MinutesImport]:
    """Minutes that were read and wait to be confirmed, the oldest first.

    Each has `open_questions` that hold something up (who spoke does not), and `open_actions`, the findings nobody
    has confirmed or dropped.
    """
    questions = Question.objects.filter(state=QuestionState.OPEN).exclude(kind=QuestionKind.SPEAKER)
    settled = (FindingState.DROPPED, FindingState.CONFIRMED)
    actions = Finding.objects.filter(kind=FindingKind.ACTION).exclude(state__in=settled)
    return (
        visible_to(MinutesImport.objects.filter(state=ImportState.READY), viewer)
        .select_related("group", "circle", "added_by", "changed_by")
        .annotate(
            open_questions=_how_many(questions),
            open_actions=_how_many(actions),
        )
        .order_by("added_at", "pk")
    )


def _how_many(rows: QuerySet[Question] | QuerySet[Finding]) -> Coalesce:
    """How many rows belong to the import, as a subquery: two joins would count each other's rows."""
    of_import = rows.filter(minutes_import=OuterRef("pk")).order_by().values("minutes_import")
    return Coalesce(Subquery(of_import.annotate(n=Count("pk")).values("n")), 0)
