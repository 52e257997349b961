"""Trackers on their way in, their rows and questions."""

from django.db.models import Count, Prefetch, Q, QuerySet

from plait.access.queries import visible_to
from plait.core.registry import Viewer
from plait.groups.models import Group
from plait.trackers.models import OwnerQuestion, RowOwner, RowState, TrackerImport, TrackerRow, TrackerState

UNDECIDED = (RowState.TICKED, RowState.UNTICKED)
IN_THE_REGISTER = (RowState.CONFIRMED, RowState.NOTHING)


def trackers_for(viewer: Viewer) -> QuerySet[TrackerImport]:
    """Newest first, without their cells."""
    found = TrackerImport.objects.select_related("group", "circle", "file", "added_by", "changed_by").defer("book")
    return visible_to(found, viewer).order_by("-added_at", "-pk")


def trackers_listed(viewer: Viewer, group: Group | None = None) -> QuerySet[TrackerImport]:
    """With how many rows are undecided (`undecided`) and in the register (`confirmed`)."""
    found = trackers_for(viewer).defer("book", "layouts", "unread")
    found = found.filter(group=group) if group else found
    return found.annotate(
        undecided=Count("rows", filter=Q(rows__state__in=UNDECIDED)),
        confirmed=Count("rows", filter=Q(rows__state=RowState.CONFIRMED)),
    )


def trackers_waiting(viewer: Viewer) -> QuerySet[TrackerImport]:
    """Those that wait for a person."""
    return trackers_listed(viewer).filter(state__in=(TrackerState.COLUMNS, TrackerState.ROWS))


def same_file(group: Group, checksum: str) -> TrackerImport | None:
    found = TrackerImport.objects.select_related("group", "added_by").defer("book")
    return found.filter(group=group, checksum=checksum).first()


def rows_of(tracker: TrackerImport) -> QuerySet[TrackerRow]:
    """In the order of the file, with their owners as `owners_now`."""
    owners = RowOwner.objects.select_related("person", "post", "agency", "group").order_by("position")
    found = TrackerRow.objects.filter(tracker=tracker).select_related("action", "risk", "changed_by")
    return found.prefetch_related(Prefetch("owners", owners, to_attr="owners_now")).order_by("number")


def row_of(tracker: TrackerImport, number: int) -> TrackerRow | None:
    return rows_of(tracker).filter(number=number).first()


def questions_of(tracker: TrackerImport) -> QuerySet[OwnerQuestion]:
    found = OwnerQuestion.objects.filter(tracker=tracker).select_related("answered_by")
    return found.prefetch_related("candidates").order_by("number")


def confirmed_rows(tracker: TrackerImport) -> int:
    return TrackerRow.objects.filter(tracker=tracker, state=RowState.CONFIRMED).count()


def ticked_rows(tracker: TrackerImport) -> int:
    return TrackerRow.objects.filter(tracker=tracker, state=RowState.TICKED).count()
