"""What the frame of every page needs: the rooms one may enter, the partnership, the marking, who is signed in.

At most one query of its own; the roles it asks for are those that the page's own permission check asks for.
"""

from dataclasses import dataclass
from time import monotonic
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from plait.access.permissions import Permission
from plait.access.queries import agencies_led_by, can, can_somewhere
from plait.accounts.models import User
from plait.people.models import Partnership


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A word of the navigation. `paths` are the beginnings of the addresses inside the room."""

    label: str
    name: str
    needs: Permission | None
    paths: tuple[str, ...]


ROOMS = (
    Room("Today", "today", None, ()),
    Room("Meetings", "meetings", Permission.READ_MEETINGS, ("/meetings/", "/groups/", "/people/")),
    Room("Actions", "actions", Permission.READ_REGISTER, ("/actions/", "/rounds/")),
)
_kept: dict[str, object] = {}
FOOT = (("Help", "help"), ("Accessibility", "accessibility"), ("Who can see what", "who_can_see"))


def page_frame(request: HttpRequest) -> dict[str, object]:
    """`nav` and `footer_links` (Link), `person_menu` (Link), `partnership`, `marking`; no rooms for one signed out."""
    user = getattr(request, "user", None)
    known = user if isinstance(user, User) else None
    return {
        "marking": settings.MARKING,
        "partnership": _partnership(),
        "nav": _rooms(known, request.path) if known else [],
        "footer_links": [Link(label, url) for label, name in FOOT if (url := _address(name))],
        "person_menu": _menu(known) if known else [],
        "signed_in_as": known.person.name if known else "",
    }


def _partnership() -> Partnership | None:
    """The installation's first partnership: its name stands on every page, so it is asked for once a minute."""
    minute = int(monotonic() // 60)
    if _kept.get("minute") != minute or _kept.get("partnership") is None:
        _kept.update(minute=minute, partnership=Partnership.objects.order_by("pk").first())
    return cast(Partnership | None, _kept["partnership"])


def _rooms(user: User, path: str) -> list[Link]:
    """Only rooms that exist, and that one may enter."""
    return [
        Link(room.label, url, path == url or path.startswith(room.paths))
        for room in ROOMS
        if (url := _address(room.name)) and (room.needs is None or can(user, room.needs))
    ]


def _menu(user: User) -> list[Link]:
    mine = [
        Link("What you hold and answer for", reverse("person", args=[user.person_id])),
        Link("How you sign in", reverse("signing_in")),
        Link("How letters reach you", reverse("letter_choices")),
        *([Link("Your calendar", reverse("own_calendar"))] if can(user, Permission.READ_REGISTER) else []),
    ]
    running = [Link("Operations", reverse("operations"))] if can(user, Permission.SEE_OPERATIONS) else []
    keeping = [Link("Restricted circles", reverse("circles"))] if can_somewhere(user, Permission.READ_CIRCLE) else []
    keeping += [Link("Keeping records", reverse("keeping"))] if can(user, Permission.KEEP_RECORDS) else []
    keeping += [Link("Roles", reverse("roles"))] if can(user, Permission.GIVE_ROLES) else []
    mine += [Link("What you were asked", reverse("answer_mine"))]
    mine += [Link("What is asked of your agency", reverse("asked_of_mine"))] if agencies_led_by(user) else []
    keeping = [Link("Rounds", reverse("rounds")), *keeping] if can(user, Permission.ADD_ACTION) else keeping
    return [*mine, Link("Groups", reverse("groups")), Link("People", reverse("people")), *keeping, *running]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
