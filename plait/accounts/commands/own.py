"""What people change in their own way of signing in. Each change is told to them by e-mail."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from plait.accounts.commands.sign_ins import end_sign_ins
from plait.accounts.from_above import Letter, post
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.envelopes import seal_again
from plait.core.registry import Ref
from plait.history.commands import record

_SEALED = ("secret", "seed")  # where allauth keeps the keys of an app and of spare codes
_NEWS_LASTS = timedelta(days=2)


@command
def tell_of_change(*, user: User, change: str, by: Actor, at: datetime) -> None:
    """`change` is a slug: password_changed, passkey_added, app_removed... Recorded, and told to the account's owner."""
    record(ref=Ref("person", user.person_id), verb=change, said={"who": user.person.name}, by=by, at=at)
    news = {"change": change, "when": at.isoformat()}
    post(Letter(user.person, user.email, "accounts/letters/change", at + _NEWS_LASTS, context=news), by=by, at=at)


@command
def change_password(*, user: User, password: str, keep: str, by: Actor, at: datetime) -> None:
    """A first or another password. Every other sign-in ends; `keep` is the session that goes on."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sign_ins(user=user, keep=keep, by=by, at=at)
    tell_of_change(user=user, change="password_changed", by=by, at=at)


@command
def note_link_of_office(*, user: User, by: Actor, at: datetime) -> None:
    """From now on the provider's account signs this user in."""
    tell_of_change(user=user, change="office_linked", by=by, at=at)


@command
def seal_keys_again(*, by: Actor, at: datetime) -> tuple[int, int]:
    """Seal the keys of apps and spare codes with the present SECRET_KEY: how many were, and how many no key opens."""
    done = lost = 0
    for held in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
        try:
            held.data = {**held.data, **{name: seal_again(held.data[name]) for name in _SEALED if name in held.data}}
        except ValueError:
            lost += 1
            continue
        held.save(update_fields=["data"])
        done += 1
    return nothing_changed((done, lost))


@command
def note_seen(*, session_key: str, by: Actor, at: datetime) -> None:
    """When a sign-in was last used. No history: it is not a change of any record."""
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=at)
    nothing_changed(None)
