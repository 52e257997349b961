"""Checking the rows: the page itself, answers, and confirming."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.actions.models import OwnerKind
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.meetings.choices import Who
from plait.meetings.queries.matching import Known
from plait.trackers import commands
from plait.trackers.forms import AnswerForm
from plait.trackers.models import OwnerQuestion, TrackerImport, TrackerState
from plait.trackers.queries.imports import questions_of, ticked_rows
from plait.trackers.views.finding import found_tracker
from plait.trackers.views.gathering import rows_page

MOST_IN_A_PAGE = 100  # rows that are confirmed while the person waits


@require_safe
def tracker(request: HttpRequest, key: int) -> HttpResponse:
    """Progress while the file is read, why it could not be, its columns, or its rows."""
    user, tracker = found_tracker(request, key)
    if tracker.state in (TrackerState.WAITING, TrackerState.READING):
        return render(request, "trackers/progress.html", {"tracker": tracker})
    if tracker.state == TrackerState.REFUSED:
        return render(request, "trackers/refused.html", {"tracker": tracker})
    now = timezone.now()
    ref = Ref("tracker", tracker.pk)
    note_opened(circle=tracker.circle, ref=ref, how="detail", by=actor_of(user), at=now)
    if tracker.state == TrackerState.COLUMNS:
        return redirect("tracker_columns", tracker.pk)
    start = request.GET.get("page", "1")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
    page = rows_page(tracker, number=max(1, number), today=timezone.localdate(now))
    return render(request, "trackers/rows.html", {"page": page})


def back(tracker: TrackerImport, anchor: str = "") -> HttpResponse:
    return redirect(f"{reverse('tracker', args=[tracker.pk])}{anchor}")


@require_POST
def answer(request: HttpRequest, key: int, number: int) -> HttpResponse:
    user, tracker = found_tracker(request, key)
    question = questions_of(tracker).filter(number=number).first() if number < 2**31 else None
    if question is None:
        raise Http404
    question.tracker = tracker
    form = AnswerForm(request.POST)
    try:
        if not form.is_valid():
            raise Refusal(str(next(iter(form.errors.values()))[0]))
        choice, by, now = form.cleaned_data["choice"], actor_of(user), timezone.now()
        if choice == "left":
            commands.leave_as_written(question=question, by=by, at=now)
        else:
            who = _who(tracker, question, choice, form.cleaned_data["other"])
            commands.answer(question=question, who=who, by=by, at=now)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return back(tracker, f"#{question.label}")
    return back(tracker, "#questions")


def _who(tracker: TrackerImport, question: OwnerQuestion, choice: str, other: str) -> Who:
    """One of the candidates, or somebody else who is known here."""
    kind, _, key = choice.partition(":")
    if kind == "person":
        found = next((p for p in question.candidates.all() if p.pk == int(key)), None)
        if found is None:
            raise Refusal("Choose who is meant, or leave it as written.")
        return Who.of_person(found, question.words)
    if not other.strip():
        raise Refusal("Write who is meant: a name, a post, an agency or “All partners”.")
    who = Known.on(tracker.group, timezone.localdate()).who(other)
    if who.kind == OwnerKind.AS_WRITTEN:
        raise Refusal(f"Nobody here is called {who.words}. The rows stand as written: {question.words}.")
    return who


@require_POST
def confirm(request: HttpRequest, key: int) -> HttpResponse:
    """Keep the ticks of the page, then confirm them, unless they are only to be kept."""
    user, tracker = found_tracker(request, key)
    by, now = actor_of(user), timezone.now()
    shown, ticked = _keys(request, "shown"), _keys(request, "row")
    if request.POST.get("do") == "all":
        ticked = shown
    try:
        if tracker.state == TrackerState.ROWS:
            commands.set_ticks(tracker=tracker, shown=shown, ticked=ticked, by=by, at=now)
        if request.POST.get("do") in ("keep", "all"):
            messages.success(request, "Your ticks are saved.")
            return back(tracker)
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        if ticked_rows(tracker) > MOST_IN_A_PAGE:
            commands.confirm_in_turn(tracker=tracker, version=version, by=by, at=now)
            messages.success(
                request, "The ticked rows go in one after another. You can leave this page and look again."
            )
            return back(tracker)
        done = commands.confirm(tracker=tracker, version=version, by=by, at=now)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return back(tracker)
    if done.state == TrackerState.CONFIRMED:
        messages.success(request, "Every row is decided. What you confirmed stands in the register.")
    else:
        messages.success(request, "What was ticked stands in the register. The rest waits here for you.")
    return back(done)


@require_POST
def finish(request: HttpRequest, key: int) -> HttpResponse:
    user, tracker = found_tracker(request, key)
    try:
        commands.finish(tracker=tracker, by=actor_of(user), at=timezone.now())
        messages.success(request, "The rest was left out. It stays readable here.")
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return back(tracker)


def _keys(request: HttpRequest, name: str) -> set[int]:
    sent = request.POST.getlist(name)
    return {int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 18}
