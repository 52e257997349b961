"""Who may be invited, and whether an invitation still opens the door."""

import hashlib
from datetime import date, datetime

from django.db.models import Q

from plait.accounts.models import Invitation, User
from plait.core.refusals import Refusal
from plait.people.models import Person, Post

SHORTEST_PASSWORD = 12


def hash_token(token: str) -> str:
    """What is kept of an invitation's link. The token has 256 random bits, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def has_left(person: Person, *, on: date) -> bool:
    """They held a post and hold none on `on`. Who never held one (a scrutineer, a volunteer) has not left."""
    posts = Post.objects.filter(holder=person, starts_on__lte=on)
    return posts.exists() and not posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).exists()


def check_can_invite(person: Person, *, on: date) -> None:
    if person.merged_into_id:
        raise Refusal(f"This record of {person.name} was merged into another. Invite the other.")
    if not person.email:
        raise Refusal(f"{person.name} has no e-mail address. Add one first.")
    if has_left(person, on=on):
        raise Refusal(f"{person.name} holds no post any more. Give them a post first.")
    if User.objects.filter(person=person, is_active=True).exists():
        raise Refusal(f"{person.name} can sign in already.")
    if User.objects.filter(email=person.email.lower()).exclude(person=person).exists():
        raise Refusal(f"Somebody else signs in with the e-mail address of {person.name}. Change one of the two first.")


def can_invite(person: Person, *, on: date) -> bool:
    try:
        check_can_invite(person, on=on)
    except Refusal:
        return False
    return True


def is_open(invitation: Invitation, *, at: datetime, on: date) -> bool:
    """Not used, withdrawn or run out, and its receiver has not left."""
    waiting = invitation.used_at is None and invitation.withdrawn_at is None and at < invitation.expires_at
    return waiting and not has_left(invitation.user.person, on=on)
