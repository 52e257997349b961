"""What somebody answers for as a calendar. References, titles and days: nothing else leaves."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from plait.actions.models import Action
from plait.actions.presenters.words import title_of
from plait.core import calendars
from plait.core.calendars import WholeDay

NAME = "Plait: what you answer for"
PRODUCT = "-//Plait//What you answer for//EN"
LONGEST = 160
ASK_AGAIN = 6  # hours


def as_ics(actions: Iterable[Action], now: datetime) -> bytes:
    """A restricted action stands under its safe title.

    An action is the same entry each time it is asked for, so that a day that moves moves in the calendar.
    """
    place = urlsplit(settings.ADDRESS).hostname or "plait"
    days = (WholeDay(f"{a.reference}@{place}", a.due_on, _title(a)) for a in actions if a.due_on)
    name = f"{settings.MARKING}, {NAME}" if settings.MARKING else NAME
    return calendars.as_ics(days, name=name, product=PRODUCT, ask_again_hours=ASK_AGAIN, now=now)


def _title(action: Action) -> str:
    words = " ".join(title_of(action).split())
    shown = words if len(words) <= LONGEST else words[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
    return f"{action.reference}: {shown}"
