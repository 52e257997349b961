"""The door: signing in, and proving once more who one is."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, RequestLoginCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.providers.openid_connect.views import login as to_office
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from requests import RequestException

from plait.accounts.adapters import OFFICE_FAILED
from plait.accounts.from_above import said_at_the_door
from plait.accounts.recent import proved_recently


class SignIn(LoginView):
    """Password, and the ways to the others. Opened anew, it forgets a sign-in that stopped half way."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            clear_login(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "office": settings.OPENID,
            "by_code": settings.SENDS_LETTERS,
            "said": said_at_the_door(),
        }


class AskForCode(RequestLoginCodeView):
    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.SENDS_LETTERS:
            raise PermissionDenied
        if not request.user.is_authenticated:
            clear_login(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """For an unknown address the same goes into the queue, with an empty code: nothing is sent."""
        answer: HttpResponse = super().form_valid(form)
        if form._user is None:
            get_adapter(self.request).send_mail("unknown", form.cleaned_data["email"], {})
        return answer


class PasskeySignIn(LoginWebAuthnView):
    """GET as JSON: what the browser signs. POST: what it signed."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            clear_login(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


@login_not_required
def office(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the other sign-in service; one that does not answer is a sentence at the door."""
    try:
        answer: HttpResponse = to_office(request, provider_id)
    except RequestException:
        messages.error(request, OFFICE_FAILED)
        return redirect("sign_in")
    return answer


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Also half way in: whatever was begun is forgotten, by the browser too."""
    logout(request)
    answer = redirect("sign_in")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """For somebody without password, passkey and app: signing in anew is their proof."""
    going = request.GET.get("next", "")
    if proved_recently(request) or get_reauthentication_flows(request.user):
        return redirect("signing_in")
    logout(request)
    messages.info(request, "Sign in once more to go on: it was more than five minutes ago.")
    return redirect(f"/sign-in?{urlencode({'next': going})}" if going else "sign_in")
