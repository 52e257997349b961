"""Inviting somebody to sign in, and following an invitation."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.commands import accept_invitation, close_account, invite, withdraw_invitation
from plait.accounts.forms import WayInForm
from plait.accounts.models import Invitation, User
from plait.accounts.presenters import invitation_page
from plait.accounts.queries import account_of, invitation_behind, open_invitation_of
from plait.accounts.rules import check_can_invite
from plait.core.refusals import Refusal
from plait.people.models import Person


def _who(request: HttpRequest, key: int) -> tuple[User, Person]:
    user = signed_in(request)
    if not can(user, Permission.INVITE_PEOPLE):
        raise PermissionDenied
    return user, get_object_or_404(Person, pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest, key: int) -> HttpResponse:
    """Whether somebody can sign in; POST sends an invitation, and makes one sent before dead."""
    user, person = _who(request, key)
    if request.method == "POST":
        invite(person=person, by=actor_of(user), at=timezone.now())
        messages.success(request, f"An invitation is on its way to {person.name}.")
        return redirect("invite_person", key=key)
    now, account = timezone.now(), account_of(person)
    waiting = open_invitation_of(account) if account else None
    page = invitation_page(person.name, person.email, account, waiting, now)
    context = {"page": page, "key": key, "refusal": _why_not(person), "own": user.person_id == key}
    return render(request, "accounts/invite_person.html", context)


def _why_not(person: Person) -> str:
    try:
        check_can_invite(person, on=timezone.localdate())
    except Refusal as refusal:
        return refusal.sentence
    return ""


@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    user, person = _who(request, key)
    withdraw_invitation(person=person, by=actor_of(user), at=timezone.now())
    messages.success(request, "The invitation is withdrawn. Its link does not work any more.")
    return redirect("invite_person", key=key)


@require_POST
def end_account(request: HttpRequest, key: int) -> HttpResponse:
    """Nobody closes their own account: the last administrator would shut everyone out."""
    user, person = _who(request, key)
    if user.person_id == key:
        raise Refusal("You cannot close your own account. Ask a colleague of the business unit.")
    close_account(person=person, by=actor_of(user), at=timezone.now())
    messages.success(request, f"{person.name} cannot sign in any more.")
    return redirect("invite_person", key=key)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing, as scanners of mail open every link; POST lets the receiver in, once."""
    found = invitation_behind(token, at=timezone.now())
    if found is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    form = WayInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _let_in(request, found, form.cleaned_data["way"])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "name": found.user.person.name, "email": found.user.email}
    return render(request, "accounts/invitation.html", context, status=status)


def _let_in(request: HttpRequest, invitation: Invitation, way: str) -> HttpResponse:
    """In a session of their own, whoever sat here before; then to what they chose."""
    try:
        user = accept_invitation(invitation=invitation, by=actor_of(invitation.user), at=timezone.now())
    except Refusal:
        return render(request, "accounts/invitation_gone.html", status=410)
    logout(request)
    record_authentication(request, user, "code", email=user.email)
    going = {"passkey": "mfa_add_webauthn", "password": "password", "code": "today"}[way]
    answer: HttpResponse = perform_login(request, Login(user=user, redirect_url=reverse(going)))
    return answer
