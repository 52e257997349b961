"""Accounts, invitations and sign-ins of one person; and who needs a second step."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from plait.access.models import Level
from plait.access.queries import circles_of
from plait.accounts.from_above import restricted_reached
from plait.accounts.models import Invitation, User
from plait.accounts.rules import hash_token, is_open
from plait.people.models import Person

_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def account_of(person: Person) -> User | None:
    return User.objects.filter(person=person).first()


def user_by_email(email: str) -> User | None:
    """Who signs in, or is invited, with an address; capitals do not matter."""
    return User.objects.select_related("person").filter(email=email.lower()).first()


def open_invitation_of(user: User) -> Invitation | None:
    return Invitation.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True).first()


def invitation_behind(token: str, *, at: datetime) -> Invitation | None:
    """The invitation of a link that still opens the door, or None whatever the reason."""
    found = Invitation.objects.select_related("user__person").filter(token_hash=hash_token(token)).first()
    return found if found and is_open(found, at=at, on=timezone.localdate(at)) else None


def sign_ins_of(user: User) -> list[UserSession]:
    """Where somebody is signed in, the latest seen first. Rows whose session has ended are left out."""
    rows = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk"))
    keys = [row.session_key for row in rows]
    running = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    alive = set(running.values_list("session_key", flat=True))
    return [row for row in rows if row.session_key in alive]


def has_second_step(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=_STEPS).exists())


def must_have_second_step(user: User) -> bool:
    """By the policy of the installation (PLAIT_SECOND_FACTOR): restricted, everyone or nobody."""
    return settings.SECOND_FACTOR != "nobody" and _asked_for_one(user).exists()


def lacks_second_step(user: User) -> bool:
    """That they must have one and have none, in one statement: it is asked at each page of who has not shown one."""
    if settings.SECOND_FACTOR == "nobody":
        return False
    steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=_STEPS)
    return _asked_for_one(user).exclude(Exists(steps)).exists()


def _asked_for_one(user: User) -> QuerySet[User]:
    own = User.objects.filter(pk=user.pk)
    if settings.SECOND_FACTOR == "everyone":
        return own
    circles = circles_of(user).filter(level=Level.RESTRICTED).order_by()
    return own.filter(Q(Exists(circles)) | restricted_reached(user))
