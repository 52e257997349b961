"""Meetings that were held, and minutes that wait for a person, as far as a viewer may see them."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
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


def _seen(viewer: User) -> QuerySet[Meeting]:
    return visible_to(Meeting.objects.select_related("group", "circle"), viewer)


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
