"""A group's dates for the year, and one meeting that is moved, changed or cancelled."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.meetings import commands, pattern, planning
from plait.meetings.forms_for_planning import CancelForm, ChangePlanForm, DaysForm, PatternForm
from plait.meetings.models import Meeting
from plait.meetings.planning import Plan
from plait.meetings.presenters.planning import Ask, cancel_page, change_page, dates_page
from plait.meetings.queries.meetings import groups_one_knows, last_of, planned_days
from plait.meetings.views.finding import found_meeting

ask = require_http_methods(["GET", "HEAD", "POST"])


def _group(request: HttpRequest, slug: str) -> tuple[User, Group]:
    user = signed_in(request)
    group = get_object_or_404(groups_one_knows(user), slug=slug)
    if not can(user, Permission.PLAN_MEETINGS, group.circle):
        raise PermissionDenied
    return user, group


def planned_by(request: HttpRequest, key: int) -> tuple[User, Meeting]:
    """The meeting, for whoever may plan it."""
    user, meeting = found_meeting(request, key)
    if not can(user, Permission.PLAN_MEETINGS, meeting.circle):
        raise PermissionDenied
    ref, by = Ref("meeting", meeting.pk), actor_of(user)
    note_opened(circle=meeting.circle, ref=ref, how="detail", by=by, at=timezone.now())
    return user, meeting


@ask
def plan_dates(request: HttpRequest, slug: str) -> HttpResponse:
    """Days are proposed from a pattern, or pasted; each can be changed before they are kept."""
    user, group = _group(request, slug)
    today = timezone.localdate()
    asked = PatternForm(request.GET) if "year" in request.GET else PatternForm.usual(today.year + (today.month > 6))
    proposed = pattern.days_of(asked.pattern(), year=asked.cleaned_data["year"]) if asked.is_valid() else []
    ahead = [each for each in proposed if each.on >= today]
    if request.method != "POST":
        last = last_of(group)
        usual = DaysForm.first_plan(Plan.of(last)) if last else {}
        form = DaysForm(initial={"days": DaysForm.lines(ahead), **usual}, today=today)
    else:
        form = DaysForm(request.POST, today=today)
        if form.is_valid():
            try:
                days = form.cleaned_data["days"]
                commands.plan_meetings(group=group, days=days, plan=form.plan(), by=actor_of(user), at=timezone.now())
            except Refusal as refusal:
                form.add_error("days", refusal.sentence)
            else:
                messages.success(request, f"{len(days)} planned." if len(days) > 1 else "The meeting is planned.")
                return redirect(f"{reverse('meetings')}?group={group.slug}")
    page = dates_page(group, proposed, planned_days(group, on=today), today)
    status = 422 if form.errors or (asked.is_bound and asked.errors) else 200
    return render(request, "meetings/plan.html", {"page": page, "pattern": asked, "form": form}, status=status)


@ask
def change_plan(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = planned_by(request, key)
    first = ChangePlanForm.first(meeting.held_on, Plan.of(meeting), meeting.sequence)
    form = ChangePlanForm(request.POST if request.method == "POST" else None, initial=first)

    def do() -> None:
        on, sequence = form.cleaned_data["on"], form.cleaned_data["sequence"]
        plan, by = form.plan(), actor_of(user)
        commands.change_plan(meeting=meeting, on=on, plan=plan, sequence=sequence, by=by, at=timezone.now())

    return _answer(request, meeting, form, change_page(meeting), do, "The change is kept.")


@ask
def cancel_meeting(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = planned_by(request, key)
    form = CancelForm(request.POST if request.method == "POST" else None)

    def do() -> None:
        because = form.cleaned_data["because"]
        commands.cancel_meeting(meeting=meeting, because=because, by=actor_of(user), at=timezone.now())

    return _answer(request, meeting, form, cancel_page(meeting), do, "The meeting is cancelled.")


def _answer(
    request: HttpRequest, meeting: Meeting, form: Form, page: Ask, do: Callable[[], None], done: str
) -> HttpResponse:
    """Show the form, or do what it says and go back to the meeting; a refusal keeps everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("meeting", meeting.pk)
    if request.method != "POST" and not planning.can_change(meeting):
        return redirect("meeting", meeting.pk)
    return render(request, "meetings/ask.html", {"page": page, "form": form}, status=422 if form.errors else 200)
