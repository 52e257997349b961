"""Before any page: is the sign-in over, is a second step missing? After it: when it was used, what was taken away."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from plait.accounts.actors import actor_of
from plait.accounts.commands import note_seen
from plait.accounts.models import User
from plait.accounts.queries import lacks_second_step
from plait.accounts.recent import proved_strongly

# What opens while the second step is missing: setting it up, proving who one is, and leaving.
OPEN = {
    "second_step",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "sign_in_again",
    "sign_out",
}
LONGEST = 12 * 60 * 60  # seconds: a working day, however busy it was
LONGEST_SAID = "You were signed in for twelve hours. Sign in again to go on."
USED, USED_EVERY = "used_at", 5 * 60  # seconds
IDLE_SAID = "You were signed out because nothing was done for a while. Sign in again to go on."
SEEN_EVERY = 10 * 60  # seconds
Answer = Callable[[HttpRequest], HttpResponse]


class SecondStepGate:
    """Nothing else opens for somebody who must have a second step and has none."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not getattr(view, "login_required", True):
            return None
        if match is not None and match.url_name in OPEN:
            return None
        user = request.user
        if not isinstance(user, User) or proved_strongly(request) or not lacks_second_step(user):
            return None
        going = {"next": request.get_full_path()} if request.method == "GET" else {}
        return redirect(f"{reverse('second_step')}?{urlencode(going)}" if going else "second_step")


class LongestSignIn:
    """Ends a sign-in half a day after it began, however busy it was, and after `settings.IDLE` seconds without use.

    The last use is written down once in five minutes, so it may end those five minutes sooner.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = min(
            (proof["at"] for proof in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, ())), default=None
        )
        if began is not None:
            self._end_or_note(request, began, time.time())
        return self.get_response(request)

    @staticmethod
    def _end_or_note(request: HttpRequest, began: float, now: float) -> None:
        used = request.session.get(USED, began)
        idle = settings.IDLE and now - used > settings.IDLE
        if idle or now - began > LONGEST:
            logout(request)
            messages.info(request, IDLE_SAID if idle else LONGEST_SAID)
        elif now - used >= USED_EVERY:
            request.session[USED] = now


class LastSeen:
    """Writes once in ten minutes when a sign-in was used; each process remembers what it wrote."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._written: dict[str, float] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        session = getattr(request, "session", None)
        user = getattr(request, "user", None)
        if session is not None and isinstance(user, User) and AUTHENTICATION_METHODS_SESSION_KEY in session:
            self._note(str(session.session_key), user)
        return answer

    def _note(self, key: str, user: User) -> None:
        now = time.monotonic()
        if now - self._written.get(key, 0) < SEEN_EVERY:
            return
        if len(self._written) > 10_000:
            self._written.clear()
        self._written[key] = now
        note_seen(session_key=key, by=actor_of(user), at=timezone.now())


class TakenAway:
    """Whatever is handed out to be saved counts, for each account: nobody copies all they may see in one go."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not answer.headers.get("Content-Disposition", "").startswith("attachment"):
            return answer
        if not isinstance(getattr(request, "user", None), User):
            return answer
        match = request.resolver_match
        kind = "file" if match is not None and match.url_name == "file" else "export"
        if consume(request, app="plait", action=kind, config=settings.TAKEN_AWAY, limit_get=True) is not None:
            return answer
        return render(request, "accounts/too_much.html", {"kind": kind}, status=429)
