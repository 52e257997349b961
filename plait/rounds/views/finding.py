"""Whose part of a round a page is about, and who speaks: by a link, signed in, or the business unit for somebody."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from plait.access.commands import note_opened
from plait.access.permissions import Permission
from plait.access.queries import can
from plait.accounts.actors import actor_of, signed_in
from plait.accounts.models import User
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.notifications.opening import actor_of_link, open_link
from plait.rounds.commands.asking import PURPOSE
from plait.rounds.models import Asked, Request, Round
from plait.rounds.queries import reading


@dataclass(frozen=True, slots=True)
class Speaking:
    """`template` is the page on which they answer. `reader` writes for the owner, and sees what their circles hold."""

    held: Request
    by: Actor
    template: str
    reader: User | None = None

    @property
    def on_behalf(self) -> bool:
        return self.reader is not None


def keeper(request: HttpRequest) -> User:
    """Who runs rounds; nobody else has these pages."""
    user = signed_in(request)
    if not can(user, Permission.ADD_ACTION):
        raise PermissionDenied
    return user


def find_round(user: User, key: int) -> Round:
    return get_object_or_404(reading.rounds_for(user), pk=key)


def find_request(user: User, key: int) -> Request:
    held = reading.request_for(user, key)
    if held is None:
        raise Http404
    return held


def by_link(request: HttpRequest, token: str) -> Speaking | None:
    """None for a link that opens nothing, whatever the reason. Its opening is noted."""
    try:
        link = open_link(request, token, PURPOSE)
    except Http404:
        return None
    held = reading.request_of_link(link.key)
    if held is None or held.person_id != link.person_id:
        return None
    return Speaking(held, actor_of_link(link), "rounds/answer_by_link.html")


def of_mine(request: HttpRequest) -> Speaking | None:
    """The part that the person who is signed in has to answer, if there is one."""
    user = signed_in(request)
    held = reading.latest_request_of(user.person_id)
    return Speaking(held, actor_of(user), "rounds/answer.html") if held else None


def of_other(request: HttpRequest, key: int) -> Speaking:
    """The part of an owner who told the business unit, by telephone perhaps."""
    user = keeper(request)
    held = find_request(user, key)
    if held.person is None:
        raise Http404
    by = actor_of(user)
    told = Actor(by.way, by.name, by.person_id, on_behalf_of=held.person.name, on_behalf_of_id=held.person_id)
    return Speaking(held, told, "rounds/answer_for.html", reader=user)


def asked_and_noted(speaking: Speaking, how: str) -> list[Asked]:
    """What the part asks; that restricted ones were opened is noted."""
    asked = reading.asked_of(speaking.held, reader=speaking.reader)
    for each in asked:
        ref = Ref("action", each.action_id)
        note_opened(circle=each.action.circle, ref=ref, how=how, by=speaking.by, at=timezone.now())
    return asked
