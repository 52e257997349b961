"""What one sets up for oneself: passkeys, the app, the password, and where one is signed in."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plait.accounts.actors import actor_of, signed_in
from plait.accounts.commands import change_password, end_sign_ins
from plait.accounts.forms import PasswordForm
from plait.accounts.models import User
from plait.accounts.presenters import passkey_row, sign_in_row
from plait.accounts.queries import has_second_step, must_have_second_step, sign_ins_of

NEXT = "after_second_step"


def _next(request: HttpRequest) -> str:
    going = request.GET.get("next", "")
    here = going.startswith("/") and url_has_allowed_host_and_scheme(going, allowed_hosts=None)
    return going if here else ""


@require_safe
def signing_in(request: HttpRequest) -> HttpResponse:
    """How one signs in, and where one is signed in."""
    user, now = signed_in(request), timezone.now()
    held = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    kinds = {each.type for each in held}
    page = {
        "email": user.email,
        "has_password": user.has_usable_password(),
        "passkeys": [passkey_row(each) for each in held if each.type == Authenticator.Type.WEBAUTHN],
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_spare_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "must": must_have_second_step(user),
        "sign_ins": [sign_in_row(each, request.session.session_key or "", now) for each in sign_ins_of(user)],
    }
    return render(request, "accounts/signing_in.html", {"page": page})


@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Setting up a second step, for who must have one: nothing else opens before."""
    user = signed_in(request)
    going = _next(request)
    if going:
        request.session[NEXT] = going
    if has_second_step(user):
        return redirect(request.session.pop(NEXT, "") or "today")
    return render(request, "accounts/second_step.html", {"must": must_have_second_step(user)})


class AddPasskey(AddWebAuthnView):
    """A passkey that signs in by itself. Whoever was on the way somewhere arrives there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        options = auth.begin_registration(signed_in(self.request), passwordless=True)
        return {**super(AddWebAuthnView, self).get_context_data(**kwargs), "options": options}

    def get_success_url(self) -> str:
        going: str = self.request.session.pop(NEXT, "")
        if self.did_generate_recovery_codes and must_have_second_step(signed_in(self.request)) and not going:
            return reverse("mfa_view_recovery_codes")
        return going or reverse("today" if self.did_generate_recovery_codes else "signing_in")


class RemovePasskey(RemoveWebAuthnView):
    success_url = "/signing-in"


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A first or another password. Every other sign-in ends."""
    raise_if_reauthentication_required(request, app="plait.accounts")
    user = signed_in(request)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        key = request.session.session_key or ""
        change_password(
            user=user, password=form.cleaned_data["password"], keep=key, by=actor_of(user), at=timezone.now()
        )
        update_session_auth_hash(request, user)  # this sign-in goes on, under a new key
        password_changed.send(sender=User, request=request, user=user)
        messages.success(request, "Your password is set. You are signed out everywhere else.")
        return redirect(request.session.pop(NEXT, "") or "signing_in")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "email": user.email, "had_one": user.has_usable_password()}
    return render(request, "accounts/password.html", context, status=status)


@require_POST
def end_sign_in(request: HttpRequest, key: int) -> HttpResponse:
    """Sign out of one other place. Somebody else's sign-in is not found, and the answer is the same."""
    user = signed_in(request)
    own = request.session.session_key or ""
    end_sign_ins(user=user, only=key, keep=own, by=actor_of(user), at=timezone.now())
    messages.success(request, "You are signed out there.")
    return redirect("signing_in")


@require_POST
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    end_sign_ins(user=user, keep=request.session.session_key or "", by=actor_of(user), at=timezone.now())
    messages.success(request, "You are signed out everywhere else.")
    return redirect("signing_in")
