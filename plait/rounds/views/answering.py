"""Answering: by the link in a letter, signed in, or for somebody who told it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plait.core.refusals import Refusal
from plait.notifications.delivery import deliver
from plait.rounds import commands
from plait.rounds.forms import SheetForm, part_forms
from plait.rounds.presenters.answering import answer_page, kept_words
from plait.rounds.queries import reading
from plait.rounds.views.finding import Speaking, asked_and_noted, by_link, of_mine, of_other

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@never_cache
@ask
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Without an account. Opening it is noted and changes nothing; programs that check mail open every link."""
    speaking = by_link(request, token)
    return _answer(request, speaking) if speaking else render(request, "rounds/gone.html", status=410)


@ask
def answer_mine(request: HttpRequest) -> HttpResponse:
    """The oldest part of a running round that the person who is signed in has to answer."""
    speaking = of_mine(request)
    return _answer(request, speaking) if speaking else render(request, "rounds/nothing.html")


@ask
def answer_for(request: HttpRequest, key: int) -> HttpResponse:
    """The business unit writes what an owner told, by telephone perhaps."""
    return _answer(request, of_other(request, key))


def _answer(request: HttpRequest, speaking: Speaking) -> HttpResponse:
    """Show the form, or keep what it says."""
    now, held, asked = timezone.now(), speaking.held, asked_and_noted(speaking, "detail")
    posted = request.method == "POST"
    open_ones = [each for each in asked if reading.is_open(each)]
    forms = part_forms(open_ones, request.POST if posted else None, request.FILES if posted else None)
    refused = ""
    valid = [form.is_valid() for form in forms]  # each, so that each shows what is wrong
    if posted and all(valid):
        said = {form.asked.pk: form.said_with_file() for form in forms}
        try:
            many = commands.answer(request=held, said=said, on_behalf=speaking.on_behalf, by=speaking.by, at=now)
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            deliver.enqueue()
            messages.success(request, kept_words(many))
            return redirect("round", held.round_id) if speaking.on_behalf else redirect(request.path)
    due = reading.due_days([held], held.round).get(held.pk)
    page = answer_page(held, asked, forms, due, timezone.localdate(now))
    context = {"page": page, "held": held, "refused": refused, "sheet": f"{request.path}/sheet", "upload": SheetForm()}
    return render(request, speaking.template, context, status=422 if posted else 200)
