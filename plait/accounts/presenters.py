"""Sign-ins and passkeys in words."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from plait.accounts.models import Invitation, User
from plait.core.dates import say

# In this order: Edge and Opera say that they are Chrome, and everybody says Safari.
_BROWSERS = (
    (re.compile(r"\bEdg(?:e|A|iOS)?/"), "Edge"),
    (re.compile(r"\b(?:OPR|Opera)/"), "Opera"),
    (re.compile(r"\bSamsungBrowser/"), "Samsung Internet"),
    (re.compile(r"\b(?:Firefox|FxiOS)/"), "Firefox"),
    (re.compile(r"\b(?:HeadlessChrome|Chrome|CriOS)/"), "Chrome"),
    (re.compile(r"\bSafari/"), "Safari"),
)
_DEVICES = (
    (re.compile(r"\biPhone\b"), "an iPhone"),
    (re.compile(r"\biPad\b"), "an iPad"),
    (re.compile(r"\bAndroid\b.*\bMobile\b"), "an Android phone"),
    (re.compile(r"\bAndroid\b"), "an Android tablet"),
    (re.compile(r"\bWindows\b"), "Windows"),
    (re.compile(r"\bMac OS X\b|\bMacintosh\b"), "a Mac"),
    (re.compile(r"\bCrOS\b"), "a Chromebook"),
    (re.compile(r"\bLinux\b"), "Linux"),
)


@dataclass(frozen=True, slots=True)
class SignInRow:
    key: int
    where: str
    since: str
    seen: str
    here: bool


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    key: int
    name: str
    days: str


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """`state` is none, waiting, run_out or open; `words` say it with its days."""

    name: str
    email: str
    state: str
    words: str


def device(user_agent: str) -> str:
    """The browser and the kind of device, as far as the browser says: "Firefox on Windows"."""
    browser = next((name for pattern, name in _BROWSERS if pattern.search(user_agent)), "A browser")
    kind = next((name for pattern, name in _DEVICES if pattern.search(user_agent)), "an unknown device")
    return f"{browser} on {kind}"


def _moment(at: datetime, now: datetime) -> str:
    there = timezone.localtime(at)
    clock = f"{there:%H:%M}"
    return f"today, {clock}" if there.date() == timezone.localdate(now) else f"{say(there.date())}, {clock}"


def sign_in_row(row: UserSession, own_key: str, now: datetime) -> SignInRow:
    return SignInRow(
        key=row.pk,
        where=device(row.user_agent),
        since=_moment(row.created_at, now),
        seen=_moment(row.last_seen_at, now),
        here=row.session_key == own_key,
    )


def passkey_row(row: Authenticator) -> PasskeyRow:
    added = f"Added {say(timezone.localdate(row.created_at))}"
    used = f", last used {say(timezone.localdate(row.last_used_at))}" if row.last_used_at else ", not used yet"
    return PasskeyRow(row.pk, row.wrap().name, added + used)


def invitation_page(
    name: str, email: str, user: User | None, waiting: Invitation | None, now: datetime
) -> InvitationPage:
    if user is not None and user.is_active:
        return InvitationPage(name, user.email, "open", f"{name} signs in with {user.email}.")
    if waiting is None:
        words = (
            f"{name} cannot sign in." if user is None else f"{name} cannot sign in: the account is closed, or waits."
        )
        return InvitationPage(name, email, "none", words)
    sent, until = (say(timezone.localdate(day)) for day in (waiting.sent_at, waiting.expires_at))
    if waiting.expires_at <= now:
        return InvitationPage(name, email, "run_out", f"An invitation was sent on {sent}. It ran out on {until}.")
    words = f"An invitation was sent to {email} on {sent}. Its link works once, until {until}."
    return InvitationPage(name, email, "waiting", words)
