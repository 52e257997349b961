"""Answering: by the link in a letter, signed in, or for somebody who told it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.core.actor import Actor
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.notifications.delivery import deliver
from plait.notifications.opening import actor_of_link, open_link
from plait.rounds import commands
from plait.rounds.commands.asking import PURPOSE
from plait.rounds.forms import part_forms
from plait.rounds.models import Request
from plait.rounds.presenters.answering import answer_page
from plait.rounds.queries import reading

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@ask
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Without an account. Opening it is noted and changes nothing; programs that check mail open every link."""
    try:
        link = open_link(request, token, PURPOSE)
    except Http404:
        return render(request, "rounds/gone.html", status=410)
    held = reading.request_of_link(link.key)
    if held is None or held.person_id != link.person_id:
        return render(request, "rounds/gone.html", status=410)
    return _answer(request, held, actor_of_link(link), "rounds/answer_by_link.html")


@ask
def answer_mine(request: HttpRequest) -> HttpResponse:
    """The oldest part of a running round that the person who is signed in has to answer."""
    user = signed_in(request)
    held = reading.latest_request_of(user.person_id)
    if held is None:
        return render(request, "rounds/nothing.html")
    return _answer(request, held, actor_of(user), "rounds/answer.html")


@ask
def answer_for(request: HttpRequest, key: int) -> HttpResponse:
    """The business unit writes what an owner told, by telephone perhaps."""
    user = signed_in(request)
    if not can(user, Permission.ADD_ACTION):
        raise PermissionDenied
    held = reading.request_for(user, key)
    if held is None or held.person is None:
        raise Http404
    by = actor_of(user)
    told = Actor(by.way, by.name, by.person_id, on_behalf_of=held.person.name, on_behalf_of_id=held.person_id)
    return _answer(request, held, told, "rounds/answer_for.html", on_behalf=True)


def _answer(request: HttpRequest, held: Request, by: Actor, template: str, *, on_behalf: bool = False) -> HttpResponse:
    """Show the form, or keep what it says."""
    now, asked, status = timezone.now(), reading.asked_of(held), 200
    for each in asked:
        ref = Ref("action", each.action_id)
        note_opened(circle=each.action.circle, ref=ref, how="detail", by=by, at=now)
    posted = request.method == "POST"
    open_ones = [each for each in asked if reading.is_open(each)]
    forms = part_forms(open_ones, request.POST if posted else None, request.FILES if posted else None)
    refused = ""
    valid = [form.is_valid() for form in forms]  # each, so that each shows what is wrong
    if posted and all(valid):
        said = {form.asked.pk: form.said_with_file() for form in forms}
        try:
            many = commands.answer(request=held, said=said, on_behalf=on_behalf, by=by, at=now)
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            deliver.enqueue()
            messages.success(request, _kept(many))
            return redirect("round", held.round_id) if on_behalf else redirect(request.path)
    if posted:
        status = 422
    due = reading.due_days([held], held.round).get(held.pk)
    page = answer_page(held, asked, forms, due, timezone.localdate(now))
    return render(request, template, {"page": page, "held": held, "refused": refused}, status=status)


def _kept(many: int) -> str:
    if not many:
        return "There was nothing new in it. What you sent before is kept."
    return "Thank you. Your answer is kept." if many == 1 else f"Thank you. Your {many} answers are kept."
