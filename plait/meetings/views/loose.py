"""Loose ends of minutes that are confirmed already."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plait.accounts.actors import actor_of
from plait.core.refusals import Refusal
from plait.meetings.views.checking import back, refused
from plait.meetings.views.choosing import keep_loose_ends, loose_ends_wait
from plait.meetings.views.finding import found_import


@require_POST
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Keep what was chosen; where the minutes are confirmed it is entered at once."""
    user, minutes = found_import(request, key)
    try:
        keep_loose_ends(request, minutes, by=actor_of(user), at=timezone.now())
    except Refusal as refusal:
        refused(request, refusal)
    else:
        left = "The others wait here." if loose_ends_wait(minutes) else "Nothing is left open."
        messages.success(request, f"What you chose is kept. {left}")
    return back(minutes, "#loose")
