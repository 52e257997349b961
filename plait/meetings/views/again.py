"""Gathering what the check page says of a meeting that is here already, and reading what was chosen there."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from plait.core.actor import Actor
from plait.meetings import commands, rules
from plait.meetings.models import AgainWay, MinutesImport
from plait.meetings.presenters.again import AgainPart, again_part
from plait.meetings.queries import again

_FIELD = "again-"


def gather_again(minutes: MinutesImport, now: datetime) -> AgainPart | None:
    """None where no other file of this meeting is here."""
    files = list(again.files_of_meeting(minutes))
    can = rules.can_change(minutes)
    if not files or not can:
        return None
    stood = again.stood_before(minutes)
    return again_part(
        minutes,
        files,
        again.matched(minutes, stood),
        again.gone(minutes, stood),
        again.choices_of(minutes),
        timezone.localtime(now).date(),
        can_change=can,
    )


def keep_choices(request: HttpRequest, minutes: MinutesImport, *, by: Actor, at: datetime) -> None:
    """Keep what was chosen for actions of the register. Errors: Refusal where a choice is none any more."""
    for name, way in request.POST.items():
        key = name.removeprefix(_FIELD)
        if name.startswith(_FIELD) and key.isascii() and key.isdigit() and len(key) < 18 and way in AgainWay.values:
            commands.choose_again(minutes=minutes, action=int(key), way=str(way), by=by, at=at)
