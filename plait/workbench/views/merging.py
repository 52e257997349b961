"""Two records of one person become one, after a look at both; and two again, where that was wrong."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.refusals import Refusal
from plait.people import commands
from plait.people.models import Merging
from plait.people.queries import people
from plait.workbench.forms import MergeForm
from plait.workbench.presenters.keeping import of_person
from plait.workbench.presenters.merging import beside

ask = require_http_methods(["GET", "HEAD", "POST"])


def _keeps(request: HttpRequest) -> User:
    user = signed_in(request)
    if not can(user, Permission.MANAGE_PEOPLE):
        raise PermissionDenied
    return user


@ask
def merge_people(request: HttpRequest, key: int) -> HttpResponse:
    """The other record is chosen first; then both stand side by side, and only then they are merged."""
    user, person = _keeps(request), get_object_or_404(people(), pk=key)
    form = MergeForm(request.POST if request.method == "POST" else None, keep=person)
    chosen, refused = None, False
    if form.is_valid():
        chosen = form.cleaned_data["other"]
        if form.cleaned_data["sure"]:
            try:
                commands.merge_people(keep=person, merge=chosen, by=actor_of(user), at=timezone.now())
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                refused = True
            else:
                messages.success(request, f"Both records are one now: {person.name}.")
                return redirect("person", person.pk)
    title = f"Merge another record into {person.name}"
    context = {
        "ask": of_person(person, title, "Merge"),
        "form": form,
        "chosen": chosen,
        "both": beside(person, chosen, today=timezone.localdate()) if chosen else [],
    }
    status = 422 if refused or (form.is_bound and not form.is_valid()) else 200
    return render(request, "workbench/merge.html", context, status=status)


@ask
def take_apart(request: HttpRequest, key: int) -> HttpResponse:
    user = _keeps(request)
    merging = get_object_or_404(Merging.objects.select_related("kept", "merged"), pk=key, undone_at__isnull=True)
    refusal = ""
    if request.method == "POST":
        try:
            commands.take_apart(merging=merging, by=actor_of(user), at=timezone.now())
        except Refusal as refused:
            refusal = refused.sentence
        else:
            messages.success(request, f"{merging.merged.name} has a record of their own again.")
            return redirect("person", merging.merged_id)
    title = f"{merging.merged.name} is somebody else"
    context = {
        "ask": of_person(merging.kept, title, "Make two records again"),
        "merging": merging,
        "rows": len(merging.rows),
        "refusal": refusal,
    }
    return render(request, "workbench/take_apart.html", context, status=409 if refusal else 200)
