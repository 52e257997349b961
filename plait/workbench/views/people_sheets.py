"""People, agencies and posts out to a spreadsheet, and back: compared row by row, and accepted by a person."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.markings import attachment, marked_name
from plait.core.refusals import Refusal
from plait.core.sheets import XLSX
from plait.people import commands
from plait.people.models import PeopleSheet, Post
from plait.people.queries import agencies, open_sheets, people, proposals
from plait.people.sheets.sandbox import read_people
from plait.workbench.forms.people_sheets import PeopleSheetForm, answers_in, ticks_in
from plait.workbench.presenters.people_export import people_workbook
from plait.workbench.presenters.people_sheets import rows_of, sheet_page
from plait.workbench.queries.people import known_by_key

TOO_MANY_REFUSED = 8  # sentences shown one by one


def _keeps(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can(user, Permission.MANAGE_PEOPLE):
        raise PermissionDenied
    return user


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everybody without the aliases of a merge."""
    _keeps(request)
    posts = Post.objects.select_related("agency", "holder").order_by("agency__name", "title", "pk")
    response = HttpResponse(people_workbook(people(), agencies(), posts), content_type=XLSX)
    name = f"people-{timezone.localdate().isoformat()}.xlsx"
    response.headers["Content-Disposition"] = attachment(marked_name(name, restricted=False))
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def add_sheet(request: HttpRequest) -> HttpResponse:
    """The file is read at once in the limited child; what it cannot read, it says in a sentence."""
    user = _keeps(request)
    form = PeopleSheetForm(request.POST, request.FILES) if request.method == "POST" else PeopleSheetForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data, now = file.read(), timezone.now()
        try:
            read = read_people(data, file.name or "people", today=timezone.localdate(now))
            checksum = hashlib.sha256(data).hexdigest()
            name = file.name or "people"
            sheet = commands.keep_sheet(name=name, checksum=checksum, read=read, by=actor_of(user), at=now)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("people_sheet", sheet.pk)
    context = {"form": form, "waiting": open_sheets()}
    return render(request, "workbench/add_people_sheet.html", context, status=422 if form.errors else 200)


def _sheet(key: int) -> PeopleSheet:
    return get_object_or_404(PeopleSheet.objects.select_related("added_by"), pk=key, ended_at__isnull=True)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, key: int) -> HttpResponse:
    """What accepting each row would do as things are now; a post keeps the answers and accepts what is ticked."""
    user, found = _keeps(request), _sheet(key)
    if request.method == "POST":
        return _accept(request, user, found)
    told, today = proposals(found), timezone.localdate()
    shown, number = request.GET.get("show", ""), request.GET.get("page", "")
    page, listed = sheet_page(found, told, shown=shown, number=number, today=today)
    keys = {int(c) for p in listed for c in p.candidates if c.isdigit()}
    rows = rows_of(listed, known_by_key(keys, on=today), {p.line.n: p for p in told}, today=today)
    return render(request, "workbench/people_sheet.html", {"page": page, "rows": rows})


def _accept(request: HttpRequest, user: User, found: PeopleSheet) -> HttpResponse:
    by, now = actor_of(user), timezone.now()
    every = request.POST.get("all", "") if request.POST.get("do") == "all" else ""
    answered = commands.choose(sheet=found, answers=answers_in(request.POST), by=by, at=now)
    try:
        done = commands.accept_lines(sheet=found, ticked=ticks_in(request.POST), all_seen=every, by=by, at=now)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("people_sheet", found.pk)
    if done.count:
        messages.success(request, f"{done.count:,} {'rows are' if done.count > 1 else 'row is'} in the lists now.")
    if answered:
        messages.success(request, "Your answers are kept. What they lead to stands under To accept, or Unchanged.")
    for sentence in done.refused[:TOO_MANY_REFUSED]:
        messages.error(request, sentence)
    if len(done.refused) > TOO_MANY_REFUSED:
        messages.error(
            request, f"{len(done.refused) - TOO_MANY_REFUSED:,} more rows were not accepted. Look at them again."
        )
    if not (done.count or answered or done.refused):
        messages.info(request, "Nothing was ticked, so nothing changed.")
    return redirect("people_sheet", found.pk)


@require_POST
def end_sheet(request: HttpRequest, key: int) -> HttpResponse:
    user = _keeps(request)
    found = get_object_or_404(PeopleSheet, pk=key)
    commands.end_sheet(sheet=found, by=actor_of(user), at=timezone.now())
    messages.success(request, "The comparing is over. What was read of the file is forgotten; what was accepted stays.")
    return redirect("people")
