"""One's calendar: its page for whoever is signed in, and the address that calendar programs ask."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.actions import commands, queries
from plait.actions.presenters.calendar import as_ics
from plait.actions.views.finding import require
from plait.core.calendars import ICS
from plait.core.dates import say_near

OFTEN = {"calendar": "60/h/key"}  # programs ask every few hours, some on each opening


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: HttpRequest) -> HttpResponse:
    """The address is shown once, in the answer to the press that made it: it is kept nowhere."""
    user, now, secret = signed_in(request), timezone.now(), ""
    require(can(user, Permission.READ_REGISTER))
    if request.method == "POST" and request.POST.get("do") == "end":
        commands.end_calendar(user=user, by=actor_of(user), at=now)
        messages.success(request, "The address answers nothing from now on.")
        return redirect("own_calendar")
    if request.method == "POST":
        secret = commands.make_calendar(user=user, by=actor_of(user), at=now)
    kept = queries.calendar_of(user)
    made = say_near(timezone.localdate(kept.made_at), timezone.localdate(now)) if kept else ""
    address = settings.ADDRESS + reverse("calendar_feed", args=[secret]) if secret else ""
    return render(request, "actions/calendar.html", {"address": address, "made": made})


@login_not_required
@never_cache
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """404 for a wrong secret, for one that was ended and for a leaver's: nobody can tell them apart."""
    reader = queries.reader_of_calendar(secret)
    if reader is None:
        raise Http404
    if consume(request, app="plait", action="calendar", key=str(reader.pk), config=OFTEN, limit_get=True) is None:
        return HttpResponse(
            "Asked too often. Ask again in an hour.\n", "text/plain", 429, headers={"Retry-After": "3600"}
        )
    return HttpResponse(as_ics(queries.days_of(reader), timezone.now()), content_type=ICS)
