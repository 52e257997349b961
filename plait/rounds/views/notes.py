"""Notes about silence: to the lead of an owner's agency first, then to the chair of the group."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from plait.access.commands import note_opened
from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal
from plait.core.registry import Ref
from plait.notifications.delivery import deliver
from plait.rounds import commands
from plait.rounds.presenters.silence import silence_rows
from plait.rounds.queries import reading
from plait.rounds.queries.silence import AT_ONCE, chairs_of, led_by, silences
from plait.rounds.views.finding import find_request, find_round, keeper


@require_http_methods(["GET", "POST"])
def lead_note(request: HttpRequest, key: int) -> HttpResponse:
    """The note to the lead of the owner's agency: read it, then send it or hold it back."""
    user, now = keeper(request), timezone.now()
    held = find_request(user, key)
    if held.person_id is None:
        raise Http404
    led = led_by([held], on=timezone.localdate(now))[held.pk]
    if request.method == "POST" and request.POST.get("do") in ("send", "hold"):
        if request.POST["do"] == "send":
            commands.send_lead_note(request=held, leads=led.leads, by=actor_of(user), at=now)
            deliver.enqueue()
            messages.success(request, "The note is on its way.")
        else:
            commands.hold_lead_note(request=held, by=actor_of(user), at=now)
            messages.success(request, "The note is held back. You can still send it.")
        return redirect("round", held.round_id)
    many = sum(not each.answers.all() for each in reading.asked_of(held))
    letter = {"owner": held.words, "group": str(held.round.group), "many": many}
    context = {"held": held, "agency": led.agency, "leads": led.leads, "letter": letter}
    return render(request, "rounds/lead_note.html", context, status=200 if request.method == "GET" else 422)


@require_http_methods(["GET", "POST"])
def chair_note(request: HttpRequest, key: int) -> HttpResponse:
    """The note to the chair of the group: of whom the chair may hear now, and of whom not yet and why."""
    user, now = keeper(request), timezone.now()
    held, refused = find_round(user, key), ""
    if request.method == "POST":
        try:
            commands.send_chair_note(held=held, by=actor_of(user), at=now)
        except Refusal as refusal:
            refused = refusal.sentence
        else:
            deliver.enqueue()
            messages.success(request, "The note is on its way.")
            return redirect("round", held.pk)
    note_opened(circle=held.group.circle, ref=Ref("round", held.pk), how="detail", by=actor_of(user), at=now)
    found = silences(held, at=now)
    known = [each for each in found if not each.not_yet]
    context = {
        "held": held,
        "refused": refused,
        "chairs": chairs_of(held, on=timezone.localdate(now)),
        "now": silence_rows(known[:AT_ONCE]),
        "more": max(len(known) - AT_ONCE, 0),
        "later": silence_rows(each for each in found if each.not_yet),
    }
    return render(request, "rounds/chair_note.html", context, status=422 if refused else 200)
