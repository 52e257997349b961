"""Loose ends on the check page: gathering them, and reading what was chosen."""

from datetime import datetime

from django.http import HttpRequest

from plait.accounts.models import User
from plait.core import registry
from plait.core.actor import Actor
from plait.core.registry import Ref
from plait.meetings import commands
from plait.meetings.models import MinutesImport
from plait.meetings.presenters.loose import LoosePart, loose_part
from plait.meetings.queries.loose import loose_ends_of, undecided_loose_ends

_FIELD = "loose-"


def gather_loose(minutes: MinutesImport, user: User) -> LoosePart | None:
    """None where the reader found none."""
    ends = loose_ends_of(minutes)
    if not ends:
        return None
    refs = [Ref(end.became_kind, end.became_key) for end in ends if end.became_kind and end.became_key]
    return loose_part(minutes, ends, registry.describe(refs, user))


def loose_ends_wait(minutes: MinutesImport) -> bool:
    return undecided_loose_ends(minutes) > 0


def keep_loose_ends(request: HttpRequest, minutes: MinutesImport, *, by: Actor, at: datetime) -> None:
    """Keep what was chosen on the page; what was not chosen is not sent."""
    ways = {}
    for name, way in request.POST.items():
        number = name.removeprefix(_FIELD)
        if name.startswith(_FIELD) and number.isascii() and number.isdigit() and len(number) < 9:
            ways[int(number)] = str(way)
    if ways:
        commands.choose_loose_ends(minutes=minutes, ways=ways, by=by, at=at)
