"""Who comes: people are asked, and answer by the link in their letter, signed in, or through the business unit."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.accounts.actors import actor_of
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.meetings import commands
from plait.meetings.commands.inviting import PURPOSE
from plait.meetings.forms_for_planning import AnswerForm
from plait.meetings.models import AnsweredBy, Invitation
from plait.meetings.presenters.inviting import answer_page, invitations_page, sent_words
from plait.meetings.queries.inviting import invitation_for, invitations_of
from plait.meetings.views.finding import found_meeting
from plait.meetings.views.planning import planned_by
from plait.notifications.delivery import deliver
from plait.notifications.opening import actor_of_link, open_link


@require_safe
def invitations(request: HttpRequest, key: int) -> HttpResponse:
    """Everybody who is asked, and what they said."""
    _, meeting = planned_by(request, key)
    page = invitations_page(meeting, list(invitations_of(meeting)), timezone.localdate())
    return render(request, "meetings/invitations.html", {"page": page, "meeting": meeting})


@require_POST
def invite(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = planned_by(request, key)
    try:
        many = commands.invite(meeting=meeting, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("meeting", meeting.pk)
    deliver.enqueue()
    messages.success(request, sent_words(many))
    return redirect("meeting_invitations", meeting.pk)


@require_POST
def answer_for(request: HttpRequest, key: int, person: int) -> HttpResponse:
    """Somebody told the business unit."""
    user, meeting = planned_by(request, key)
    invitation, form = _invitation(meeting.pk, person), AnswerForm(request.POST)
    if form.is_valid():
        _keep(request, invitation, form, AnsweredBy.BUSINESS_UNIT, actor_of(user))
    else:
        messages.warning(request, "Say whether they will come or send apologies.")
    return redirect("meeting_invitations", meeting.pk)


@require_POST
def answer_own(request: HttpRequest, key: int) -> HttpResponse:
    user, meeting = found_meeting(request, key)
    invitation, form = _invitation(meeting.pk, user.person_id), AnswerForm(request.POST)
    if form.is_valid():
        _keep(request, invitation, form, AnsweredBy.THEMSELVES, actor_of(user))
    else:
        messages.warning(request, "Say whether you will come or send apologies.")
    return redirect("meeting", meeting.pk)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Without an account. Opening it is noted and changes nothing; programs that check mail open every link."""
    try:
        link = open_link(request, token, PURPOSE)
    except Http404:
        return render(request, "meetings/gone.html", status=410)
    invitation = invitation_for(link.key or 0, link.person_id)
    if invitation is None:
        return render(request, "meetings/gone.html", status=410)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"words": invitation.words})
    if request.method == "POST" and form.is_valid():
        _keep(request, invitation, form, AnsweredBy.LINK, actor_of_link(link))
        return redirect(request.path)
    context = {"page": answer_page(invitation, timezone.localdate()), "form": form}
    return render(request, "meetings/answer_by_link.html", context, status=422 if form.errors else 200)


def _invitation(meeting_key: int, person_key: int | None) -> Invitation:
    found = invitation_for(meeting_key, person_key or 0)
    if found is None:
        raise Http404
    return found


def _keep(request: HttpRequest, invitation: Invitation, form: AnswerForm, how: AnsweredBy, by: Actor) -> None:
    comes, words, at = form.cleaned_data["comes"], form.cleaned_data["words"], timezone.now()
    try:
        commands.answer_invitation(invitation=invitation, comes=comes, words=words, how=how, by=by, at=at)
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    else:
        deliver.enqueue()
        messages.success(request, "Kept." if how == AnsweredBy.BUSINESS_UNIT else "Your answer is kept. Thank you.")
