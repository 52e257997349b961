"""Checking what was read: the page itself, answers, facts, who attended, and confirming."""

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.accounts.actors import actor_of
from plait.accounts.models import User
from plait.core.refusals import Refusal, Stale
from plait.meetings import commands, rules
from plait.meetings.forms import AnswerForm, AttendeeForm, FactsForm
from plait.meetings.models import ImportState, MinutesImport, Presence, Question
from plait.meetings.presenters.changing import typed_person
from plait.meetings.presenters.likes import also_answered, likes_of
from plait.meetings.presenters.progress import progress_page, refused_page
from plait.meetings.queries.batches import batch_of
from plait.meetings.queries.ending import came_later
from plait.meetings.queries.imports import answered_together, answered_with, attendees_of, question_of
from plait.meetings.queries.matching import person_meant
from plait.meetings.views.again import gather_again, keep_choices
from plait.meetings.views.answers import day_for, due_day, facts_with_day, known_in, who_is_meant
from plait.meetings.views.choosing import gather_loose, keep_loose_ends, loose_ends_wait
from plait.meetings.views.finding import found_import
from plait.meetings.views.gathering import check_page
from plait.meetings.views.seen import note_seen

TWO = "two"  # somebody else was here at the same time
NO = "no"  # a rule refused it


@require_safe
def minutes_import(request: HttpRequest, key: int) -> HttpResponse:
    """Progress while the file is read, why it could not be, or what was read."""
    user, minutes = found_import(request, key)
    if minutes.state in (ImportState.WAITING, ImportState.READING):
        return render(request, "meetings/progress.html", {"page": progress_page(minutes)})
    if minutes.state == ImportState.REFUSED:
        why = refused_page(minutes, reverse("file", args=[minutes.file_id]))
        return render(request, "meetings/refused_file.html", {"page": why})
    now = timezone.now()
    note_seen(user, minutes)
    start = request.GET.get("from", "1")
    first = max(1, int(start)) if start.isascii() and start.isdigit() and len(start) < 7 else 1
    page = check_page(user, minutes, start=first, lines=request.GET.get("lines", ""), now=now)
    likes = likes_of(answered_together(minutes)) if page.can_change else []
    context = {
        "page": page,
        "likes": likes,
        "again": gather_again(minutes, now),
        "loose": gather_loose(minutes, user),
        "together": batch_of(minutes),
        "may_open_again": rules.can_open_again(minutes, came_later(minutes)),
        "flash": list(get_messages(request)),
        "messages": (),
    }
    return render(request, "meetings/check.html", context)


def back(minutes: MinutesImport, anchor: str = "") -> HttpResponse:
    return redirect(f"{reverse('minutes_import', args=[minutes.pk])}{anchor}")


def refused(request: HttpRequest, refusal: Refusal) -> None:
    """The sentence stands on the page that follows; nothing was changed."""
    tag = TWO if isinstance(refusal, Stale) else NO
    messages.warning(request, refusal.sentence, extra_tags=tag)


@require_POST
def answer(request: HttpRequest, key: int, number: int) -> HttpResponse:
    user, minutes = found_import(request, key)
    question = question_of(minutes, number)
    if question is None:
        raise Http404
    try:
        _answer(request, user, minutes, question)
    except Refusal as refusal:
        refused(request, refusal)
        return back(minutes, f"#{question.label}")
    return back(minutes, f"#{question.finding.label}" if question.finding else "#questions")


@require_POST
def take_back(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Open a question again; `also`: those that were answered with it in these minutes."""
    user, minutes = found_import(request, key)
    question = question_of(minutes, number)
    if question is None:
        raise Http404
    try:
        also = request.POST.get("also") == "1"
        commands.take_back(question=question, also=also, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        refused(request, refusal)
    return back(minutes, f"#{question.label}")


def _answer(request: HttpRequest, user: User, minutes: MinutesImport, question: Question) -> None:
    form = AnswerForm(request.POST, near=day_for(question))
    if not form.is_valid():
        raise Refusal(str(next(iter(form.errors.values()))[0]))
    said, now, by = form.cleaned_data, timezone.now(), actor_of(user)
    if question.kind == "date":
        facts = facts_with_day(minutes, said["day"])
        commands.change_facts(minutes=minutes, facts=facts, version=minutes.version, by=by, at=now)
    elif said["choice"] == "left":
        commands.leave_as_written(question=question, also=said["also"], by=by, at=now)
        _say_also(request, question)
    elif question.kind == "due":
        commands.answer_day(question=question, day=due_day(question, said["day"]), by=by, at=now)
    else:
        who = who_is_meant(question, said["choice"], said["other"], minutes)
        commands.answer(question=question, who=who, also=said["also"], by=by, at=now)
        _say_also(request, question)


def _say_also(request: HttpRequest, question: Question) -> None:
    """What else the answer answered: nothing happens unseen."""
    if also := also_answered(answered_with(question)):
        messages.success(request, also)


@require_POST
def confirm(request: HttpRequest, key: int) -> HttpResponse:
    """Keep the ticks of the page, then confirm them, unless they are only to be kept."""
    user, minutes = found_import(request, key)
    by, now = actor_of(user), timezone.now()
    shown, ticked = _keys(request, "shown"), _keys(request, "finding")
    try:
        if minutes.state == ImportState.READY:
            commands.set_ticks(minutes=minutes, shown=shown, ticked=ticked, by=by, at=now)
            keep_choices(request, minutes, by=by, at=now)
            keep_loose_ends(request, minutes, by=by, at=now)
        if request.POST.get("do") == "keep":
            if request.headers.get("X-Ticks"):
                return HttpResponse(status=204)
            messages.success(request, "Your ticks are saved.")
            return back(minutes)
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        done = commands.confirm(minutes=minutes, version=version, by=by, at=now)
    except Refusal as refusal:
        refused(request, refusal)
        return back(minutes)
    return _after(request, done)


def _after(request: HttpRequest, done: MinutesImport) -> HttpResponse:
    """To the meeting when everything is decided, otherwise back to what is left."""
    if done.state == ImportState.CONFIRMED and loose_ends_wait(done):
        messages.success(request, "The minutes are confirmed. Their loose ends wait: say what becomes of each.")
        return back(done, "#loose")
    if done.state == ImportState.CONFIRMED and done.meeting_id is not None:
        messages.success(request, "The minutes are confirmed. Their actions stand in the register.")
        return redirect("meeting", done.meeting_id)
    messages.success(request, "What was ticked stands in the register. The rest waits here for you.")
    return back(done)


def _keys(request: HttpRequest, name: str) -> set[int]:
    sent = request.POST.getlist(name)
    return {int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 18}


@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, key: int) -> HttpResponse:
    """The day, the times, the place and the next meeting."""
    user, minutes = found_import(request, key)
    note_seen(user, minutes)
    form, status = FactsForm.of(minutes), 200
    stale = ""
    if request.method == "POST":
        form, status = FactsForm(request.POST), 422
        if form.is_valid():
            try:
                version = form.cleaned_data["version"]
                commands.change_facts(
                    minutes=minutes, facts=form.facts(), version=version, by=actor_of(user), at=timezone.now()
                )
                return back(minutes, "#facts")
            except Stale as refusal:
                stale, status = refusal.sentence, 409
                form.data = request.POST.copy()
                form.data["version"] = str(minutes.version)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
    context = {"minutes": minutes, "form": form, "stale": stale}
    return render(request, "meetings/facts.html", context, status=status)


@require_http_methods(["GET", "POST"])
def attendee(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """How somebody attended, and who they are here."""
    user, minutes = found_import(request, key)
    read = attendees_of(minutes).filter(number=number).first()
    if read is None:
        raise Http404
    read.minutes_import = minutes
    note_seen(user, minutes)
    typed = typed_person(read.person, known_in(minutes)) if read.person else ""
    form, status = AttendeeForm.of(read, typed), 200
    if request.method == "POST":
        form, status = AttendeeForm(request.POST), 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                commands.change_attendee(
                    attendee=read,
                    status=Presence(said["status"]),
                    person=person_meant(known_in(minutes), said["person"]),
                    dropped=said["dropped"],
                    by=actor_of(user),
                    at=timezone.now(),
                )
                return back(minutes, "#people")
            except Refusal as refusal:
                form.add_error("person", refusal.sentence)
    context = {"minutes": minutes, "read": read, "form": form}
    return render(request, "meetings/attendee.html", context, status=status)
