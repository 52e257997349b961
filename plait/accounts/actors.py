"""From a signed-in user to the Actor that commands are told."""

from django.http import HttpRequest

from plait.accounts.models import User
from plait.core.actor import Actor, Way
from plait.people.models import Person


def signed_in(request: HttpRequest) -> User:
    """The user of a request that has passed sign-in."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("This page needs somebody who is signed in.")
    return user


def actor_of(user: User, *, acts_for: Person | None = None) -> Actor:
    """Who acts; `acts_for`: the person whose deputy they are in it."""
    if acts_for is None:
        return Actor(Way.SIGNED_IN, user.person.name, user.person_id)
    return Actor(
        Way.SIGNED_IN, user.person.name, user.person_id, on_behalf_of=acts_for.name, on_behalf_of_id=acts_for.pk
    )
