"""Removing words everywhere: say which, look at all places, remove."""

import secrets

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.keeping.commands import remove_words as remove
from plait.keeping.forms import WordsForm
from plait.keeping.places import originals_of, places_of
from plait.keeping.presenters.pages import preview
from plait.keeping.seeing import known_among


@require_http_methods(["GET", "HEAD", "POST"])
def remove_words(request: HttpRequest) -> HttpResponse:
    """The words are sent in the form's body, so that they stand in no address and in no log."""
    user = signed_in(request)
    if not can(user, Permission.REMOVE_WORDS):
        raise PermissionDenied
    form = WordsForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "keeping/words.html", {"form": form, "page": None}, status=status)
    wanted, why = form.cleaned_data["words"], form.cleaned_data["why"]
    if request.POST.get("do") == "remove":
        ticked = {int(key) for key in request.POST.getlist("original") if key.isdecimal() and len(key) < 16}
        unseen = user if request.POST.get("unseen") else None
        token = request.POST.get("token", "")[:64] or secrets.token_hex(16)
        by, now = actor_of(user), timezone.now()
        remove(wanted=wanted, why=why, originals=ticked, unseen_by=unseen, token=token, by=by, at=now)
        return redirect("keeping")
    places = list(places_of(wanted))
    page = preview(known_among(places, user), originals_of(places), user)
    context = {"form": form, "page": page, "words": request.POST["words"], "why": why}
    return render(request, "keeping/words.html", {**context, "token": secrets.token_hex(16)})
