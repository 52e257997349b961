"""Day one in a seat, and the decision that agrees a group's terms of reference: both reach over several rooms."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can, visible_to
from plait.accounts.actors import actor_of, signed_in
from plait.core.dates import say
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.groups import queries as groups
from plait.groups.commands import agree_terms as agree
from plait.groups.models import TermsVersion
from plait.workbench.forms import AgreeTermsForm
from plait.workbench.presenters.day_one import day_one_page
from plait.workbench.queries import day_one as gathered
from plait.workbench.queries.decisions import decisions_for_terms


@dataclass(frozen=True, slots=True)
class Ask:
    title: str
    button: str
    back: str
    back_words: str
    lead: str


@require_safe
def day_one(request: HttpRequest, key: int) -> HttpResponse:
    """For who sits in the seat, and for whoever runs the groups."""
    user, today = signed_in(request), timezone.localdate()
    seat = get_object_or_404(groups.seats(), pk=key)
    around = gathered.holdings_around(seat, on=today)
    if not can(user, Permission.MANAGE_GROUPS) and not gathered.sits_in(user, seat, around, on=today):
        raise PermissionDenied
    page = day_one_page(gathered.day_one(seat, user, around, on=today), today)
    return render(request, "workbench/day_one.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def agree_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Which decision agreed the draft, and from which day it holds."""
    user = signed_in(request)
    if not can(user, Permission.MANAGE_GROUPS):
        raise PermissionDenied
    group = get_object_or_404(visible_to(groups.groups(), user, path="circle"), slug=slug)
    versions = groups.versions_of(group, user)
    draft = get_object_or_404(TermsVersion, group=group, agreed_at__isnull=True)
    first = all(version.is_draft for version in versions)
    form = AgreeTermsForm(
        request.POST if request.method == "POST" else None,
        decisions=decisions_for_terms(group, user),
        first=first,
        initial={"version": draft.version, "holds_from": say(timezone.localdate())},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        decision = said["decision"]
        try:
            agree(
                terms=draft,
                decision=Ref("decision", decision.pk) if decision else None,
                words=said.get("words", ""),
                holds_from=said["holds_from"],
                version=said["version"],
                by=actor_of(user),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Version {draft.number} is agreed and holds from {say(said['holds_from'])}.")
            return redirect("terms", slug=slug)
    lead = "It is in force from that day until a later version is. Once agreed it stays as it is."
    ask = Ask(
        f"Version {draft.number} is agreed",
        "Record it",
        reverse("terms", args=[slug]),
        f"Terms of reference, {group.name}",
        lead,
    )
    return render(request, "groups/form.html", {"ask": ask, "form": form}, status=422 if form.errors else 200)
