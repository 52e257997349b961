"""The forms of signing in, in our words. One sentence for every failure: nobody learns whether an address is known."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AppAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from plait.accounts.models import User

EMAIL = {"autocomplete": "username", "spellcheck": "false"}
WHOLE = {"required": "Write your e-mail address.", "invalid": "Write a whole e-mail address, like name@example.org."}
ONE_CODE = {"autocomplete": "one-time-code", "spellcheck": "false", "class": "govuk-input--width-10"}


def _email() -> forms.EmailField:
    return forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs=EMAIL), error_messages=WHOLE)


def _password(label: str, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": "Write your password."},
    )


def _code(label: str, *, digits: bool = False) -> forms.CharField:
    attrs = {**ONE_CODE, **({"inputmode": "numeric"} if digits else {})}
    return forms.CharField(
        label=label, max_length=40, widget=forms.TextInput(attrs=attrs), error_messages={"required": "Write the code."}
    )


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email()
        self.fields["password"] = _password("Password", "current-password")


class AskForCodeForm(RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = _email()


class AnswerCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code from the e-mail")


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password("Password", "current-password")


class SecondStepForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code from your app, or one of your spare codes", digits=True)


class SecondStepAgainForm(AppAgainForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code from your app, or one of your spare codes", digits=True)


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code that the app shows now", digits=True)


class PasskeyForm(AddWebAuthnForm):
    """Every passkey here signs in by itself: `passwordless` is no choice."""

    passwordless = forms.BooleanField(required=True, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label="Name it", max_length=60, required=False, help_text="Such as: my phone."
        )

    def clean(self) -> dict[str, Any]:
        """What is no passkey at all is refused as a wrong one is."""
        try:
            return dict(super().clean())
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValidationError("No passkey was made. Try again.") from error


class PasswordForm(forms.Form):
    """A first or another password, written twice."""

    password = _password("New password", "new-password")
    again = _password("The same again", "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = "At least 12 characters. Three or four words are easy to remember."

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            raise ValidationError({"again": "The two passwords are not the same. Write it again."})
        return given


class WayInForm(forms.Form):
    """What somebody invited will sign in with."""

    WAYS = (
        ("passkey", "A passkey"),
        ("password", "A password"),
        ("code", "A code by e-mail, each time"),
    )
    way = forms.ChoiceField(
        label="How will you sign in?",
        choices=WAYS,
        initial="passkey",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
