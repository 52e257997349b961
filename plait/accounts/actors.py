"""From a signed-in user to the Actor that commands are told."""

from django.http import HttpRequest

from plait.accounts.models import User
from plait.core.actor import Actor, Way


def signed_in(request: HttpRequest) -> User:
    """The user of a request that has passed sign-in."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("This page needs somebody who is signed in.")
    return user


def actor_of(user: User) -> Actor:
    return Actor(Way.SIGNED_IN, user.person.name, user.person_id)
