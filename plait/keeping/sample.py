"""What the sample partnership keeps: periods it has set, one record under a legal hold, one kept until a day."""

from datetime import date, datetime, timedelta

from django.utils.timezone import get_default_timezone

from plait.access.models import Level
from plait.actions.models import OPEN_STATES, Action
from plait.core.actor import Actor, Way
from plait.core.registry import Ref
from plait.keeping.commands import hold, keep_until, set_period
from plait.people.models import Person
from plait.workbench.sample.cast import BY_KEY

PERIODS = {"action": 18, "meeting": 72}
INQUEST = "The coroner has asked for what the partnership did; an inquest is open."
REVIEWED = "Its learning is looked at again with the yearly report."


def keep_some(*, on: date) -> None:
    """Through the commands that people use, a working day before `on`."""
    at = datetime(on.year, on.month, on.day, 9, 30, tzinfo=get_default_timezone()) - timedelta(days=1)
    person = Person.objects.get(email=BY_KEY["bronwen"].email)
    by = Actor(Way.SIGNED_IN, person.name, person.pk)
    for retention, months in PERIODS.items():
        set_period(retention=retention, months=months, version=0, by=by, at=at)
    closed = Action.objects.exclude(state__in=OPEN_STATES).filter(circle__level=Level.GROUP)
    first, second = closed.order_by("closed_at", "number")[:2]
    hold(ref=Ref("action", first.pk), because=INQUEST, by=by, at=at)
    day = on + timedelta(days=365)
    keep_until(ref=Ref("action", second.pk), day=day, because=REVIEWED, by=by, at=at)
