"""Commands on circles that reach over several rooms: for a group's matter, for one record, and broken glass."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from plait.access import commands as access
from plait.access.models import Circle, Exclusion, Grant, Level
from plait.access.queries import people_in
from plait.actions import commands as actions
from plait.actions.models import Action
from plait.core.actor import Actor
from plait.core.commands import command, nothing_changed
from plait.core.dates import say
from plait.core.registry import Ref
from plait.groups.models import Group
from plait.meetings import commands as meetings
from plait.meetings.models import Meeting
from plait.notifications.commands import put_all_in_outbox
from plait.notifications.delivery import deliver
from plait.notifications.outgoing import Outgoing
from plait.people.models import Person
from plait.workbench.rules import check_why

Kept = Action | Meeting
TELL_WITHIN = timedelta(days=7)


@command
def open_restricted_circle(*, group: Group, name: str, reason: str, by: Actor, at: datetime) -> Circle:
    """For one matter of a group. Nobody is in it until somebody is let in by name."""
    return access.open_circle(
        name=f"{group.name}: {name}",
        level=Level.RESTRICTED,
        partnership=group.circle.partnership,
        within=group.circle,
        reason=reason,
        by=by,
        at=at,
    )


@command
def put_into_circle(*, record: Kept, circle: Circle, because: str, by: Actor, at: datetime) -> Circle:
    """A meeting or an action, with what hangs on it, belongs to `circle` from now on; conflicts of interest in the
    record go along. Answers the circle it is in then."""
    because = check_why(because)
    alone = Exclusion.objects.filter(circle=record.circle, lifted=False, followed=None)
    if record.circle.follows_id is not None and alone.exists():
        circle = access.carry_over(circle=record.circle, to=circle, by=by, at=at)
    if circle.pk == record.circle_id:
        return nothing_changed(circle)
    _put(record, circle, because, by, at)
    return circle


@command
def record_conflict(*, person: Person, record: Kept, reason: str, by: Actor, at: datetime) -> Exclusion:
    """Somebody has a conflict of interest in one meeting or action: it gets a circle of its own that shuts them out."""
    own = access.own_circle(circle=record.circle, name=name_of_own(record), by=by, at=at)
    if own.pk != record.circle_id:
        _put(record, own, "", by, at)
    there = Exclusion.objects.filter(circle=own, person=person, lifted=False, followed=None).first()
    if there is not None:
        return nothing_changed(there)
    return access.exclude(circle=own, person=person, reason=reason, by=by, at=at)


@command
def break_glass_and_tell(*, circle: Circle, person: Person, reason: str, by: Actor, at: datetime) -> Grant:
    """An administrator lets themselves in, and everybody in the circle is told. The reason stands on its page only."""
    told = people_in(circle.pk, on=localdate(at)) - {person.pk}
    granted = access.break_glass(circle=circle, person=person, reason=reason, by=by, at=at)
    assert granted.until is not None
    until = timezone.localtime(granted.until)
    words = {"circle": circle.name, "key": circle.pk, "who": person.name, "until": f"{say(until)} at {until:%H:%M}"}
    everybody = Person.objects.filter(pk__in=told).order_by("pk")
    letters = [
        Outgoing(
            to=each,
            template="workbench/letters/glass_broken",
            context=words,
            about=Ref("circle", circle.pk),
            send_by=at + TELL_WITHIN,
        )
        for each in everybody
    ]
    put_all_in_outbox(letters=letters, by=by, at=at)
    deliver.enqueue()
    return granted


def name_of_own(record: Kept) -> str:
    """What the circle of one record is called: its reference or its day, never its words."""
    if isinstance(record, Action):
        return f"{record.group.name}: {record.reference} alone"
    return f"{record.group.name}: meeting on {say(record.held_on)} alone"


def _put(record: Kept, circle: Circle, because: str, by: Actor, at: datetime) -> None:
    if isinstance(record, Action):
        actions.put_into_circle(actions=[record], circle=circle, because=because, by=by, at=at)
    else:
        meetings.put_meeting_into_circle(meeting=record, circle=circle, because=because, by=by, at=at)
