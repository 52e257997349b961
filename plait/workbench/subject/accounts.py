"""What signing in leaves of a person: the account, addresses, second steps, where they are signed in."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignKey, Model

from plait.accounts.models import User
from plait.core.registry import Ref
from plait.people.models import Person
from plait.workbench.subject.held import Entry, Section

# What may be told of each; secrets are in none of these columns.
_TOLD = {
    "account.EmailAddress": ("email", "verified"),
    "mfa.Authenticator": ("type", "created_at", "last_used_at"),
    "usersessions.UserSession": ("ip", "user_agent", "created_at", "last_seen_at"),
    "accounts.Invitation": ("sent_at", "expires_at", "used_at", "withdrawn_at"),
    "socialaccount.SocialAccount": ("provider", "uid", "date_joined", "last_login"),
}
_NAMES = {
    "account.EmailAddress": "Address for signing in",
    "mfa.Authenticator": "Second step or passkey",
    "usersessions.UserSession": "Sign-in",
    "accounts.Invitation": "Invitation",
    "socialaccount.SocialAccount": "Account of another sign-in service",
}


def of_account(person: Person) -> Iterator[Entry]:
    """Every row of every table that points at their account."""
    user = User.objects.filter(person=person).first()
    if user is None:
        return
    ref = Ref("person", person.pk)
    last = f", last signed in {user.last_login:%d %B %Y %H:%M}" if user.last_login else ""
    state = "open" if user.is_active else "closed"
    yield Entry(Section.ACCOUNT, ref, "Account", f"{user.email}, {state}{last}")
    for model, name in _pointing_at_users():
        label = model._meta.label
        for row in model._default_manager.filter(**{name: user.pk}).order_by("pk"):
            words = (f"{field.replace('_', ' ')}: {_said(row, field)}" for field in _TOLD.get(label, ()))
            what = _NAMES.get(label, str(model._meta.verbose_name).capitalize())
            yield Entry(Section.ACCOUNT, ref, what, "; ".join(words) or f"number {row.pk}")


def _pointing_at_users() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is User:
                yield model, field.name


def _said(row: Model, name: str) -> str:
    value = getattr(row, name)
    return "–" if value in (None, "") else f"{value:%d %B %Y %H:%M}" if hasattr(value, "hour") else str(value)
