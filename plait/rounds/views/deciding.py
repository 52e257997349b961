"""What owners asked for and only the business unit can give."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.core.refusals import Refusal
from plait.core.registry import Ref, describe
from plait.rounds import commands
from plait.rounds.forms import DecideForm
from plait.rounds.presenters.pages import proposal_rows
from plait.rounds.queries import reading


@require_http_methods(["GET", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """Accept many at once, or decline them with words."""
    user, now = signed_in(request), timezone.now()
    if not can(user, Permission.ADD_ACTION):
        raise PermissionDenied
    waiting = reading.proposals_for(user)
    form = DecideForm(request.POST if request.method == "POST" else None, waiting=waiting)
    if request.method == "POST" and form.is_valid():
        said, declines = form.cleaned_data, request.POST.get("do") == "decline"
        chosen, by = list(said["ticked"]), actor_of(user)
        try:
            if declines:
                many = commands.decline(proposals=chosen, words=said["words"], by=by, at=now)
            else:
                words, owner = said["words"], said["owner"]
                many = commands.accept(proposals=chosen, decision=words, owner=owner, by=by, at=now)
        except Refusal as refusal:
            form.add_error("words", refusal.sentence)
        else:
            messages.success(request, f"{many} {'declined' if declines else 'accepted'}.")
            return redirect("round_proposals")
    found = list(waiting)
    for each in found:
        action = each.answer.asked.action
        note_opened(circle=action.circle, ref=Ref("action", action.pk), how="detail", by=actor_of(user), at=now)
    told = describe([Ref("action", each.answer.asked.action_id) for each in found], user)
    ticked = set(request.POST.getlist("ticked"))
    context = {"form": form, "rows": proposal_rows(found, told), "ticked": ticked}
    return render(request, "rounds/proposals.html", context, status=422 if form.errors else 200)
