"""Adding minutes, and watching them being read."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.permissions import Permission
from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal
from plait.meetings import commands
from plait.meetings.forms import AddMinutesForm
from plait.meetings.models import ImportState, MinutesImport
from plait.meetings.presenters.meetings import added_before
from plait.meetings.presenters.progress import progress_page
from plait.meetings.queries.imports import same_file
from plait.meetings.queries.meetings import groups_one_knows
from plait.meetings.views.finding import found_import, may


@require_http_methods(["GET", "POST"])
def add_minutes(request: HttpRequest) -> HttpResponse:
    """Choose a group and a file. The same file for the same group leads to what is there."""
    user = may(request, Permission.ADD_MINUTES)
    groups = groups_one_knows(user)
    if request.method == "GET":
        form = AddMinutesForm(
            groups=groups, initial={"group": groups.filter(slug=request.GET.get("group", "")).first()}
        )
        return render(request, "meetings/add_minutes.html", {"form": form, "before": None})
    form = AddMinutesForm(request.POST, request.FILES, groups=groups)
    before: MinutesImport | None = None
    if form.is_valid():
        group, file = form.cleaned_data["group"], form.cleaned_data["file"]
        data = file.read()
        before = same_file(group, hashlib.sha256(data).hexdigest())
        if before is None:
            try:
                added = commands.add_minutes(
                    group=group, data=data, name=file.name or "minutes", by=actor_of(user), at=timezone.now()
                )
                return redirect("minutes_import", added.pk)
            except Refusal as refusal:
                form.add_error("file", refusal.sentence)
    shown = added_before(before, timezone.localdate()) if before else None
    context = {"form": form, "before": shown}
    return render(request, "meetings/add_minutes.html", context, status=409 if before else 422)


@require_safe
def progress(request: HttpRequest, key: int) -> HttpResponse:
    """A part of the page that is asked for every second; when the reading is over, the whole page is."""
    _, minutes = found_import(request, key)
    if minutes.state not in (ImportState.WAITING, ImportState.READING):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "meetings/_progress.html", {"page": progress_page(minutes)})


@require_POST
def read_again(request: HttpRequest, key: int) -> HttpResponse:
    user, minutes = found_import(request, key)
    commands.read_again(minutes=minutes, by=actor_of(user), at=timezone.now())
    return redirect("minutes_import", minutes.pk)
