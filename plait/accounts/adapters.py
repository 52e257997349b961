"""Where allauth asks how sign-in is done here: by invitation, letters by the outbox, refusals in our words."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from plait.accounts.actors import actor_of
from plait.accounts.commands import accept_invitation, note_link_of_office, tell_of_change
from plait.accounts.models import User
from plait.accounts.queries import must_have_second_step, open_invitation_of, user_by_email
from plait.accounts.recent import proved_recently
from plait.accounts.rules import is_open
from plait.accounts.task import send_code_later
from plait.core.envelopes import open_text, seal, seal_text
from plait.core.refusals import Refusal

NOT_RIGHT = "The e-mail address or the password is not right. Check both and try again."
TOO_OFTEN = "That was tried too often. Wait five minutes, then try again."
WRONG_CODE = "That code is not right, or it has run out. Check it, or ask for a new one."
UNKNOWN_HERE = (
    "That account is not known here. Ask your partnership’s business unit for an invitation, with the e-mail address "
    "of that account."
)
KEY_GONE = (
    "The key that protected your app and spare codes here was replaced, so they cannot be checked any more. Use a "
    "passkey, or ask your partnership’s business unit to invite you again."
)
OFFICE_FAILED = "Signing in with the other account did not work. Try again, or sign in another way."

# allauth's notices -> what is recorded and told to the account's owner.
CHANGES = {
    "mfa/email/totp_activated": "app_added",
    "mfa/email/totp_deactivated": "app_removed",
    "mfa/email/webauthn_added": "passkey_added",
    "mfa/email/webauthn_removed": "passkey_removed",
    "mfa/email/recovery_codes_generated": "spare_codes_made",
}
SAID = {
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is no longer asked for.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up. Next time, press “Sign in with a passkey”.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "The password is not right. Try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes their own account: the business unit invites."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("today")

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very site."""
        here = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, allowed_hosts=here, require_https=self.request.is_secure())

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A closed account with the right password answers as a wrong password does."""
        user = super().authenticate(request, **credentials)
        return user if isinstance(user, User) and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, UNKNOWN_HERE)
        return redirect("sign_in")

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str = "", **kwargs: Any) -> bool:
        """Who signed in, or proved who they are, in the last five minutes is not asked again.

        Somebody with neither password, passkey nor app is sent to sign in once more.
        """
        if proved_recently(self.request):
            return False
        if not get_reauthentication_flows(self.request.user):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your app",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        known = [{**m, "description": words[m["id"]]} for m in super().get_reauthentication_methods(user)]
        again = {"id": "again", "description": "Sign in again", "url": reverse("sign_in_again")}
        return known or [again]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The only mail is the sign-in code. For an unknown address the same work is done here, and nothing is sent."""
        send_code_later.enqueue(seal({"email": email.lower(), "code": str(context.get("code", ""))}))

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        change = CHANGES.get(template_prefix)
        if change:
            tell_of_change(user=user, change=change, by=actor_of(user), at=timezone.now())

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That did not work. Check that the code is the one shown now, and try again.",
        "cannot_delete_authenticator": (
            "You can see restricted material, so a second step is needed. Add a passkey first, then remove the app."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal_text(text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return open_text(encrypted_text)
        except ValueError as error:
            raise Refusal(KEY_GONE) from error

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        others = type(authenticator).objects.filter(user=authenticator.user, type="webauthn").exists()
        return others or not must_have_second_step(authenticator.user)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Plait"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.person.name}


class OfficeAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect: only for people the business unit invited, found by an address the provider vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Not allauth's own way: it would wipe the password. `pre_social_login` finds the person."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        user = sociallogin.user if sociallogin.is_existing else self._vouched_for(sociallogin)
        if user is None or not self._lets_in(user, timezone.now()):
            messages.error(request, UNKNOWN_HERE)
            raise ImmediateHttpResponse(redirect("sign_in"))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
            note_link_of_office(user=user, by=actor_of(user), at=timezone.now())

    def _vouched_for(self, sociallogin: Any) -> User | None:
        """A claim that is not plainly true ("true" in quotation marks, say) vouches for nothing."""
        found = (user_by_email(e.email) for e in sociallogin.email_addresses if e.verified is True)
        return next((user for user in found if user is not None), None)

    def _lets_in(self, user: User, at: datetime) -> bool:
        if user.is_active:
            return True
        waiting = open_invitation_of(user)
        if waiting is None or not is_open(waiting, at=at, on=timezone.localdate(at)):
            return False
        try:
            accept_invitation(invitation=waiting, by=actor_of(user), at=at)
        except Refusal:
            return False
        user.refresh_from_db(fields=["is_active", "password"])  # allauth saves this object when it links
        return True

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        messages.error(request, OFFICE_FAILED)
        raise ImmediateHttpResponse(redirect("sign_in"))
