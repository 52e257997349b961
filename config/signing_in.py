"""How people sign in: settings of allauth, and what an installation says of second steps and other sign-in services."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import MODE, PRODUCTION, required


def _second_factor() -> str:
    """Who must have a second step: those who can see restricted material, unless the installation says otherwise."""
    policy = os.environ.get("PLAIT_SECOND_FACTOR", "restricted" if PRODUCTION else "nobody")
    if policy not in {"restricted", "everyone", "nobody"}:
        raise ImproperlyConfigured(f"PLAIT_SECOND_FACTOR is {policy!r}. Set it to restricted, everyone or nobody.")
    return policy


def _openid() -> dict[str, Any] | None:
    """The agency's or council's own sign-in, where PLAIT_OIDC_SERVER names one."""
    server = os.environ.get("PLAIT_OIDC_SERVER", "").strip().rstrip("/")
    if not server:
        return None
    if PRODUCTION and not server.startswith("https://"):
        raise ImproperlyConfigured("PLAIT_OIDC_SERVER must begin with https://.")
    return {
        "provider_id": "office",
        "name": os.environ.get("PLAIT_OIDC_NAME", "your office account"),
        "client_id": required("PLAIT_OIDC_CLIENT_ID", "The provider gives it when Plait is registered there."),
        "secret": required("PLAIT_OIDC_SECRET", "The provider gives it when Plait is registered there."),
        "settings": {
            "server_url": server,
            "oauth_pkce_enabled": True,
            # Only where the provider's administrators alone decide which address a person has.
            "verified_email": os.environ.get("PLAIT_OIDC_TRUST_EMAIL") == "1",
        },
    }


def list_of_stolen() -> str:
    """Where the installation keeps a sorted list of stolen passwords, if it has one."""
    path = os.environ.get("PLAIT_STOLEN_PASSWORDS", "").strip()
    if path and not Path(path).is_file():
        raise ImproperlyConfigured(f"PLAIT_STOLEN_PASSWORDS names {path}, which is not there.")
    return path


def _idle_minutes() -> int:
    """After how many minutes without use a sign-in ends; 0: only with the day."""
    said = os.environ.get("PLAIT_IDLE_MINUTES", "120")
    if not said.isdecimal() or 0 < int(said) < 15:
        raise ImproperlyConfigured(f"PLAIT_IDLE_MINUTES is {said!r}. Set it to 15 or more, or to 0 for no such end.")
    return int(said)


SECOND_FACTOR = _second_factor()
STOLEN_PASSWORDS = list_of_stolen()
IDLE = _idle_minutes() * 60  # seconds
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "plait.accounts.passwords.NotCommonInDisguise"},
    {"NAME": "plait.accounts.passwords.NotOurWords"},
    {"NAME": "plait.accounts.passwords.NotStolen"},
]
# What one account may save or copy out of Plait: more than anybody needs, less than everything at once.
TAKEN_AWAY = {"file": "300/h/user", "export": "60/h/user"}
INVITATION_LASTS = timedelta(days=7)
OPENID = _openid()
ACCOUNT_ADAPTER = "plait.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified by the invitation that was sent to it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # AskForCode does the same work for an unknown address; nothing is sent
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "login": "plait.accounts.forms.SignInForm",
    "request_login_code": "plait.accounts.forms.AskForCodeForm",
    "confirm_login_code": "plait.accounts.forms.AnswerCodeForm",
    "reauthenticate": "plait.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS: Any = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "request_login_code": "30/m/ip,3/5m/key",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "plait.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # clocks that are up to half a minute off
MFA_TOTP_ISSUER = "Plait"
MFA_FORMS = {
    "authenticate": "plait.accounts.forms.SecondStepForm",
    "reauthenticate": "plait.accounts.forms.SecondStepAgainForm",
    "activate_totp": "plait.accounts.forms.AppForm",
    "add_webauthn": "plait.accounts.forms.PasskeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_RATE_LIMITS: Any = {"webauthn_login": "30/m/ip"}
SOCIALACCOUNT_ADAPTER = "plait.accounts.adapters.OfficeAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OPENID] if OPENID else []}}
if MODE == "test":
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
    TAKEN_AWAY = {}
