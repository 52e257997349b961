"""What the columns hold: as recognised, and as a person says."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal, Stale
from plait.core.registry import Ref
from plait.reading.trackers.book import Book
from plait.reading.trackers.layout import Layout, layout_of
from plait.trackers import commands
from plait.trackers.forms import KINDS, PARTS, chosen_layouts, heading_rows
from plait.trackers.models import TrackerImport, TrackerState
from plait.trackers.presenters.columns import columns_page
from plait.trackers.queries.imports import confirmed_rows
from plait.trackers.rules import can_choose_columns
from plait.trackers.views.finding import found_tracker


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, key: int) -> HttpResponse:
    """Headings as recognised, a select for each column. Nothing typed is lost when a choice is refused."""
    user, tracker = found_tracker(request, key)
    by, now = actor_of(user), timezone.now()
    note_opened(circle=tracker.circle, ref=Ref("tracker", tracker.pk), how="detail", by=by, at=now)
    if not can_choose_columns(tracker, confirmed_rows(tracker)):
        return redirect("tracker", tracker.pk)
    layouts = [Layout.from_json(told) for told in tracker.layouts]
    if request.method == "GET":
        return shown(request, tracker, layouts)
    said = chosen_layouts(layouts, request.POST)
    if request.POST.get("do") == "headings":
        return shown(request, tracker, _with_headings(tracker, layouts, said, heading_rows(layouts, request.POST)))
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
    headings = heading_rows(layouts, request.POST)
    said = _same_headings(tracker, layouts, said, headings, request)
    try:
        commands.choose_columns(tracker=tracker, layouts=said, version=version, by=by, at=now)
    except Refusal as refusal:
        status = 409 if isinstance(refusal, Stale) else 422
        return shown(request, tracker, said, refusal=refusal.sentence, status=status)
    messages.success(request, "The rows are read. Nothing is in the register yet: confirm what is right.")
    return redirect("tracker", tracker.pk)


def shown(
    request: HttpRequest, tracker: TrackerImport, layouts: Sequence[Layout], *, refusal: str = "", status: int = 200
) -> HttpResponse:
    read_before = tracker.state == TrackerState.ROWS
    page = columns_page(tracker, Book.from_json(tracker.book or {}), layouts, read_before=read_before)
    context = {"page": page, "kinds": KINDS, "parts": PARTS, "refusal": refusal}
    return render(request, "trackers/columns.html", context, status=status)


def _with_headings(
    tracker: TrackerImport, before: Sequence[Layout], said: Sequence[Layout], rows: Sequence[int]
) -> list[Layout]:
    """Sheets for which another row of headings was given are recognised anew; the others stay as they were said."""
    sheets = {sheet.name: sheet for sheet in Book.from_json(tracker.book or {}).sheets}
    return [
        layout_of(sheets[layout.sheet], heading=row) if row and row != was.heading else layout
        for was, layout, row in zip(before, said, rows, strict=True)
    ]


def _same_headings(
    tracker: TrackerImport, before: Sequence[Layout], said: Sequence[Layout], rows: Sequence[int], request: HttpRequest
) -> list[Layout]:
    """A row of headings that was given on the page before this one: the columns as chosen, under those headings."""
    anew = _with_headings(tracker, before, said, rows)
    return chosen_layouts(anew, request.POST)
